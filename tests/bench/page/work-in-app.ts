import { appendEvents } from '../../../renderer/store/append.ts';
import { CounterDatabase } from '../../../renderer/store/database.ts';
import { readMeta } from '../../../renderer/store/meta.ts';
import { currentCatalogue } from '../../../renderer/store/queries.ts';
import { COUNTER_ZONE } from '../../../shared/clock.ts';
import { decide } from '../../../shared/domain/dossier/decide.ts';
import { giveCode } from '../../../shared/domain/numbering.ts';
import { newId } from '../../../shared/ids.ts';
import type { Desktop } from '../../../shared/ipc/contract.ts';
import { ok } from '../../../shared/result.ts';
import { PERSON } from '../../support/catalogue.ts';
import { personName, randomFrom } from './names.ts';

const { desktop } = globalThis as unknown as { readonly desktop: Desktop };
const PROCEDURE = '1.001570';

/** Milliseconds of saves confirmed by the database alone, and by database and journal, in turn. */
export interface SaveTimes {
  readonly database: number[];
  readonly both: number[];
}

/** The running app's own database, with the keys main gives its page. */
async function openDatabase(): Promise<CounterDatabase> {
  const keys = await desktop.invoke('keys:open', {});
  if (!keys.ok) throw new Error(keys.error.code);
  const db = new CounterDatabase(undefined, { keys: keys.value.store });
  await db.open();
  return db;
}

/** Receives `count` dossiers in the running app, through its own database, main process and journal. */
async function receiveMany(count: number): Promise<SaveTimes> {
  const db = await openDatabase();
  const [device, staff, catalogue] = await Promise.all([
    readMeta(db, 'device'),
    readMeta(db, 'staff'),
    currentCatalogue(db),
  ]);
  const procedure = catalogue?.procedures.find((each) => each.code === PROCEDURE);
  const office = catalogue?.offices.find((each) => each.id === device?.office.id);
  if (!device || !staff || !catalogue || !procedure || !office) throw new Error('the counter is not ready');
  const random = randomFrom(count);
  const times: SaveTimes = { database: [], both: [] };
  for (let i = 0; i < count; i += 1) {
    const now = new Date().toISOString();
    const applicant = { ...PERSON, name: personName(random) };
    const start = performance.now();
    const saved = await appendEvents(db, {
      dossierId: newId(),
      author: {
        by: { id: staff.id, name: staff.name },
        office: office.id,
        counter: device.counter,
        now,
        role: 'clerk' as const,
        zone: COUNTER_ZONE,
        newId,
      },
      decide: (dossier, numbering) => {
        const { numbering: after, ...code } = giveCode(numbering, device.counter, now);
        const decision = decide(
          dossier,
          {
            type: 'receive',
            entry: {
              applicant,
              representative: null,
              channel: 'in-person',
              delivery: { kind: 'counter' },
              sets: 1,
              note: '',
              documents: procedure.documents.slice(0, 1).map(({ id, nameVi }) => ({
                documentId: id,
                nameVi,
                originals: 1,
                certifiedCopies: 0,
                photocopies: 0,
                shown: false,
              })),
              feeCounts: { pages: 1, copies: 1 },
              paid: null,
            },
            startedAt: now,
            procedure,
            sample: catalogue.sample,
            office,
            calendar: catalogue.calendar,
            capabilities: catalogue.capabilities,
            code,
          },
          now,
        );
        return decision.ok ? ok({ bodies: decision.value, numbering: after }) : decision;
      },
    });
    if (!saved.ok) throw new Error(JSON.stringify(saved.error));
    if (i % 2 === 0) {
      times.database.push(performance.now() - start);
      // Afterwards all the same: the journal holds every save before the next is timed.
      await keep(saved.value.events);
    } else {
      await keep(saved.value.events);
      times.both.push(performance.now() - start);
    }
  }
  db.close();
  return times;
}

async function keep(events: Parameters<typeof sealed>[0]): Promise<void> {
  const kept = await desktop.invoke('journal:append', { entries: sealed(events) });
  if (!kept.ok) throw new Error(kept.error.code);
}

const sealed = (
  events: Extract<Awaited<ReturnType<typeof appendEvents>>, { ok: true }>['value']['events'],
) => [{ kind: 'events' as const, events: [...events] }];

/** Own events without the portal's verdict. */
async function unsent(): Promise<number> {
  const db = await openDatabase();
  const [chain, { acknowledged }] = await Promise.all([readMeta(db, 'chain'), readMeta(db, 'outbox')]);
  db.close();
  return chain.position - acknowledged;
}

const longTasks: number[] = [];

/** Begins to note the main thread's tasks over 50 ms (what the browser itself calls long). */
function watchTasks(): void {
  new PerformanceObserver((list) =>
    longTasks.push(...list.getEntries().map((entry) => entry.duration)),
  ).observe({
    type: 'longtask',
  });
}

const inApp = { receiveMany, unsent, watchTasks, longTasks: () => longTasks };
export type InApp = typeof inApp;
Object.assign(globalThis, { inApp });
