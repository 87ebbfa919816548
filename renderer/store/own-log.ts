import type { Collection } from 'dexie';
import type { DossierEvent } from '../../shared/domain/dossier/event.ts';
import { counterAt, stretchesOf, type LineageOf } from '../../shared/domain/lineage.ts';
import type { CounterDatabase } from './database.ts';
import { readMeta } from './meta.ts';
import type { EventRow } from './rows.ts';

/** The rows of a log from a position on, in order, one collection for each name it had. */
export function ownRows(
  db: CounterDatabase,
  log: LineageOf,
  from = 1,
): readonly Collection<EventRow, [string, number]>[] {
  return stretchesOf(log, from).map((stretch) =>
    db.events
      .where('[counter+position]')
      .between([stretch.counter, stretch.from], [stretch.counter, stretch.to], true, true),
  );
}

/** This counter's own events at positions, under whatever name each was written; null for one that is not here. */
export async function ownEventsAt(
  db: CounterDatabase,
  positions: readonly number[],
): Promise<readonly (DossierEvent | null)[]> {
  const device = await readMeta(db, 'device');
  if (!device) return positions.map(() => null);
  const rows = await db.events.bulkGet(
    positions.map((position): [string, number] => [counterAt(device, position), position]),
  );
  return rows.map((row) => (row ? db.codec.decode(row.payload) : null));
}

/** This counter's own event at a position; null if it is not here. */
export async function ownEventAt(db: CounterDatabase, position: number): Promise<DossierEvent | null> {
  return (await ownEventsAt(db, [position]))[0] ?? null;
}
