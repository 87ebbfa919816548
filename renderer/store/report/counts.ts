import { countFactsOf, type CountFact } from '../../../shared/domain/report/till-part.ts';
import { Dexie } from 'dexie';
import type { CounterDatabase } from '../database.ts';

/** What every shift in a database counted; a few a day and counter, so they are read anew each time. */
export async function countsIn(db: CounterDatabase): Promise<readonly CountFact[]> {
  const rows = await db.streams
    .where('[kind+changedAt]')
    .between(['shift', Dexie.minKey], ['shift', Dexie.maxKey])
    .toArray();
  return rows.flatMap((row) => countFactsOf(db.codec.decode(row.payload)));
}
