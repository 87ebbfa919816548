import { canonicalJson } from '../../../shared/domain/dossier/chain.ts';
import { stretchesOf, type LineageOf } from '../../../shared/domain/lineage.ts';
import type { DeviceState, JournalEntry } from '../../../shared/journal.ts';
import { withoutRanges, type Range } from '../../../shared/ranges.ts';
import { appError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { CounterDatabase } from '../database.ts';
import type { Journal } from '../journal.ts';
import { readMeta, readMetaPair } from '../meta.ts';
import type { EventRow } from '../rows.ts';
import { catalogueVersion, publishedCatalogue, stepsSince } from '../catalogue.ts';
import { positionsInJournal, positionsInLog } from './compare.ts';

/** Events that one entry, and entries that one message, holds at most: small, because counters have little memory. */
const EVENTS = 50;
const ENTRIES = 20;

/** What completing the journal came to. */
export interface Completed {
  /** How many events the journal lacked. */
  readonly added: number;
  /** It holds every own event there is up to this position. */
  readonly upTo: number;
}

/**
 * Brings the journal up to the log: what the counter is, its catalogue, and every own event the journal lacks. A log that ends before the journal does is closed: it must be rebuilt first. Run again after a failure it goes on where it stopped.
 */
export async function completeJournal(db: CounterDatabase, journal: Journal): Promise<Result<Completed>> {
  const state = await journal.state();
  if (!state.ok) return state;
  // Read after the journal: a save is in the database first, so its head can never rightly be the lower one.
  const [[device, restoring], chain] = await Promise.all([
    readMetaPair(db, 'device', 'restoring'),
    readMeta(db, 'chain'),
  ]);
  if (!device || restoring) return ok({ added: 0, upTo: 0 });
  const { held } = positionsInJournal(state.value, device);
  if ((held.at(-1)?.[1] ?? 0) > chain.position) {
    // The log lost its end, and the journal could not say so until now. Closed, so that no position is written twice.
    db.close();
    return fail(appError('store-failed'));
  }
  const settings = await settingsEntries(db, state.value.device, state.value.catalogueVersion);
  if (settings.length > 0) {
    const kept = await journal.append(settings);
    if (!kept.ok) return kept;
  }
  const missing = withoutRanges(await positionsInLog(db, device), held);
  const added = await addEvents(db, journal, device, missing);
  return added.ok ? ok({ added: added.value, upTo: chain.position }) : added;
}

/** What the counter is now, as far as the journal does not know it. */
async function settingsEntries(
  db: CounterDatabase,
  known: DeviceState | null,
  knownCatalogue: number,
): Promise<readonly JournalEntry[]> {
  const [[device, staff], [language, numbering], officeCalendar] = await Promise.all([
    readMetaPair(db, 'device', 'staff'),
    readMetaPair(db, 'language', 'numbering'),
    readMeta(db, 'officeCalendar'),
  ]);
  if (!device) return [];
  const state: DeviceState = {
    device,
    staff,
    language,
    numbering,
    ...(officeCalendar ? { officeCalendar } : {}),
  };
  return [
    ...(known && mark(known) === mark(state) ? [] : [{ kind: 'device', state } as const]),
    ...(await catalogueEntries(db, knownCatalogue)),
  ];
}

/** The catalogue, or only what changed it since the one the journal has. */
async function catalogueEntries(db: CounterDatabase, known: number): Promise<readonly JournalEntry[]> {
  if ((await catalogueVersion(db)) <= known) return [];
  const steps = await stepsSince(db, known);
  if (steps) return steps.map((patch) => ({ kind: 'cataloguePatch', patch }));
  const catalogue = await publishedCatalogue(db);
  return catalogue ? [{ kind: 'catalogue', catalogue }] : [];
}

/** What makes a state worth another entry: not how far the ranges are used, which the codes of events tell. */
function mark({ numbering, ...state }: DeviceState): string {
  return canonicalJson({ ...state, leases: numbering.leases.map(({ id }) => id) });
}

async function addEvents(
  db: CounterDatabase,
  journal: Journal,
  log: LineageOf,
  missing: readonly Range[],
): Promise<Result<number>> {
  let added = 0;
  for (const [first, last] of missing) {
    for (let from = first; from <= last; from += EVENTS * ENTRIES) {
      const to = Math.min(last, from + EVENTS * ENTRIES - 1);
      const rows = await rowsBetween(db, log, from, to);
      const events = rows.map((row) => db.codec.decode(row.payload));
      const entries: JournalEntry[] = [];
      for (let at = 0; at < events.length; at += EVENTS)
        entries.push({ kind: 'events', events: events.slice(at, at + EVENTS) });
      const kept = entries.length > 0 ? await journal.append(entries) : ok(null);
      if (!kept.ok) return kept;
      added += events.length;
    }
  }
  return ok(added);
}

async function rowsBetween(
  db: CounterDatabase,
  log: LineageOf,
  from: number,
  to: number,
): Promise<readonly EventRow[]> {
  const rows: EventRow[] = [];
  for (const stretch of stretchesOf(log, from)) {
    if (stretch.from > to) break;
    const range = db.events
      .where('[counter+position]')
      .between([stretch.counter, stretch.from], [stretch.counter, Math.min(stretch.to, to)], true, true);
    rows.push(...(await range.toArray()));
  }
  return rows;
}
