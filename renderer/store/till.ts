import type { DossierEvent } from '../../shared/domain/dossier/event.ts';
import { lineOf } from '../../shared/domain/lineage.ts';
import type { Shift } from '../../shared/domain/till/shift.ts';
import { EMPTY_TILL, foldTill, type Till } from '../../shared/domain/till/till.ts';
import { Dexie } from 'dexie';
import type { CounterDatabase } from './database.ts';
import { readMeta, type Device } from './meta.ts';
import { ownRows } from './own-log.ts';

/** This counter's shifts, the one that began last first; at most `limit`. */
export async function ownShifts(db: CounterDatabase, limit: number): Promise<readonly Shift[]> {
  const device = await readMeta(db, 'device');
  if (!device) return [];
  const rows = await db.streams
    .where('[kind+changedAt]')
    .between(['shift', Dexie.minKey], ['shift', Dexie.maxKey])
    .reverse()
    .filter((row) => row.ownPosition > 0)
    .limit(limit)
    .toArray();
  return rows
    .map((row) => db.codec.decode(row.payload))
    .filter((stream) => stream.kind === 'shift')
    .filter((shift) => lineOf(shift.counter) === lineOf(device.counter))
    .sort((a, b) => (b.opened?.position ?? 0) - (a.opened?.position ?? 0));
}

/** The shift under way, and the position of the last closing (1, the start of the log, where there was none). */
export interface ShiftNow {
  readonly open: Shift | null;
  readonly since: number;
}

export async function shiftNow(db: CounterDatabase): Promise<ShiftNow> {
  // The newest are enough: of one counter's shifts only the last can be open.
  const shifts = await ownShifts(db, 4);
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
