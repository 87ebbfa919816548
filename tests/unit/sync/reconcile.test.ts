import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CounterDatabase } from '../../../renderer/store/database.ts';
import { merge } from '../../../renderer/store/merge.ts';
import { readMeta, writeMeta } from '../../../renderer/store/meta.ts';
import { createOversight } from '../../../renderer/store/oversight/oversight.ts';
import { acknowledge } from '../../../renderer/store/outbox.ts';
import { createReportService } from '../../../renderer/store/report/report-service.ts';
import { overseeOnce } from '../../../renderer/sync/oversee.ts';
import { createPortalCall, type PortalCall } from '../../../renderer/sync/portal-client.ts';
import { reconcileOffice } from '../../../renderer/use-cases/reconcile-office.ts';
import { dayOf } from '../../../shared/clock.ts';
import type { Cause } from '../../../shared/domain/report/reconcile.ts';
import type { Staff } from '../../../shared/portal/contract.ts';
import { call as ask, placeOf, startCounter, type TestCounter } from '../../portal/client.ts';
import { createRandom } from '../../portal/seed/random.ts';
import { createPortal, type Portal } from '../../portal/server.ts';

const SUPERVISOR: Staff = { id: 'HT-kiemsoat01', name: 'Vũ Thị Bích Ngọc', role: 'supervisor' };

let portal: Portal;
let url: string;
let supervisor: TestCounter;
let giengDay: TestCounter;
let made = 0;
let ended: (() => Promise<void>) | undefined;

beforeAll(async () => {
  portal = await createPortal();
  ({ url } = await portal.listen());
  supervisor = await startCounter(url, placeOf('HT', 'kiemsoat01'), 7);
  giengDay = await startCounter(url, placeOf('GD'), 1);
  await supervisor.lease();
  await giengDay.lease();
});
afterAll(() => portal.close());
afterEach(() => ended?.());

const portalCall: PortalCall = createPortalCall(async (operation, input) => {
  const { status, reply, refusal } = await ask(url, operation, input as never, supervisor.credentials);
  const time = new Date().toISOString();
  return { kind: 'reply', status, body: (reply ?? refusal) as never, time, retryAfter: null };
});

const today = dayOf(new Date().toISOString());
const asked = () => ({
  period: { from: today, to: today },
  filter: { clerk: 'whoever' },
  now: new Date().toISOString(),
  calendar: null,
});

/** The supervisor's machine, with an empty database of the own office. */
async function machine() {
  made += 1;
  const own = new CounterDatabase(`reconciled-${String(made)}`);
  const office = { id: 'HT', nameVi: 'Bưu điện Hà Tu' };
  await writeMeta(own, 'device', { deviceId: 'd', counter: 'HT-7', counterNumber: 7, office });
  const oversight = createOversight(own);
  ended = () => oversight.end();
  await oversight.begin(SUPERVISOR);
  const reports = createReportService(own, () => oversight.offices().map(({ db }) => db));
  return {
    own,
    oversee: () => overseeOnce({ own, oversight, call: portalCall, onBug: () => undefined }, () => true),
    reconcile: (office: string, call: PortalCall | null = portalCall) =>
      reconcileOffice({
        office,
        db: office === 'HT' ? own : (oversight.offices().find(({ id }) => id === office)?.db ?? null),
        reports,
        call,
        asked: asked(),
        signal: new AbortController().signal,
      }),
  };
}

const causesOf = ({ against }: Awaited<ReturnType<typeof reconcileOffice>>): readonly Cause[] => {
  if (!against?.ok) throw new Error(`the portal did not count: ${JSON.stringify(against)}`);
  return against.value.differences.map(({ cause }) => cause);
};

describe('a supervisor’s numbers and the portal’s', () => {
  it('of another office tie once they are fetched, and until then the portal has what is not here', async () => {
    const { oversee, reconcile } = await machine();
    await giengDay.push(giengDay.receive(createRandom('one')));
    await giengDay.push(giengDay.receive(createRandom('two')));
    const unfetched = await reconcile('GD');
    expect(unfetched.local).toEqual({ received: 0, ended: 0, open: 0 });
    expect(causesOf(unfetched)).toEqual(['not-here', 'not-here']);
    await oversee();
    const level = await reconcile('GD');
    expect(level.local).toEqual({ received: 2, ended: 0, open: 2 });
    expect(causesOf(level)).toEqual([]);
    await giengDay.push(giengDay.receive(createRandom('three')));
    expect(causesOf(await reconcile('GD'))).toEqual(['not-here']);
    await oversee();
    expect(causesOf(await reconcile('GD'))).toEqual([]);
  });

  it('differ by what came in while the portal counted', async () => {
    const { oversee, reconcile } = await machine();
    await oversee();
    const slow: PortalCall = async (operation, input) => {
      const answer = await portalCall(operation, input);
      await giengDay.push(giengDay.receive(createRandom('meanwhile')));
      return answer;
    };
    // The dossier is fetched after the marks, as a sync of its own does.
    const running = reconcile('GD', async (operation, input) => {
      const answer = await slow(operation, input);
      await oversee();
      return answer;
    });
    expect(causesOf(await running)).toEqual(['after-cut']);
  });

  it('of the own office differ by what was not sent, and by what the portal refused', async () => {
    const { own, reconcile } = await machine();
    const events = supervisor.receive(createRandom('unsent'));
    const dossierId = events[0]?.dossierId ?? '';
    await merge(own, events, 0);
    expect(causesOf(await reconcile('HT'))).toEqual(['unsent']);
    const refused = events.find(({ type }) => type === 'received');
    await acknowledge(own, {
      acknowledged: events.length,
      refused: [
        {
          position: refused?.position ?? 0,
          eventId: refused?.id ?? '',
          dossierId,
          reason: { code: 'event-blocked', message: '' },
        },
      ],
      now: new Date().toISOString(),
    });
    // Nothing of it depends on the log being settled: what is held is a conflict.
    expect((await readMeta(own, 'outbox')).held).toBe(1);
    expect(causesOf(await reconcile('HT'))).toEqual(['conflict']);
  });

  it('are this machine’s alone when the portal is not asked or does not answer', async () => {
    const { oversee, reconcile } = await machine();
    await oversee();
    const offline = await reconcile('GD', null);
    expect(offline.against).toBeNull();
    expect(offline.local.received).toBeGreaterThan(0);
    const failing = await reconcile('GD', () =>
      Promise.resolve({ ok: false, error: { error: { code: 'portal-unreachable' }, retryAfter: null } }),
    );
    expect(failing.local).toEqual(offline.local);
    expect(failing.against).toEqual({ ok: false, error: { code: 'portal-unreachable' } });
  });

  it('are taken page by page of one count, and a portal that contradicts itself is not believed', async () => {
    const { oversee, reconcile } = await machine();
    await oversee();
    const untils: unknown[] = [];
    const paged: PortalCall = (operation, input) => {
      untils.push((input as { readonly until?: number }).until);
      return portalCall(operation, { ...input, limit: 1 });
    };
    expect(causesOf(await reconcile('GD', paged))).toEqual([]);
    expect(untils.length).toBeGreaterThan(2);
    expect(untils[0]).toBeUndefined();
    expect(new Set(untils.slice(1)).size).toBe(1);
    const wrong: PortalCall = async (operation, input) => {
      const answer = await portalCall(operation, input);
      return answer.ok && operation === 'overseeCount'
        ? { ...answer, value: { ...answer.value, reply: { ...answer.value.reply, received: 99 } as never } }
        : answer;
    };
    expect((await reconcile('GD', wrong)).against).toEqual({
      ok: false,
      error: { code: 'portal-reply-invalid' },
    });
  });
});
