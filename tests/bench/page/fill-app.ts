import type { Desktop } from '../../../shared/ipc/contract.ts';
import { CounterDatabase } from '../../../renderer/store/database.ts';
import { enrolled, writeRows } from './fill.ts';

const { desktop } = globalThis as unknown as { readonly desktop: Desktop };

async function openApp(): Promise<CounterDatabase> {
  const keys = await desktop.invoke('keys:open', {});
  if (!keys.ok) throw new Error(keys.error.code);
  const db = new CounterDatabase(undefined, { keys: keys.value.store });
  await db.open();
  return db;
}

/** Fills the app's own database, as the app will find it when it starts next. */
async function fillApp(rows: number): Promise<void> {
  const db = await openApp();
  await enrolled(db, rows);
  await writeRows(db.backendDB(), rows, db.codec);
  db.close();
}

/** Adds dossiers of long ago to a counter at work, as those of another counter, long sent: its own log stays as it is. */
async function addDossiers(rows: number): Promise<void> {
  const db = await openApp();
  await writeRows(db.backendDB(), rows, db.codec);
  db.close();
}

const filling = { fillApp, addDossiers };
export type Filling = typeof filling;
Object.assign(globalThis, { filling });
