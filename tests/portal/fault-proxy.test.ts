import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ask, call, placeOf, startCounter, type TestCounter } from './client.ts';
import type { FaultKind } from '../support/faults/kinds.ts';
import { ANY_FAULT, seededPlan } from '../support/faults/plan.ts';
import { startFaults, type FaultyPortal } from '../support/faults/proxy.ts';
import { createPortal, type Portal } from './server.ts';
import { createRandom } from './seed/random.ts';

const random = createRandom('faults');
let portal: Portal;
let faults: FaultyPortal;
let counter: TestCounter;

beforeAll(async () => {
  portal = await createPortal();
  faults = await startFaults((await portal.listen()).url);
  counter = await startCounter(faults.url, placeOf('HT'), 1);
  await counter.lease();
});
afterEach(() => {
  faults.clear();
});
afterAll(async () => {
  await faults.close();
  await portal.close();
});

const stored = async () => (await portal.admin.events('HT')).filter((event) => event.counter === counter.id);
const health = () => call(faults.url, 'health', {});

test.each([400, 401, 403, 409, 413, 500] as const)(
  'it answers %i once, then the portal is back',
  async (status) => {
    faults.next({ kind: 'status', status });
    expect((await health()).status).toBe(status);
    expect((await health()).status).toBe(200);
  },
);

test('429 says how long to wait', async () => {
  faults.next({ kind: 'status', status: 429, retryAfter: 7, times: 2 });
  const answers = [await health(), await health(), await health()];
  expect(answers.map((answer) => [answer.status, answer.headers.get('retry-after')])).toEqual([
    [429, '7'],
    [429, '7'],
    [200, null],
  ]);
  expect(answers[0]?.refusal).toMatchObject({ code: 'portal-busy', params: { seconds: 7 } });
});

test('a captive portal answers with its page, or sends to its login host', async () => {
  faults.next({ kind: 'captive-page' });
  const page = await fetch(`${faults.url}/v1/health`);
  expect([page.status, page.headers.get('content-type')?.split(';')[0]]).toEqual([200, 'text/html']);
  faults.next({ kind: 'captive-redirect' });
  const redirect = await fetch(`${faults.url}/v1/health`, { redirect: 'manual' });
  expect([redirect.status, redirect.headers.get('location')]).toEqual([302, `${faults.loginUrl}/login`]);
  expect(await (await fetch(`${faults.loginUrl}/login`)).text()).toContain('Đăng nhập');
});

test('a fault for one operation leaves the others alone', async () => {
  const before = faults.count('catalogue');
  faults.next({ kind: 'status', status: 500, operation: 'catalogue' });
  expect((await health()).status).toBe(200);
  expect((await call(faults.url, 'catalogue', { have: 0 }, counter.credentials)).status).toBe(500);
  expect((await call(faults.url, 'catalogue', { have: 0 }, counter.credentials)).status).toBe(200);
  expect(faults.count('catalogue')).toBe(before + 2);
});

test('a dropped request never arrives; a dropped or cut reply leaves the work done, and asking again doubles nothing', async () => {
  const before = (await stored()).length;
  const events = counter.receive(random);
  faults.next({ kind: 'drop-request', operation: 'push' });
  await expect(counter.push(events)).rejects.toThrow();
  expect(await stored()).toHaveLength(before);
  for (const kind of ['reset', 'cut-request'] as const) {
    faults.next({ kind, operation: 'push' });
    await expect(counter.push(events)).rejects.toThrow();
    expect(await stored()).toHaveLength(before);
  }
  for (const kind of ['drop-reply', 'cut'] as const) {
    faults.next({ kind, operation: 'push' });
    await expect(counter.push(events)).rejects.toThrow();
    expect(await stored()).toHaveLength(before + events.length);
  }
  expect((await counter.push(events)).reply?.verdicts.every((each) => each.verdict === 'accepted')).toBe(
    true,
  );
  expect(await stored()).toHaveLength(before + events.length);
});

test('a cut reply begins like a real one', async () => {
  faults.next({ kind: 'cut', operation: 'health' });
  const response = await fetch(`${faults.url}/v1/health`);
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow();
});

test('a request that arrives twice is done once; a reply repeated is the last one again', async () => {
  const before = (await stored()).length;
  const first = counter.receive(random);
  faults.next({ kind: 'twice', operation: 'push' });
  const { reply } = await counter.push(first);
  expect(reply?.acknowledged).toBe(first.at(-1)?.position);
  expect(await stored()).toHaveLength(before + first.length);
  const second = counter.receive(random);
  faults.next({ kind: 'repeat-reply', operation: 'push' });
  expect((await counter.push(second)).reply).toEqual(reply);
  expect(await stored()).toHaveLength(before + first.length);
  expect((await counter.push(second)).status).toBe(200);
});

test('a held request waits until released', async () => {
  const held = faults.next({ kind: 'hold', operation: 'position' });
  let done = false;
  const asking = ask(faults.url, 'position', {}, counter.credentials).then((reply) => {
    done = true;
    return reply;
  });
  await held.met;
  expect((await health()).status).toBe(200);
  expect(done).toBe(false);
  held.release();
  expect((await asking).acknowledged).toBe(counter.log.length);
});

test('a reply that is overtaken comes after the one asked for later', async () => {
  const order: string[] = [];
  const slow = faults.next({ kind: 'reorder', operation: 'position', ms: 20_000 });
  const first = ask(faults.url, 'position', {}, counter.credentials).then(() => order.push('first'));
  await slow.met;
  await health();
  order.push('second');
  await first;
  expect(order).toEqual(['second', 'first']);
});

test('a request that is late arrives after a later one, when its counter has given it up', async () => {
  const before = (await stored()).length;
  const [first, second] = [counter.receive(random), counter.receive(random)];
  faults.next({ kind: 'late', operation: 'push' });
  await expect(counter.push(first)).rejects.toThrow();
  expect(await stored()).toHaveLength(before);
  await counter.push([...first, ...second]);
  // The late one comes now: known events get their verdict again and change nothing.
  expect((await counter.push(first)).reply?.verdicts.map((each) => each.verdict)).toEqual(
    first.map(() => 'accepted'),
  );
  expect(await stored()).toHaveLength(before + first.length + second.length);
});

test('a slow line carries so many bytes a second, both ways', async () => {
  const events = counter.receive(random);
  const bytes = JSON.stringify({ events, retry: false }).length;
  faults.throttle({ bytesPerSecond: 10_000, latencyMs: 50 });
  const began = performance.now();
  expect((await counter.push(events)).status).toBe(200);
  expect(performance.now() - began).toBeGreaterThanOrEqual(50 + (bytes / 10_000) * 1000 - 2);
  faults.throttle(null);
});

test('a seed decides the same for the same request, whatever came before', () => {
  const all = (seed: string): readonly (FaultKind | null)[] => {
    const plan = seededPlan(seed, { share: 0.5, operations: ['push'] });
    return Array.from({ length: 1000 }, (_, i) => plan(i + 1, 'push'));
  };
  const plan = seededPlan('a', { share: 0.5, operations: ['push'] });
  expect(plan(117, 'push')).toEqual(all('a')[116]);
  expect(plan(117, 'pull')).toBeNull();
  expect(all('a')).toEqual(all('a'));
  expect(all('a')).not.toEqual(all('b'));
  const met = all('a').filter((each) => each !== null);
  expect(met.length).toBeGreaterThan(400);
  expect(new Set(met.map((each) => each.kind)).size).toBe(new Set(ANY_FAULT.map((each) => each.kind)).size);
});

test('a plan is followed request by request until it is taken away', async () => {
  faults.follow((request) => (request % 2 === 0 ? { kind: 'status', status: 500 } : null));
  expect(
    [await health(), await health(), await health(), await health()].map(({ status }) => status),
  ).toEqual([200, 500, 200, 500]);
  faults.clear();
  expect([await health(), await health()].map(({ status }) => status)).toEqual([200, 200]);
});
