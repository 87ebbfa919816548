import { instantAt } from '../../shared/clock.ts';
import {
  compareEvents,
  readBody,
  type DossierEvent,
  type EventBody,
} from '../../shared/domain/dossier/event.ts';
import { supersededBy } from '../../shared/domain/dossier/superseded.ts';
import type { Dossier } from '../../shared/domain/dossier/state.ts';
import { calendarInForce } from '../../shared/domain/office-calendar.ts';
import type { Catalogue } from '../../shared/domain/procedure.ts';
import type { Refusal } from '../../shared/portal/contract.ts';
import { Temporal } from 'temporal-polyfill';
import { publishedCatalogue } from './catalogue.ts';
import type { CounterDatabase } from './database.ts';
import { heldDossiers, heldState } from './held-files.ts';
import { readMeta, readMetaPair } from './meta.ts';
import { pushStateOf, type PushState } from './outbox.ts';
import { normaliseCode } from './lookups.ts';
import type { DossierRow } from './rows.ts';

/** `saved`: something of it was not sent yet. `waiting-file`: only a file is still on its way. `sent`: the portal has all of it but has not accepted the dossier. */
export type SyncState = 'saved' | 'waiting-file' | 'sent' | 'accepted' | 'needs-attention';

export interface DossierView {
  readonly dossier: Dossier;
  readonly sync: SyncState;
}

export interface TimelineEntry {
  readonly event: DossierEvent;
  /** Null for a type this version does not know. */
  readonly body: EventBody | null;
  readonly push: PushState;
  readonly reason: Refusal | null;
  /** What gave it up, when it is superseded. */
  readonly setAsideBy: DossierEvent | null;
}

/**
 * Reads rows and what tells their sync state, side by side: a transaction around them would answer only once it is
 * complete. A state read just before a change is put right by the live query that the change wakes.
 */
async function views(
  db: CounterDatabase,
  read: () => PromiseLike<readonly (DossierRow | undefined)[]>,
): Promise<readonly DossierView[]> {
  const [{ acknowledged, held }, found] = await Promise.all([readMeta(db, 'outbox'), read()]);
  const heldRows = held > 0 ? await db.held.toArray() : [];
  const heldIds = heldDossiers(heldRows);
  return found.flatMap((row) => (row ? [viewOf(db, row, acknowledged, heldIds)] : []));
}

function viewOf(
  db: CounterDatabase,
  row: DossierRow,
  acknowledged: number,
  held: ReturnType<typeof heldDossiers>,
): DossierView {
  const dossier = db.codec.decode(row.payload);
  const heldAs = held.get(row.id);
  if (heldAs === 'needs-attention') return { dossier, sync: heldAs };
  if (row.ownPosition > acknowledged) return { dossier, sync: 'saved' };
  if (heldAs) return { dossier, sync: heldAs };
  return { dossier, sync: dossier.acceptance ? 'accepted' : 'sent' };
}

export async function dossierById(db: CounterDatabase, id: string): Promise<DossierView | null> {
  return (await dossiersByIds(db, [id]))[0] ?? null;
}

/** The dossiers of the ids that exist, in the order asked. */
export function dossiersByIds(db: CounterDatabase, ids: readonly string[]): Promise<readonly DossierView[]> {
  return views(db, () => db.dossiers.bulkGet([...ids]));
}

/**
 * The dossier of a code, its own or one linked to it later, or of a postal item it went out under; upper or lower case,
 * space around it ignored.
 */
export async function dossierByCode(db: CounterDatabase, code: string): Promise<DossierView | null> {
  const found = await views(db, () =>
    db.dossiers.where('codes').equals(normaliseCode(code)).limit(1).toArray(),
  );
  return found[0] ?? null;
}

/** Received dossiers, the one changed last first, whoever changed it. */
export function recentDossiers(db: CounterDatabase, limit: number): Promise<readonly DossierView[]> {
  return views(db, () => db.dossiers.orderBy('changedAt').reverse().limit(limit).toArray());
}

/** How often each procedure (by code) is among the `limit` dossiers changed last. */
export async function procedureUses(
  db: CounterDatabase,
  limit: number,
): Promise<ReadonlyMap<string, number>> {
  const uses = new Map<string, number>();
  for (const row of await db.dossiers.orderBy('changedAt').reverse().limit(limit).toArray()) {
    const code = db.codec.decode(row.payload).reception?.procedure.code;
    if (code !== undefined) uses.set(code, (uses.get(code) ?? 0) + 1);
  }
  return uses;
}

/** A text that is another one after every save, everything taken in and every answer of the portal; cheap to watch. */
export async function changeMark(db: CounterDatabase): Promise<string> {
  const [own, [cursor, restoring]] = await Promise.all([
    readMetaPair(db, 'chain', 'outbox'),
    readMetaPair(db, 'cursor', 'restoring'),
  ]);
  return JSON.stringify([own, cursor, restoring]);
}

/** Dossiers received on a day of the counter's calendar (`YYYY-MM-DD`), newest first. */
export function dossiersOfDay(db: CounterDatabase, day: string): Promise<readonly DossierView[]> {
  return dossiersBetween(db, day, day);
}

/** Dossiers received from one day of the counter's calendar (`YYYY-MM-DD`) to another, both included, newest first. */
export function dossiersBetween(
  db: CounterDatabase,
  from: string,
  until: string,
): Promise<readonly DossierView[]> {
  const next = Temporal.PlainDate.from(until).add({ days: 1 }).toString();
  const received = db.dossiers
    .where('receivedAt')
    .between(instantAt(from, '00:00'), instantAt(next, '00:00'));
  return views(db, () => received.reverse().toArray());
}

/** A dossier's events with how each stands with the portal, newest first. */
export async function timeline(db: CounterDatabase, dossierId: string): Promise<readonly TimelineEntry[]> {
  return db.transaction('r', [db.events, db.held, db.meta], async () => {
    const [rows, held, [device, { acknowledged }]] = await Promise.all([
      db.events.where('dossierId').equals(dossierId).toArray(),
      db.held.where('dossierId').equals(dossierId).toArray(),
      readMetaPair(db, 'device', 'outbox'),
    ]);
    const heldPositions = new Map(held.map((row) => [row.position, row]));
    const heldAs = heldDossiers(held);
    const events = rows.map((row) => db.codec.decode(row.payload));
    const superseded = supersededBy(events);
    const log = { own: device, acknowledged, heldPositions };
    return events
      .sort((a, b) => compareEvents(b, a))
      .map((event): TimelineEntry => {
        const setAsideBy = superseded.get(event.id) ?? null;
        const known = setAsideBy ? 'superseded' : pushStateOf(event, log);
        const row = known === 'needs-attention' ? heldPositions.get(event.position) : undefined;
        const push = row ? heldState(row, heldAs) : known;
        return {
          event,
          body: readBody(event),
          push,
          reason: push === 'needs-attention' ? (row?.reason ?? null) : null,
          setAsideBy,
        };
      });
  });
}

/** The newest catalogue the counter holds, with the working calendar that counts here; the same object while both are. */
export async function currentCatalogue(db: CounterDatabase): Promise<Catalogue | null> {
  const [published, office] = await Promise.all([publishedCatalogue(db), readMeta(db, 'officeCalendar')]);
  if (!published) return null;
  const calendar = calendarInForce(published.calendar, office);
  if (calendar === published.calendar) return published;
  const known = withOffice.get(published);
  if (known?.calendar.version === calendar.version) return known;
  const catalogue = { ...published, calendar };
  withOffice.set(published, catalogue);
  return catalogue;
}
// What was made of a published catalogue with the imported calendar.
const withOffice = new WeakMap<Catalogue, Catalogue>();

/** Dossiers a batch: small, because counters have little memory. */
const BATCH = 500;

/** Shows every dossier the counter holds to `visit`, batch by batch; asks `stop` in between. */
export async function eachDossier(
  db: CounterDatabase,
  visit: (dossier: Dossier) => void,
  stop: () => boolean = () => false,
): Promise<void> {
  for (let after = ''; !stop();) {
    const rows = await db.dossiers.where('id').above(after).limit(BATCH).toArray();
    for (const row of rows) visit(db.codec.decode(row.payload));
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = last.id;
  }
}
