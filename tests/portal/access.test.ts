import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../shared/ids.ts';
import { call, placeOf, startCounter, type TestCounter } from './client.ts';
import { ENGINES } from './engines.ts';
import { reasons } from './push-support.ts';
import type { Portal } from './server.ts';
import { createRandom } from './seed/random.ts';

const HT = placeOf('HT');
const VH = placeOf('VH');
const random = createRandom('access');

describe.each(ENGINES)('who may what, on $name', ({ start }) => {
  let portal: Portal;
  let url: string;
  let now = Date.now();
  let ours: TestCounter;
  let theirs: TestCounter;

  beforeAll(async () => {
    portal = await start({ clock: () => new Date(now).toISOString() });
    ({ url } = await portal.listen());
    ours = await startCounter(url, HT, 1);
    theirs = await startCounter(url, VH, 1);
    await Promise.all([ours.lease(), theirs.lease()]);
  });
  afterAll(() => portal.close());

  test('an office that only guides cannot receive, whatever its counter believes', async () => {
    const guiding = await startCounter(url, placeOf('TN'), 1);
    await guiding.lease();
    // Written by the rules of an office that may, on a counter whose log nobody reads.
    const elsewhere = (await startCounter(url, HT, 9)).receive(random);
    const events = guiding.write(newId(), elsewhere, 0);
    const at = events.findIndex((event) => event.type === 'received');
    expect(reasons((await guiding.push(events)).reply)[at]).toBe('receive-not-here');
    const kept = await portal.admin.dossiers('TN');
    expect(kept.filter((each) => each.reception)).toEqual([]);
  });

  test('neither office sees the other’s: events, ranges, positions, cursors', async () => {
    await ours.push(ours.receive(random));
    await ours.push(ours.receive(random));
    await theirs.push(theirs.receive(random));
    for (const [mine, other] of [
      [ours, theirs],
      [theirs, ours],
    ] as const) {
      const pulled = await mine.pullAll('1');
      expect(new Set(pulled.map((event) => event.office))).toEqual(new Set([mine.office.id]));
      const foreign = new Set(other.log.map((event) => event.dossierId));
      expect(pulled.some((event) => foreign.has(event.dossierId))).toBe(false);
      const { reply } = await call(url, 'position', {}, mine.credentials);
      expect(reply?.acknowledged).toBe(mine.log.length);
      const lease = await mine.lease();
      expect(lease.leases.map((each) => each.unit)).toEqual([mine.office.unit]);
    }
    // The cursor counts the office's own events only, so it tells nothing of how busy others are.
    const { reply } = await call(url, 'pull', { after: 0, limit: 500, own: '1' }, theirs.credentials);
    expect(reply?.next).toBe(theirs.log.length + 1);
  });

  test('an event on another office’s dossier is refused as if there were none', async () => {
    const target = ours.log[0]?.dossierId ?? '';
    const note = [{ type: 'noteAdded', data: { text: 'không phải của tôi' } }];
    const forbidden = await theirs.push(theirs.write(target, note, 6));
    const unknown = await theirs.push(theirs.write(newId(), note, 0));
    const codes = [forbidden, unknown].map(({ reply }) =>
      reply?.verdicts.map((each) => (each.verdict === 'refused' ? each.reason.code : each.verdict)),
    );
    expect(codes).toEqual([['dossier-unknown'], ['dossier-unknown']]);
    expect((await portal.admin.events('HT')).some((event) => event.office !== 'HT')).toBe(false);
  });

  test('one counter cannot speak with another’s session, nor sign in the other office’s staff', async () => {
    const mixed = { ...ours.credentials, session: theirs.credentials.session };
    expect((await call(url, 'pull', { after: 0, limit: 1 }, mixed)).status).toBe(401);
    expect((await call(url, 'lease', { requestId: newId(), left: 0 }, mixed)).status).toBe(401);
    // The same user name at the other office is another person: the token decides which.
    const { reply } = await call(
      url,
      'signIn',
      { username: 'GiaoDich01 ', password: 'demo' },
      { ...theirs.credentials, session: undefined },
    );
    expect(reply?.staff.id).toBe('VH-giaodich01');
  });

  test('a cursor the portal never gave is a conflict, not silence', async () => {
    const answer = await call(url, 'pull', { after: 1_000_000, limit: 10 }, ours.credentials);
    expect([answer.status, answer.refusal?.code]).toEqual([409, 'portal-conflict']);
  });

  test('ten wrong passwords in a minute make the counter wait; the right one is good again after that', async () => {
    const counter = await startCounter(url, HT, 2);
    const token = { ...counter.credentials, session: undefined };
    const wrong = { username: 'giaodich01', password: 'wrong' };
    for (let i = 0; i < 10; i += 1) expect((await call(url, 'signIn', wrong, token)).status).toBe(401);
    const waiting = await call(url, 'signIn', { ...wrong, password: 'demo' }, token);
    expect([waiting.status, waiting.refusal?.code]).toEqual([429, 'portal-busy']);
    const seconds = Number(waiting.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(
      (await call(url, 'signIn', { ...wrong, password: 'demo' }, { ...ours.credentials, session: undefined }))
        .status,
    ).toBe(200);
    now += seconds * 1000;
    expect((await call(url, 'signIn', { ...wrong, password: 'demo' }, token)).status).toBe(200);
  });

  test('a session ends after its hours; a counter shut out is told so; one released can be taken by a new machine', async () => {
    const counter = await startCounter(url, HT, 3);
    await counter.lease();
    await counter.push(counter.receive(random));
    now += 13 * 3_600_000;
    const late = await call(url, 'position', {}, counter.credentials);
    expect([late.status, late.refusal?.params]).toEqual([401, { token: 'session' }]);
    await portal.admin.releaseCounter(counter.id);
    expect((await call(url, 'catalogue', { have: 0 }, counter.credentials)).status).toBe(401);
    const successor = await startCounter(url, HT, 3);
    expect((await successor.pullAll('1')).filter((event) => event.counter === counter.id)).toEqual(
      counter.log,
    );
    await successor.lease();
    const next = successor.receive(random);
    expect(next[0]?.position).toBe(counter.log.length + 1);
    expect((await successor.push(next)).status).toBe(200);
    await portal.admin.revokeCounter(counter.id);
    const out = await call(url, 'catalogue', { have: 0 }, successor.credentials);
    expect([out.status, out.refusal?.code]).toEqual([403, 'device-shut-out']);
  });

  test('nonsense does not become a fault: NUL characters, a body too large, a form', async () => {
    const nul = await call(url, 'signIn', { username: 'a\u0000b', password: 'x' }, ours.credentials);
    expect([nul.status, nul.refusal?.code]).toEqual([400, 'portal-bad-request']);
    const post = (type: string, body: string) =>
      fetch(`${url}/v1/counters`, { method: 'POST', headers: { 'content-type': type }, body });
    const large = await post('application/json', JSON.stringify({ enrolmentCode: 'x'.repeat(6_000_000) }));
    expect([large.status, ((await large.json()) as { code: string }).code]).toEqual([
      413,
      'portal-bad-request',
    ]);
    expect((await post('application/x-www-form-urlencoded', 'a=b')).status).toBe(415);
  });
});
