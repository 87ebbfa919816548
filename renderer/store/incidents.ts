import { isReported, type ReportedIncident } from '../../shared/domain/incident/incident.ts';
import type { CounterDatabase } from './database.ts';

/** Every incident known here, the one changed last first. There are few: all of them are read. */
export async function allIncidents(db: CounterDatabase): Promise<readonly ReportedIncident[]> {
  const rows = await db.streams
    .where('[kind+changedAt]')
    .between(['incident', ''], ['incident', '\uffff'])
    .reverse()
    .toArray();
  return rows.flatMap((row) => {
    const stream = db.codec.decode(row.payload);
    return stream.kind === 'incident' && isReported(stream) ? [stream] : [];
  });
}
