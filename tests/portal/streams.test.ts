import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../shared/ids.ts';
import { placeOf, startCounter, type TestCounter } from './client.ts';
import { ENGINES } from './engines.ts';
import { reasons } from './push-support.ts';
import { createRandom } from './seed/random.ts';
import type { Portal } from './server.ts';

const random = createRandom('streams');
const HT = placeOf('HT');
const opened = { type: 'shiftOpened', data: { counted: [], expected: 0, difference: null } };
const count = (amount: number) => ({
  counted: amount === 0 ? [] : [{ value: 100_000, count: amount / 100_000 }],
  expected: amount,
  difference: null,
});
const closedWith = (amount: number) => ({ type: 'shiftClosed', data: { ...count(amount), unsent: 0 } });
const closed = { type: 'shiftClosed', data: { counted: [], expected: 0, difference: null, unsent: 0 } };
const moved = {
  type: 'cashMoved',
  data: { direction: 'in', amount: 100_000, reason: 'Tiền lẻ', approver: null },
};

const exported = {
  type: 'reportExported',
  data: {
    file: 'bao-cao-HT-20260601-20260630.csv',
    format: 'csv',
    sha256: 'a'.repeat(64),
    size: 12,
    period: { from: '2026-06-01', to: '2026-06-30' },
    filter: {},
    madeAt: '2026-07-01T01:00:00.000Z',
    nextDay: '2026-07-02',
    final: false,
    offices: [{ id: 'HT', nameVi: 'Bưu điện Hà Tu', until: null }],
    counts: { received: 4 },
    averageMs: null,
    logs: [{ office: 'HT', counters: [{ counter: 'HT-1', to: 9, gaps: [3, 4] }] }],
  },
};

describe.each(ENGINES)('shifts and batches pushed on $name', ({ start }) => {
  let portal: Portal;
  let url: string;
  let number = 0;
  const fresh = async (place = HT): Promise<TestCounter> => {
    number += 1;
    return startCounter(url, place, number);
  };
  beforeAll(async () => {
    portal = await start();
    ({ url } = await portal.listen());
  });
  afterAll(() => portal.close());

  test('a shift is taken, event by event and in one push, and reaches the office’s other counters only', async () => {
    const [one, other, foreign] = [await fresh(), await fresh(), await fresh(placeOf('GD'))];
    const id = newId();
    const events = one.write(id, [opened, moved], 0);
    expect(reasons((await one.push(events)).reply)).toEqual(['accepted', 'accepted']);
    const last = one.write(id, [moved, closedWith(200_000)], 2);
    expect(reasons((await one.push(last)).reply)).toEqual(['accepted', 'accepted']);
    const ofShift = (all: Awaited<ReturnType<TestCounter['pullAll']>>) =>
      all.filter((event) => event.dossierId === id);
    expect(ofShift(await other.pullAll())).toEqual([...events, ...last]);
    expect(ofShift(await foreign.pullAll())).toEqual([]);
  });

  test('the trace of an exported report is taken once, and reaches the office’s other counters only', async () => {
    const [one, other, foreign] = [await fresh(), await fresh(), await fresh(placeOf('GD'))];
    const id = newId();
    const events = one.write(id, [exported, exported], 0);
    expect(reasons((await one.push(events)).reply)).toEqual(['accepted', 'stream-forbidden']);
    const wrong = { ...exported, data: { ...exported.data, sha256: 'none' } };
    const fresher = await fresh();
    expect(reasons((await fresher.push(fresher.write(newId(), [wrong], 0))).reply)).toEqual([
      'event-invalid',
    ]);
    const told = (all: Awaited<ReturnType<TestCounter['pullAll']>>) =>
      all.filter((event) => event.dossierId === id);
    expect(told(await other.pullAll())).toEqual([events[0]]);
    expect(told(await foreign.pullAll())).toEqual([]);
  });

  test('what the shift does not allow is refused and holds the shift, not the dossiers', async () => {
    const one = await fresh();
    await one.lease();
    const id = newId();
    const events = [...one.write(id, [opened, closed, moved], 0), ...one.receive(random)];
    const { reply } = await one.push(events);
    expect(reasons(reply).slice(0, 3)).toEqual(['accepted', 'accepted', 'stream-forbidden']);
    expect(new Set(reasons(reply).slice(3))).toEqual(new Set(['accepted']));
  });

  test('what a shift says should be there is what its events add up to, from closing to closing', async () => {
    const one = await fresh();
    await one.lease();
    const [first, second] = [newId(), newId()];
    // 100,000 came in, and nobody can say that nothing did: the closing is refused until it says so.
    await one.push(one.write(first, [opened, moved], 0));
    const wrong = one.write(first, [closed], 2);
    expect(reasons((await one.push(wrong)).reply)).toEqual(['till-sum-wrong']);
    const { id, position } = wrong[0] as (typeof wrong)[number];
    const givenUp = { eventId: id, position, content: closed, reason: 'Đếm lại' };
    const recount = one.write(first, [{ type: 'setAside', data: givenUp }, moved], 3);
    expect(reasons((await one.push(recount)).reply)).toEqual(['accepted', 'accepted']);
    // The count was made, if not taken: it is what the next one starts from.
    const again = one.write(first, [closedWith(100_000)], 5);
    expect(reasons((await one.push(again)).reply)).toEqual(['accepted']);
    const next = one.write(second, [{ type: 'shiftOpened', data: count(200_000) }], 0);
    expect(reasons((await one.push(next)).reply)).toEqual(['till-sum-wrong']);
    const retried = await one.push(one.write(newId(), [{ type: 'shiftOpened', data: count(200_000) }], 0));
    // Its own till has what it counted, refused or not; here nothing else says so.
    expect(reasons(retried.reply)).toEqual(['accepted']);
  });

  test('another counter cannot close it, nor another office', async () => {
    const [one, other, foreign] = [await fresh(), await fresh(), await fresh(placeOf('GD'))];
    const id = newId();
    await one.push(one.write(id, [opened], 0));
    const closing = (counter: TestCounter) => counter.push(counter.write(id, [closed], 1));
    expect(reasons((await closing(other)).reply)).toEqual(['stream-forbidden']);
    expect(reasons((await closing(foreign)).reply)).toEqual(['dossier-unknown']);
  });

  test('a stream is one thing: no shift within a dossier, no dossier within a shift', async () => {
    const one = await fresh();
    await one.lease();
    const received = one.receive(random);
    const id = received[0]?.dossierId ?? '';
    const within = one.write(id, [opened], received.length);
    const shift = newId();
    const note = { type: 'noteAdded', data: { text: 'lạc chỗ' } };
    const mixed = one.write(shift, [opened, note, { type: 'fromTheFuture', data: { x: 1 } }], 0);
    const { reply } = await one.push([...received, ...within, ...mixed]);
    expect(reasons(reply).slice(received.length)).toEqual([
      'event-invalid',
      'accepted',
      'event-invalid',
      'event-blocked',
    ]);
  });

  test('data that does not add up is refused', async () => {
    const one = await fresh();
    const bad = { ...opened, data: { ...opened.data, expected: 5_000 } };
    expect(reasons((await one.push(one.write(newId(), [bad], 0))).reply)).toEqual(['event-invalid']);
  });
});
