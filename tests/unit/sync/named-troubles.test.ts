import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { portalHandlers } from '../../../electron/ipc/portal.ts';
import { createPortalTransport } from '../../../electron/services/portal-transport.ts';
import { provideServices } from '../../../renderer/session/services.ts';
import { outboxSummary } from '../../../renderer/store/outbox-view.ts';
import { dossierById } from '../../../renderer/store/queries.ts';
import { saveDraft, drafts } from '../../../renderer/store/drafts.ts';
import { createOversight } from '../../../renderer/store/oversight/oversight.ts';
import { signIn, signOut } from '../../../renderer/use-cases/enrol-counter.ts';
import type { Desktop } from '../../../shared/ipc/contract.ts';
import { seededPlan } from '../../support/faults/plan.ts';
import { SEED } from '../../support/seed.ts';
import { startFaults, type FaultyPortal } from '../../support/faults/proxy.ts';
import { createPortal, type Portal } from '../../portal/server.ts';
import { choose } from '../../support/conflicts.ts';
import { atPortal, counterOf, FREE_PROCEDURE, oneDocument } from '../../support/office.ts';
import type { SimulatedCounter } from '../../support/simulated-counter.ts';

let portal: Portal;
let faults: FaultyPortal;
let counter: SimulatedCounter;
let other: SimulatedCounter;
let counterNumber = 0;

const enrol = (url: string, enrolUrl: string) =>
  counterOf({ office: 'HT', counterNumber: ++counterNumber, url, enrolUrl });
const receive = () => counter.receive(oneDocument(), FREE_PROCEDURE);
const received = async () => (await portal.admin.dossiers('HT')).filter((each) => each.reception).length;

beforeAll(async () => {
  portal = await createPortal();
  faults = await startFaults((await portal.listen()).url);
});
beforeEach(async () => {
  counter = await enrol(faults.url, faults.url);
  other = await enrol(faults.url, faults.url);
});
afterEach(async () => {
  faults.clear();
  await counter.close();
  await other.close();
});
afterAll(async () => {
  await faults.close();
  await portal.close();
});

describe('troubles other systems are known for', () => {
  it('nothing stays “sending” for good: killed while sending, it asks and goes on (OpenCRVS 12292)', async () => {
    const dossier = await receive();
    const lost = faults.next({ kind: 'drop-reply', operation: 'push' });
    await counter.sync();
    await lost.met;
    // The portal has it, the counter does not know: killed here, it is as if it were being sent for ever.
    await counter.crash();
    expect((await outboxSummary(counter.db())).unsent).toBeGreaterThan(0);
    expect(await counter.sync()).toBe(true);
    expect(await outboxSummary(counter.db())).toMatchObject({ unsent: 0, held: 0 });
    expect((await dossierById(counter.db(), dossier.id))?.sync).toBe('accepted');
  });

  it('a slow line that drops replies again and again makes no duplicate (OpenCRVS 7477)', async () => {
    const before = await received();
    const dossier = await receive();
    for (let i = 0; i < 5; i++) {
      faults.next({ kind: i % 2 === 0 ? 'drop-reply' : 'twice', operation: 'push' });
      await counter.sync();
    }
    faults.clear();
    expect(await counter.sync()).toBe(true);
    expect(await received()).toBe(before + 1);
    const ids = (await atPortal(portal, 'HT', dossier.id)).map((event) => event.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('a receipt printed offline whose record then falls back is out of date, everywhere (OpenCRVS 10988)', async () => {
    const { id } = await receive();
    await counter.sync();
    await other.sync();
    const name = (to: string) =>
      ({ type: 'correct', field: 'applicant.name', to, reason: 'Sai chính tả', approver: null }) as const;
    await other.change(id, name('Lê Thị Hồng'));
    await other.sync();
    await counter.change(id, name('Lê Thị Hoa'));
    const contentHash = 'a'.repeat(64);
    await counter.change(id, { type: 'recordPrint', paper: 'A4', formSet: '2025', contentHash });
    await counter.sync();
    await choose(counter, id, 'theirs');
    await counter.sync();
    await other.sync();
    for (const each of [counter, other]) {
      const dossier = (await dossierById(each.db(), id))?.dossier;
      expect(dossier?.reception?.applicant.name).toBe('Lê Thị Hồng');
      expect(dossier?.prints.length).toBe(1);
      expect(dossier?.receiptOutdated).toBe(true);
    }
  });

  it(
    'forms sent over a line that doubles and drops are as many rows as forms: 1,006 (ODK 3391)',
    { timeout: 180_000 },
    async () => {
      const before = await received();
      faults.throttle({ bytesPerSecond: 4_000_000, latencyMs: 3 });
      faults.follow(
        seededPlan(SEED, {
          share: 0.7,
          kinds: [{ kind: 'drop-reply' }, { kind: 'twice' }, { kind: 'cut' }, { kind: 'repeat-reply' }],
        }),
      );
      // Sent again and again while more are taken in, then until nothing is left.
      for (let i = 0; i < 1006; i++) {
        await receive();
        if (i % 100 === 99) await counter.sync();
      }
      while ((await outboxSummary(counter.db())).unsent > 0) await counter.sync();
      expect(await received()).toBe(before + 1006);
    },
  );

  it('sending goes on by itself when the connection is back, and after a restart, with no key pressed (ODK 6120)', async () => {
    // The engine's own waits, a hundred times as short.
    const startTimer = (ms: number, run: () => void) => {
      const timer = setTimeout(run, ms / 100);
      return () => {
        clearTimeout(timer);
      };
    };
    const alone = await counterOf({
      office: 'HT',
      counterNumber: ++counterNumber,
      url: faults.url,
      startTimer,
    });
    const unsent = async () => (await outboxSummary(alone.db())).unsent;
    const save = () => alone.receive(oneDocument(), FREE_PROCEDURE);
    try {
      for (const restart of [false, true]) {
        const cut = faults.next({ kind: 'drop-request', times: Infinity });
        const { id } = await save();
        await cut.met;
        await expect.poll(() => alone.engine().status().connection).toBe('offline');
        if (restart) await alone.crash();
        expect(await unsent()).toBeGreaterThan(0);
        cut.remove();
        await expect.poll(unsent, { timeout: 20_000 }).toBe(0);
        await expect
          .poll(async () => (await dossierById(alone.db(), id))?.sync, { timeout: 20_000 })
          .toBe('accepted');
      }
    } finally {
      await alone.close();
    }
  });

  it('signing out keeps what is pending; whoever signs in next sends it (Square)', async () => {
    const office = { office: 'HT', counterNumber: ++counterNumber, url: faults.url } as const;
    const machine = await counterOf({ ...office, startTimer: () => () => undefined });
    const useServices = () => {
      provideServices({
        oversight: createOversight(machine.db()),
        db: machine.db(),
        sync: machine.engine(),
        safety: machine.process().safety,
        desktop: desktopOf(machine, faults.url),
      } as never);
    };
    try {
      const cut = faults.next({ kind: 'drop-request', times: Infinity });
      const { id } = await machine.receive(oneDocument(), FREE_PROCEDURE);
      await saveDraft(machine.db(), { id: 'd', startedAt: 'x', updatedAt: 'x', entry: { note: 'dở' } });
      useServices();
      await signOut();
      cut.remove();
      expect(await machine.sync()).toBe(true);
      await machine.crash();
      expect((await outboxSummary(machine.db())).unsent).toBe(3);
      expect((await drafts(machine.db())).map((draft) => draft.entry)).toEqual([{ note: 'dở' }]);
      expect((await atPortal(portal, 'HT', id)).length).toBe(0);
      useServices();
      const signedIn = await signIn({ username: 'giaodich02', password: 'demo' });
      expect(signedIn.ok).toBe(true);
      await expect
        .poll(async () => (await dossierById(machine.db(), id))?.sync, { timeout: 20_000 })
        .toBe('accepted');
    } finally {
      await machine.close();
    }
  });
});

/** The shell's own handlers over the machine's vault, without a window between. */
function desktopOf(machine: SimulatedCounter, baseUrl: string): Desktop {
  const { vault } = machine;
  const transport = createPortalTransport({ baseUrl, fetch, tokens: vault.tokens });
  const opened = async () => ({ ok: true, value: null }) as const;
  const handlers = portalHandlers(transport, vault, opened, () => false) as unknown as Record<
    string,
    (request: unknown) => Promise<unknown>
  >;
  return {
    invoke: (channel: string, request: unknown) => handlers[channel]?.(request),
    on: () => () => undefined,
  } as unknown as Desktop;
}
