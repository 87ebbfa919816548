import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHAIN_START, hashOf } from '../../shared/domain/dossier/chain.ts';
import { compareEvents } from '../../shared/domain/dossier/event.ts';
import { fold } from '../../shared/domain/dossier/evolve.ts';
import { isProvisionalCode, parseDossierCode } from '../../shared/domain/numbering.ts';
import { newId } from '../../shared/ids.ts';
import { CONTRACT_VERSION } from '../../shared/portal/contract.ts';
import { ask, call, startCounter, type Place, type TestCounter } from './client.ts';
import { createPortal, type Portal } from './server.ts';
import { createRandom } from './seed/random.ts';

/**
 * What a counter relies on, asked of a base URL only. `PORTAL_URL` points it at another portal, which must know the
 * place given by `PORTAL_ENROLMENT_CODE`, `PORTAL_USERNAME` and `PORTAL_PASSWORD` and let counter 98 of it be tested with.
 */
const place: Place = {
  enrolmentCode: process.env.PORTAL_ENROLMENT_CODE ?? 'HATU-2022',
  username: process.env.PORTAL_USERNAME ?? 'giaodich01',
  password: process.env.PORTAL_PASSWORD ?? 'demo',
};
// Fixed, so that the suite can run again against a portal that remembers it.
const NUMBER = 98;
const DEVICE = '0191a5a0-0000-7000-8000-000000000098';

describe('a portal keeps the contract', () => {
  let own: Portal | undefined;
  let url = process.env.PORTAL_URL ?? '';
  let counter: TestCounter;
  const random = createRandom(newId());

  beforeAll(async () => {
    if (url === '') {
      own = await createPortal();
      ({ url } = await own.listen());
    }
    counter = await startCounter(url, place, NUMBER, DEVICE);
    await counter.lease();
  });
  afterAll(() => own?.close());

  test('health: it is there, speaks this contract, and says the time', async () => {
    const health = await ask(url, 'health', {});
    expect(health.contract).toBe(CONTRACT_VERSION);
    expect(Math.abs(Date.parse(health.time) - Date.now())).toBeLessThan(24 * 3_600_000);
  });

  test('enrolling again with the same device gives the same counter; another device or a wrong code is refused', async () => {
    const again = {
      enrolmentCode: place.enrolmentCode,
      counterNumber: NUMBER,
      deviceId: DEVICE,
      deviceName: 'Test',
    };
    expect((await ask(url, 'enrol', again)).counter).toBe(counter.id);
    const taken = await call(url, 'enrol', { ...again, deviceId: newId() });
    expect([taken.status, taken.refusal?.code]).toEqual([409, 'counter-number-taken']);
    const wrong = await call(url, 'enrol', { ...again, enrolmentCode: 'no such code' });
    expect([wrong.status, wrong.refusal?.code]).toEqual([403, 'enrolment-code-wrong']);
    // The token of before goes on: the reply with the new one might have been lost.
    await ask(url, 'position', {}, counter.credentials);
  });

  test('without tokens, or with made-up ones, nothing that needs them is answered', async () => {
    const operations = [
      ['signIn', { username: place.username, password: place.password }],
      ['lease', { requestId: newId(), left: 0 }],
      ['position', {}],
      ['pull', { after: 0, limit: 1 }],
      ['catalogue', { have: 0 }],
    ] as const;
    for (const credentials of [{}, { counter: 'x'.repeat(43), session: 'y'.repeat(43) }])
      for (const [name, request] of operations) {
        const answer = await call(url, name, request, credentials);
        expect([name, answer.status, answer.refusal?.code]).toEqual([name, 401, 'portal-unauthorised']);
      }
    const halfway = await call(url, 'position', {}, { ...counter.credentials, session: undefined });
    expect([halfway.status, halfway.refusal?.code]).toEqual([401, 'portal-unauthorised']);
  });

  test('a wrong password is told from a lost connection', async () => {
    const wrong = await call(
      url,
      'signIn',
      { username: place.username, password: 'not it' },
      counter.credentials,
    );
    expect([wrong.status, wrong.refusal?.code]).toEqual([401, 'credentials-wrong']);
  });

  test('the catalogue comes once, and not again to a counter that has it', async () => {
    const { version, catalogue } = await ask(url, 'catalogue', { have: 0 }, counter.credentials);
    expect(catalogue?.version).toBe(version);
    expect(catalogue?.offices.map((office) => office.id)).toContain(counter.office.id);
    expect(await ask(url, 'catalogue', { have: version }, counter.credentials)).toEqual({
      version,
      catalogue: null,
    });
  });

  test('a lease asked twice is the same range; another request gives another one', async () => {
    const requestId = newId();
    const first = await ask(url, 'lease', { requestId, left: 0 }, counter.credentials);
    expect(first.leases.length).toBeGreaterThan(0);
    expect(await ask(url, 'lease', { requestId, left: 0 }, counter.credentials)).toEqual(first);
    const other = await ask(url, 'lease', { requestId: newId(), left: 0 }, counter.credentials);
    for (const a of first.leases)
      for (const b of other.leases) expect(a.unit !== b.unit || a.to < b.from || b.to < a.from).toBe(true);
  });

  test('a dossier pushed is acknowledged, accepted by the portal, and pulled with an unbroken order', async () => {
    const events = counter.receive(random);
    const { reply } = await counter.push(events);
    expect(reply?.verdicts).toEqual(events.map(({ id }) => ({ id, verdict: 'accepted' })));
    expect(reply?.acknowledged).toBe(events.at(-1)?.position);
    const last = events.at(-1);
    expect(await ask(url, 'position', {}, counter.credentials)).toEqual({
      acknowledged: last?.position,
      lastHash: last ? hashOf(last) : CHAIN_START,
      moved: false,
    });
    const dossierId = events[0]?.dossierId;
    const others = (await counter.pullAll()).filter((event) => event.dossierId === dossierId);
    expect(others.map((event) => [event.type, event.counter])).toEqual([['accepted', 'portal']]);
    const all = (await counter.pullAll('1', 3)).filter((event) => event.dossierId === dossierId);
    expect([...all].sort(compareEvents)).toEqual([...events, ...others]);
    const dossier = fold(all);
    expect(dossier?.status).toBe('accepted');
    expect(dossier?.acceptance?.portalNumber).toMatch(/\d/u);
    expect(dossier?.acceptance?.linkedCode).toBeNull();
  });

  test('a reply lost: pushed again, the same answer, nothing doubled', async () => {
    const events = counter.receive(random);
    const first = await counter.push(events);
    const second = await counter.push(events);
    expect(second.reply).toEqual(first.reply);
    const all = await counter.pullAll('1');
    expect(new Set(all.map((event) => event.id)).size).toBe(all.length);
  });

  test('a provisional code gets a final one linked', async () => {
    counter.forgetNumbers();
    const events = counter.receive(random);
    const { reply } = await counter.push(events);
    expect(reply?.verdicts.every((each) => each.verdict === 'accepted')).toBe(true);
    const dossier = fold(
      (await counter.pullAll('1')).filter((event) => event.dossierId === events[0]?.dossierId),
    );
    expect(isProvisionalCode(dossier?.reception?.code ?? '')).toBe(true);
    expect(parseDossierCode(dossier?.acceptance?.linkedCode ?? '')).not.toBeNull();
    await counter.lease();
  });

  test('a gap is a conflict that says where to go on; nothing of the push is taken', async () => {
    const before = await ask(url, 'position', {}, counter.credentials);
    const events = counter.receive(random);
    const gap = await counter.push(events.slice(1));
    expect([gap.status, gap.refusal?.code, gap.refusal?.params]).toEqual([
      409,
      'portal-conflict',
      { acknowledged: before.acknowledged },
    ]);
    expect(await ask(url, 'position', {}, counter.credentials)).toEqual(before);
    expect((await counter.push(events)).status).toBe(200);
  });

  test('an unknown type of event is kept and passed on as it is', async () => {
    const [first] = counter.log;
    const dossierId = first?.dossierId ?? '';
    const lastSeq = Math.max(
      ...(await counter.pullAll('1')).filter((each) => each.dossierId === dossierId).map((each) => each.seq),
    );
    const data = { of: 'a newer counter', nested: [1, 'hai', null, '\u0000 \ud800'] };
    const events = counter.write(dossierId, [{ type: 'fromTheFuture', data }], lastSeq);
    expect((await counter.push(events)).reply?.verdicts.map((each) => each.verdict)).toEqual(['accepted']);
    expect((await counter.pullAll('1')).find((event) => event.id === events[0]?.id)).toEqual(events[0]);
  });

  test('what does not fit the contract is refused as such: extra fields, wrong types, no JSON, no such path', async () => {
    const extra = await call(
      url,
      'lease',
      { requestId: newId(), left: 0, more: 1 } as never,
      counter.credentials,
    );
    expect([extra.status, extra.refusal?.code]).toEqual([400, 'portal-bad-request']);
    const wrong = await call(url, 'pull', { after: -1, limit: 10_000 }, counter.credentials);
    expect([wrong.status, wrong.refusal?.code]).toEqual([400, 'portal-bad-request']);
    const headers = { 'content-type': 'application/json' };
    const torn = await fetch(`${url}/v1/counters`, { method: 'POST', headers, body: '{"enrolmentCode":"HA' });
    expect([torn.status, ((await torn.json()) as { code: string }).code]).toEqual([
      400,
      'portal-bad-request',
    ]);
    expect((await fetch(`${url}/v1/nowhere`)).status).toBe(404);
  });

  test('events of another counter are refused as a whole', async () => {
    const [event] = counter.log;
    const foreign = event ? [{ ...event, counter: 'ZZ-1', position: 100_000 }] : [];
    const answer = await counter.push(foreign);
    expect([answer.status, answer.refusal?.code]).toEqual([403, 'portal-forbidden']);
  });
});
