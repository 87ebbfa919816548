import { dayOf } from '../../shared/clock.ts';
import type { DossierEvent } from '../../shared/domain/dossier/event.ts';
import { lineOf } from '../../shared/domain/lineage.ts';
import type { ClosedShift, Shift } from '../../shared/domain/till/shift.ts';
import { bookOf, EMPTY_TILL, foldTill, type Till, type TillEntry } from '../../shared/domain/till/till.ts';
import { Dexie } from 'dexie';
import type { CounterDatabase } from './database.ts';
import { readMeta, type Device } from './meta.ts';
import { ownRows } from './own-log.ts';
import type { StreamRow } from './rows.ts';

function decodeOwn(db: CounterDatabase, device: Device, rows: readonly StreamRow[]): readonly Shift[] {
  return rows
    .filter((row) => row.ownPosition > 0)
    .map((row) => db.codec.decode(row.payload))
    .filter((stream) => stream.kind === 'shift')
    .filter((shift) => lineOf(shift.counter) === lineOf(device.counter))
    .sort((a, b) => (b.opened?.position ?? 0) - (a.opened?.position ?? 0));
}

const newestFirst = (db: CounterDatabase) =>
  db.streams.where('[kind+changedAt]').between(['shift', Dexie.minKey], ['shift', Dexie.maxKey]).reverse();

/** All of this counter's shifts, the one that began last first. */
export async function ownShifts(db: CounterDatabase): Promise<readonly Shift[]> {
  const device = await readMeta(db, 'device');
  return device ? decodeOwn(db, device, await newestFirst(db).toArray()) : [];
}

/**
 * This counter's two newest shifts at least, the one that began last first. Printing the sheet of an old one changes it
 * too, so rows are read until none that is left can have begun later than those two.
 */
export async function newestShifts(db: CounterDatabase): Promise<readonly Shift[]> {
  const device = await readMeta(db, 'device');
  if (!device) return [];
  let begun: readonly string[] = [];
  const rows = await newestFirst(db)
    .until((row) => {
      if (begun.length === 2 && row.changedAt < (begun[1] ?? '')) return true;
      const at = decodeOwn(db, device, [row])[0]?.opened?.at;
      if (at !== undefined) begun = [...begun, at].sort().reverse().slice(0, 2);
      return false;
    })
    .toArray();
  return decodeOwn(db, device, rows);
}

/** The shift under way, and the position of the last closing (1, the start of the log, where there was none). */
export interface ShiftNow {
  readonly open: Shift | null;
  readonly since: number;
}

export async function shiftNow(db: CounterDatabase): Promise<ShiftNow> {
  // Of one counter's shifts only the last can be open, and the one before it is the last that was closed.
  const shifts = await newestShifts(db);
  return {
    open: shifts.find((shift) => shift.opened && !shift.closed) ?? null,
    since: shifts.reduce((last, shift) => Math.max(last, shift.closed?.position ?? 1), 1),
  };
}

async function ownEvents(
  db: CounterDatabase,
  device: Device,
  from: number,
): Promise<readonly DossierEvent[]> {
  const stretches = await Promise.all(ownRows(db, device, from).map((stretch) => stretch.toArray()));
  return stretches.flat().map((row) => db.codec.decode(row.payload));
}

/**
 * Gives a reader of the till that reads each own event once: what was folded before is kept, and only what came since is
 * read. A log with holes is read from the last closing on each time, for the holes may fill.
 */
export function tillReader(db: CounterDatabase): () => Promise<Till> {
  let known: { readonly till: Till; readonly counter: string } | null = null;
  return async () => {
    const [device, { since }] = await Promise.all([readMeta(db, 'device'), shiftNow(db)]);
    if (!device) return EMPTY_TILL;
    const kept =
      known?.counter === device.counter && known.till.missing === 0 && known.till.position >= since
        ? known.till
        : null;
    const fresh = await ownEvents(db, device, kept ? kept.position + 1 : since);
    const till = foldTill(fresh, kept ?? EMPTY_TILL);
    known = { till, counter: device.counter };
    return till;
  };
}

/** A stretch of the till book. */
export interface TillBook {
  /** Cash in the drawer before its first line, in đồng. */
  readonly before: number;
  readonly entries: readonly TillEntry[];
}

async function book(
  db: CounterDatabase,
  since: number,
  isPart: (entry: TillEntry) => boolean,
): Promise<TillBook> {
  const device = await readMeta(db, 'device');
  const lines = device ? bookOf(await ownEvents(db, device, since)) : [];
  const first = lines.findIndex(isPart);
  const before = first === -1 ? lines.at(-1) : lines[first - 1];
  return { before: before?.cash ?? 0, entries: first === -1 ? [] : lines.slice(first).filter(isPart) };
}

/** Every event behind a closed shift: from the closing before it to its own. */
export async function bookOfShift(db: CounterDatabase, shift: ClosedShift): Promise<TillBook> {
  const since = lastClosing(await ownShifts(db), ({ position }) => position < shift.closed.position);
  return book(
    db,
    since,
    ({ position }) => position > (since === 1 ? 0 : since) && position <= shift.closed.position,
  );
}

/** Every event of the till on days of the counter's calendar (`YYYY-MM-DD`), both included. */
export async function bookOfDays(db: CounterDatabase, from: string, until: string): Promise<TillBook> {
  const since = lastClosing(await ownShifts(db), ({ at }) => dayOf(at) < from);
  return book(db, since, ({ at }) => from <= dayOf(at) && dayOf(at) <= until);
}

/** Position of the last closing of some; 1, the start of the log, where there is none. */
function lastClosing(
  shifts: readonly Shift[],
  counts: (closed: NonNullable<Shift['closed']>) => boolean,
): number {
  return shifts.reduce(
    (last, { closed }) => (closed && counts(closed) ? Math.max(last, closed.position) : last),
    1,
  );
}
