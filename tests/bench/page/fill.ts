import type { CounterDatabase } from '../../../renderer/store/database.ts';
import { plainCodec, type Codec } from '../../../renderer/store/codec.ts';
import { writeMeta } from '../../../renderer/store/meta.ts';
import { COUNTER, EVENTS_EACH, rowsOf } from './data.ts';
import { bulkWrite } from './raw.ts';

const CHUNK = 1000;

/** Makes a database a counter's whose first `rows` dossiers are sent. */
export async function enrolled(db: CounterDatabase, rows: number): Promise<void> {
  const office = { id: 'HT', nameVi: 'Bưu điện Hà Tu' };
  await writeMeta(db, 'device', {
    deviceId: '0198a000-0000-7000-8000-000000000001',
    counter: COUNTER,
    counterNumber: 1,
    office,
  });
  await writeMeta(db, 'staff', { id: 'nv-hoa', name: 'Phạm Thị Hoa', role: 'clerk' });
  await writeMeta(db, 'chain', { position: rows * EVENTS_EACH, hash: '0'.repeat(64) });
  await writeMeta(db, 'outbox', { acknowledged: rows * EVENTS_EACH, held: 0 });
}

/** Writes the first `rows` dossiers with their events. Gives milliseconds. */
export async function writeRows(db: IDBDatabase, rows: number, codec: Codec = plainCodec): Promise<number> {
  const start = performance.now();
  for (let at = 0; at < rows; at += CHUNK)
    await bulkWrite(
      db,
      Array.from({ length: Math.min(CHUNK, rows - at) }, (_, k) => rowsOf(at + k, codec)),
    );
  return performance.now() - start;
}
