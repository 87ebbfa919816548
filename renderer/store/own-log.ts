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

/** Where a log's events at positions lie, under whatever name each was written. */
export function ownKeys(log: LineageOf, positions: readonly number[]): [counter: string, position: number][] {
  return positions.map((position) => [counterAt(log, position), position]);
}

/** This counter's own event at a position; null if it is not here. */
export async function ownEventAt(db: CounterDatabase, position: number): Promise<DossierEvent | null> {
  const device = await readMeta(db, 'device');
  const row = device ? await db.events.get([counterAt(device, position), position]) : undefined;
  return row ? db.codec.decode(row.payload) : null;
}
