import type { Desktop } from '../../../shared/ipc/contract.ts';
import { CounterDatabase } from '../../../renderer/store/database.ts';
import { enrolled, writeRows } from './fill.ts';

const { desktop } = globalThis as unknown as { readonly desktop: Desktop };

/** Fills the app's own database, as the app will find it when it starts next. */
async function fillApp(rows: number): Promise<void> {
  const keys = await desktop.invoke('keys:open', {});
  if (!keys.ok) throw new Error(keys.error.code);
  const db = new CounterDatabase(undefined, { keys: keys.value.store });
  await db.open();
  await enrolled(db, rows);
  await writeRows(db.backendDB(), rows, db.codec);
  db.close();
}

Object.assign(globalThis, { fillApp });
