import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dossierById } from '../../renderer/store/queries.ts';
import { outboxSummary } from '../../renderer/store/outbox-view.ts';
import { verifyProjections } from '../../renderer/store/projections.ts';
import { fold } from '../../shared/domain/dossier/evolve.ts';
import type { DossierEvent } from '../../shared/domain/dossier/event.ts';
import { createPortal, type Portal } from '../portal/server.ts';
import { startFaults, type Fault, type FaultyPortal } from '../support/faults/proxy.ts';
import { PLAIN_FAULTS } from '../support/faults/plan.ts';
import { DEMO_PASSWORD, ENROLMENT_CODES, type OfficeId } from '../portal/seed/accounts.ts';
import { receptionEntry } from '../support/catalogue.ts';
import { simulateCounter, type SimulatedCounter } from '../support/simulated-counter.ts';

/** 1.001570 of the sample catalogue: three working days, free, one document. */
const PROCEDURE = '1.001570';
const RUNS = Number(process.env['SYNC_RUNS'] ?? 12);

let portal: Portal;
let portalUrl: string;
let faults: FaultyPortal;
let counterNumber = 0;

/** Runs something against a portal of its own behind a faulty line: an office has only so many counter numbers. */
async function withPortal(run: () => Promise<void>): Promise<void> {
  portal = await createPortal({ leaseSize: 5 });
  portalUrl = (await portal.listen()).url;
  faults = await startFaults(portalUrl);
  counterNumber = 0;
  try {
    await run();
  } finally {
    await faults.close();
    await portal.close();
  }
}

const newCounter = (office: OfficeId): Promise<SimulatedCounter> => {
  counterNumber += 1;
  const place = { enrolmentCode: ENROLMENT_CODES[office], username: 'giaodich01', password: DEMO_PASSWORD };
  return simulateCounter({
    place,
    counterNumber,
    url: faults.url,
    enrolUrl: portalUrl,
    now: () => new Date().toISOString(),
  });
};

const faultArbitrary: fc.Arbitrary<Fault> = fc
  .record({
    operation: fc.constantFrom(
      'push' as const,
      'pull' as const,
      'position' as const,
      'lease' as const,
      undefined,
    ),
    fault: fc.constantFrom<Fault>(...PLAIN_FAULTS),
  })
  .map(({ operation, fault }) => (operation === undefined ? fault : { ...fault, operation }));

type Step =
  | { readonly kind: 'receive' | 'note' | 'sync' | 'crash' | 'wipe'; readonly who: number }
  | { readonly kind: 'fault'; readonly fault: Fault };

const who = fc.integer({ min: 0, max: 2 });
const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('receive' as const), who }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('note' as const), who }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('sync' as const), who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('crash' as const), who }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('fault' as const), fault: faultArbitrary }) },
);

async function perform(
  step: Step,
  counters: readonly SimulatedCounter[],
  received: Map<string, string>,
): Promise<void> {
  if (step.kind === 'fault') {
    faults.next(step.fault);
    return;
  }
  const counter = counters[step.who];
  if (!counter) return;
  if (step.kind === 'crash') return counter.crash();
  if (step.kind === 'sync') {
    await counter.sync();
    return;
  }
  if (step.kind === 'receive') {
    const entry = receptionEntry({
      documents: [
        {
          documentId: 'd',
          nameVi: 'Giấy tờ',
          originals: 1,
          certifiedCopies: 0,
          photocopies: 0,
          shown: false,
        },
      ],
    });
    const dossier = await counter.receive(entry, PROCEDURE);
    received.set(dossier.id, dossier.reception?.code ?? '');
    return;
  }
  const ids = (await counter.db().dossiers.toCollection().primaryKeys()).filter((id) => received.has(id));
  const id = ids.at(-1);
  if (id !== undefined)
    expect((await counter.change(id, { type: 'addNote', text: `ghi chú ${String(received.size)}` })).ok).toBe(
      true,
    );
}

/** Syncs until nothing moves any more; a healed line needs no new local write. */
async function heal(counters: readonly SimulatedCounter[]): Promise<void> {
  faults.clear();
  for (let round = 0; round < 2; round++)
    for (const counter of counters) expect(await counter.sync()).toBe(true);
}

async function logOf(counter: SimulatedCounter): Promise<readonly DossierEvent[]> {
  const rows = await counter.db().events.toArray();
  return rows.map((row) => counter.db().codec.decode(row.payload));
}
const byId = (events: readonly DossierEvent[]) => new Map(events.map((event) => [event.id, event]));

it('ends with portal and counters equal, whatever the line did', { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(stepArbitrary, { minLength: 5, maxLength: 40 }), (steps) =>
      withPortal(async () => {
        const counters = await Promise.all([newCounter('HT'), newCounter('HT'), newCounter('GD')]);
        try {
          for (const counter of counters) await counter.sync();
          const received = new Map<string, string>();
          for (const step of steps) await perform(step, counters, received);
          await heal(counters);

          const atPortal = [...(await portal.admin.events('HT')), ...(await portal.admin.events('GD'))];
          const known = byId(atPortal);
          expect(known.size).toBe(atPortal.length);
          for (const counter of counters) {
            expect(await outboxSummary(counter.db())).toMatchObject({ unsent: 0, held: 0 });
            expect(await verifyProjections(counter.db())).toEqual([]);
            const log = await logOf(counter);
            // What the counter wrote is at the portal, as written, and what it knows of others is what the portal has.
            for (const event of log) expect(known.get(event.id)).toEqual(event);
            expect(new Set(log.map((event) => event.office))).toEqual(
              new Set([...log].length > 0 ? [counter.office] : []),
            );
            const office = await portal.admin.events(counter.office);
            expect(log.length).toBe(office.length);
          }
          for (const [id, code] of received) {
            const dossier = fold(atPortal.filter((event) => event.dossierId === id));
            expect(dossier?.reception?.code).toBe(code);
            expect(dossier?.acceptance).not.toBeNull();
          }
          expect(new Set(received.values()).size).toBe(received.size);
        } finally {
          for (const counter of counters) await counter.close();
        }
      }),
    ),
    { numRuns: RUNS },
  );
});

it('a machine that lost its database gets its own log back and goes on without a gap', () =>
  withPortal(async () => {
    const counter = await newCounter('VH');
    const entry = receptionEntry({
      documents: [
        {
          documentId: 'd',
          nameVi: 'Giấy tờ',
          originals: 1,
          certifiedCopies: 0,
          photocopies: 0,
          shown: false,
        },
      ],
    });
    await counter.sync();
    const before = await counter.receive(entry, PROCEDURE);
    expect(await counter.sync()).toBe(true);
    await counter.wipe();
    expect(await counter.sync()).toBe(true);
    expect((await dossierById(counter.db(), before.id))?.dossier.reception?.code).toBe(
      before.reception?.code,
    );
    const after = await counter.receive(entry, PROCEDURE);
    expect(after.reception?.code).not.toBe(before.reception?.code);
    expect(await counter.sync()).toBe(true);
    const events = await portal.admin.events('VH');
    expect(events.filter((event) => event.dossierId === after.id && event.type === 'accepted').length).toBe(
      1,
    );
    await counter.close();
  }));
