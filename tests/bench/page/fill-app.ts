import { CounterDatabase } from '../../../renderer/store/database.ts';
import { enrolled, writeRows } from './fill.ts';

/** Fills the app's own database, as the app will find it when it starts next. */
async function fillApp(rows: number): Promise<void> {
  const db = new CounterDatabase();
  await db.open();
  await enrolled(db, rows);
  await writeRows(db.backendDB(), rows);
  db.close();
}

Object.assign(globalThis, { fillApp });
