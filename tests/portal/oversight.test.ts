import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, call, placeOf, startCounter, type TestCounter } from './client.ts';
import { createPortal, type Portal } from './server.ts';
import { createRandom } from './seed/random.ts';

let portal: Portal;
let url: string;
let supervisor: TestCounter;
let elsewhere: TestCounter;

beforeAll(async () => {
  portal = await createPortal();
  ({ url } = await portal.listen());
  supervisor = await startCounter(url, placeOf('HT', 'kiemsoat01'), 1);
  elsewhere = await startCounter(url, placeOf('GD'), 1);
  await elsewhere.lease();
});
afterAll(() => portal.close());

const PERIOD = { from: '2020-01-01T00:00:00Z', to: '2099-01-01T00:00:00Z' };

describe('offices given to a supervisor', () => {
  it('are the four of the branch, each with its counters', async () => {
    const { offices } = await ask(url, 'oversight', {}, supervisor.credentials);
    expect(offices.map(({ id }) => id)).toEqual(['GD', 'HT', 'TN', 'VH']);
    expect(offices[0]?.counters.map(({ counter }) => counter)).toEqual(['GD-1']);
  });

  it('are read by supervisors alone, and no other office is', async () => {
    const clerk = elsewhere.credentials;
    const other = (await startCounter(url, placeOf('GD', 'kiemsoat01'), 2)).credentials;
    for (const [credentials, office] of [
      [clerk, 'GD'],
      [clerk, 'HT'],
      [other, 'HT'],
      [other, 'nowhere'],
      [supervisor.credentials, 'TT'],
    ] as const) {
      const pulled = await call(url, 'overseePull', { office, after: 0, limit: 10 }, credentials);
      const counted = await call(url, 'overseeCount', { office, ...PERIOD, limit: 10 }, credentials);
      expect([pulled.status, pulled.refusal?.code, counted.status, counted.refusal?.code]).toEqual([
        403,
        'portal-forbidden',
        403,
        'portal-forbidden',
      ]);
    }
    expect((await call(url, 'oversight', {}, clerk)).status).toBe(403);
    expect((await ask(url, 'oversight', {}, other)).offices.map(({ id }) => id)).toEqual(['GD']);
    const bare = await call(url, 'oversight', {}, { counter: clerk.counter });
    expect(bare.status).toBe(401);
  });

  it('say what a counter wrote and did not send, and until when all of it is there', async () => {
    const standing = async () =>
      (await ask(url, 'oversight', {}, supervisor.credentials)).offices
        .find(({ id }) => id === 'GD')
        ?.counters.find(({ counter }) => counter === 'GD-1');
    expect(await standing()).toMatchObject({ lastContact: null, completeUntil: null, reported: 0 });
    await elsewhere.tell();
    const level = await standing();
    expect(level?.completeUntil).toBe(level?.lastContact);
    const events = elsewhere.receive(createRandom('oversight'));
    await elsewhere.tell();
    // It wrote more: what was complete stays so until the moment before, and no longer.
    const behind = await standing();
    expect(behind).toMatchObject({ acknowledged: 0, reported: events.length });
    expect(behind?.completeUntil).toBe(level?.completeUntil);
    expect((await elsewhere.push(events)).reply?.acknowledged).toBe(events.length);
    const caughtUp = await standing();
    expect(caughtUp?.completeUntil).toBe(behind?.lastContact);
    expect(caughtUp).toMatchObject({ acknowledged: events.length, refused: 0 });
  });

  it('are pulled page by page, and counted by the portal itself', async () => {
    const { credentials } = supervisor;
    const own = await elsewhere.pullAll('1');
    const pulled = [];
    for (let after = 0, more = true; more;) {
      const page = await ask(url, 'overseePull', { office: 'GD', after, limit: 2 }, credentials);
      pulled.push(...page.events);
      ({ next: after, more } = page);
    }
    expect(pulled).toEqual(own);
    const count = await ask(url, 'overseeCount', { office: 'GD', ...PERIOD, limit: 10 }, credentials);
    expect(count).toMatchObject({ received: 1, ended: 0, open: 1, more: false, refused: [] });
    const received = elsewhere.log.find(({ type }) => type === 'received');
    const { code } = received?.data as { readonly code: string };
    expect(count.dossiers).toMatchObject([
      { id: elsewhere.log[0]?.dossierId, code, received: true, open: true },
    ]);
    const before = { from: '2020-01-01T00:00:00Z', to: '2020-02-01T00:00:00Z' };
    const none = await ask(url, 'overseeCount', { office: 'GD', ...before, limit: 10 }, credentials);
    expect(none).toMatchObject({ received: 0, ended: 0, open: 0, dossiers: [] });
  });

  it('are counted as they were at a cursor, however much came since', async () => {
    const { credentials } = supervisor;
    const counted = (until?: number) =>
      call(
        url,
        'overseeCount',
        { office: 'GD', ...PERIOD, limit: 10, ...(until === undefined ? {} : { until }) },
        credentials,
      );
    const first = (await counted()).reply;
    await elsewhere.push(elsewhere.receive(createRandom('later')));
    const now = (await counted()).reply;
    expect(now?.received).toBe((first?.received ?? 0) + 1);
    const again = (await counted(first?.cursor)).reply;
    expect(again).toEqual(first);
    const never = await counted((now?.cursor ?? 0) + 1);
    expect([never.status, never.refusal?.code]).toEqual([409, 'portal-conflict']);
  });
});
