import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { appendTogether } from '../../../renderer/store/append-together.ts';
import type { CounterDatabase } from '../../../renderer/store/database.ts';
import { bookOfDays, bookOfShift, newestShifts, ownShifts, shiftNow } from '../../../renderer/store/till.ts';
import { isClosedShift, type ClosedShift, type ShiftBody } from '../../../shared/domain/till/shift.ts';
import { newId } from '../../../shared/ids.ts';
import { ok } from '../../../shared/result.ts';
import { author } from '../../support/catalogue.ts';
import { counterDatabase } from './counter.ts';

let db: CounterDatabase;
beforeEach(async () => {
  db = await counterDatabase();
});

/** Nine o'clock at the counter, days after 13 July 2026, and minutes after that. */
const at = (day: number, minute = 0) => new Date(Date.UTC(2026, 6, 13 + day, 2, minute)).toISOString();

async function write(shift: string, body: ShiftBody, now: string): Promise<void> {
  const saved = await appendTogether(db, {
    author: author({ now }),
    streamIds: [shift],
    decide: () => ok({ writes: [{ streamId: shift, bodies: [body] }] }),
  });
  expect(saved.ok).toBe(true);
}

const counted = (amount: number) => ({
  counted: amount === 0 ? [] : [{ value: 100_000 as const, count: amount / 100_000 }],
  expected: amount,
  difference: null,
});
const open = (shift: string, amount: number, now: string) =>
  write(shift, { type: 'shiftOpened', data: counted(amount) }, now);
const close = (shift: string, amount: number, now: string) =>
  write(shift, { type: 'shiftClosed', data: { ...counted(amount), unsent: 0 } }, now);
const putIn = (shift: string, now: string) =>
  write(
    shift,
    { type: 'cashMoved', data: { direction: 'in', amount: 100_000, reason: 'Tiền lẻ', approver: null } },
    now,
  );
const print = (shift: string, now: string) =>
  write(
    shift,
    { type: 'shiftSheetPrinted', data: { kind: 'original', print: 1, contentHash: 'a'.repeat(64) } },
    now,
  );

/** Days of one shift each, 100,000 ₫ put in on every one; their ids, oldest first. */
async function days(count: number): Promise<readonly string[]> {
  const ids = Array.from({ length: count }, newId);
  for (const [day, id] of ids.entries()) {
    await open(id, day * 100_000, at(day));
    await putIn(id, at(day, 1));
    await close(id, (day + 1) * 100_000, at(day, 2));
  }
  return ids;
}
const closedShift = async (id: string): Promise<ClosedShift> => {
  const shift = (await ownShifts(db)).find((each) => each.id === id);
  if (!shift || !isClosedShift(shift)) throw new Error('not closed');
  return shift;
};

describe('the shift under way', () => {
  it('is found though the sheets of many older ones were printed since', async () => {
    const old = await days(6);
    const now = newId();
    await open(now, 600_000, at(6));
    for (const [i, id] of old.entries()) await print(id, at(6, 10 + i));
    const found = await shiftNow(db);
    expect(found.open?.id).toBe(now);
    const last = await closedShift(old[5] ?? '');
    expect(found.since).toBe(last.closed.position);
  });

  it('is none once it is closed, and the last closing is where the next begins', async () => {
    const ids = await days(3);
    const found = await shiftNow(db);
    expect(found.open).toBeNull();
    expect(found.since).toBe((await closedShift(ids[2] ?? '')).closed.position);
    expect((await newestShifts(db))[0]?.id).toBe(ids[2]);
    expect((await ownShifts(db)).map(({ id }) => id)).toEqual(ids.toReversed());
  });
});

describe('the till book', () => {
  it('of a shift begins after the closing before it and ends with its own', async () => {
    const ids = await days(3);
    await print(ids[0] ?? '', at(3));
    for (const [day, id] of ids.entries()) {
      const book = await bookOfShift(db, await closedShift(id));
      expect(book.before).toBe(day * 100_000);
      expect(book.entries.map(({ body, cash }) => [body.type, cash])).toEqual([
        ['shiftOpened', day * 100_000],
        ['cashMoved', (day + 1) * 100_000],
        ['shiftClosed', (day + 1) * 100_000],
      ]);
    }
  });

  it('of days takes both ends in, over several shifts, with what lay there before', async () => {
    await days(4);
    const book = await bookOfDays(db, '2026-07-14', '2026-07-15');
    expect(book.before).toBe(100_000);
    expect(book.entries).toHaveLength(6);
    expect(book.entries.at(-1)?.cash).toBe(300_000);
    // A day on which nothing happened has what the last one left.
    expect(await bookOfDays(db, '2026-07-20', '2026-07-20')).toEqual({ before: 400_000, entries: [] });
    expect((await bookOfDays(db, '2026-07-13', '2026-07-13')).before).toBe(0);
  });
});
