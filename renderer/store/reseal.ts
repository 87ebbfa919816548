import type { Table } from 'dexie';
import type { Encoded } from './codec.ts';
import type { CounterDatabase } from './database.ts';

/** Rows of a transaction: small, so that saves in between wait for nothing. */
const BATCH = 100;

interface SealedRow {
  readonly payload: Encoded<unknown>;
}

/**
 * Seals anew every row that an earlier key sealed, batch by batch, each its own transaction; the counter goes on working.
 * Cut off anywhere it is run again. `onProgress` hears how many rows were looked at of how many. Throws on a row that can't
 * be opened, as every reader of it would.
 */
export async function resealStore(
  db: CounterDatabase,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const tables = [db.events, db.dossiers, db.findable, db.streams, db.drafts, db.meta].map(
    (table) => table as unknown as Table<SealedRow, unknown>,
  );
  const counts = await Promise.all(tables.map((table) => table.count()));
  const total = counts.reduce((sum, count) => sum + count, 0);
  let done = 0;
  for (const table of tables) {
    const keys = await table.toCollection().primaryKeys();
    for (let at = 0; at < keys.length; at += BATCH) {
      const batch = keys.slice(at, at + BATCH);
      await db.transaction('rw', table, async () => {
        const rows = await table.bulkGet(batch);
        const older = rows.filter((row) => row !== undefined && !db.codec.isCurrent(row.payload));
        await table.bulkPut(
          older.flatMap((row) =>
            row ? [{ ...row, payload: db.codec.encode(db.codec.decode(row.payload)) }] : [],
          ),
        );
      });
      done += batch.length;
      onProgress(done, total);
    }
  }
}
