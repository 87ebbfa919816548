import type { Exported, ExportedFile } from '../../../shared/domain/report/exported.ts';
import type { CounterDatabase } from '../database.ts';

/** A recorded export, as every one is that a counter made. */
export interface RecordedExport extends ExportedFile {
  readonly exported: Exported;
}

const isRecorded = (file: ExportedFile): file is RecordedExport => file.exported !== null;

/** Exports known here, the newest first; no more than `limit`, if there is one. A few a day. */
export async function recordedExports(
  db: CounterDatabase,
  limit?: number,
): Promise<readonly RecordedExport[]> {
  const all = db.streams.where('[kind+changedAt]').between(['export', ''], ['export', '\uffff']).reverse();
  const rows = await (limit === undefined ? all : all.limit(limit)).toArray();
  return rows.flatMap((row) => {
    const stream = db.codec.decode(row.payload);
    return stream.kind === 'export' && isRecorded(stream) ? [stream] : [];
  });
}

/** One of them; null when it is not known here. */
export async function recordedExport(db: CounterDatabase, id: string): Promise<RecordedExport | null> {
  const row = await db.streams.get(id);
  const stream = row ? db.codec.decode(row.payload) : null;
  return stream?.kind === 'export' && isRecorded(stream) ? stream : null;
}
