import { Dexie } from 'dexie';
import type { CounterDatabase } from '../database.ts';
import { heldDossiers } from '../held-files.ts';
import { readMeta, readMetaPair } from '../meta.ts';
import { pendingRows } from '../outbox.ts';
import { ownRows } from '../own-log.ts';

/** Where a database stands towards the portal. */
export interface PortalMarks {
  /** Of the last event pulled. */
  readonly cursor: number;
  /** Own positions up to here have the portal's verdict. */
  readonly acknowledged: number;
  /** Dossiers of which the portal refused own work; what merely waits for its file is no refusal. */
  readonly refused: readonly string[];
  readonly waiting: readonly string[];
}

export async function portalMarks(db: CounterDatabase): Promise<PortalMarks> {
  const [cursor, { acknowledged }, rows] = await Promise.all([
    readMeta(db, 'cursor'),
    readMeta(db, 'outbox'),
    db.held.toArray(),
  ]);
  const held = [...heldDossiers(rows)];
  const those = (state: 'needs-attention' | 'waiting-file') =>
    held.filter(([, each]) => each === state).map(([id]) => id);
  return { cursor, acknowledged, refused: those('needs-attention'), waiting: those('waiting-file') };
}

/** Dossiers that own events after a position are about: what the portal lacked while it had no more than that. */
export async function writtenAfter(db: CounterDatabase, position: number): Promise<ReadonlySet<string>> {
  const [device, { acknowledged }] = await readMetaPair(db, 'device', 'outbox');
  const found = new Set<string>();
  if (!device) return found;
  for (const stretch of ownRows(db, device, Math.min(position, acknowledged) + 1))
    await stretch.each(({ dossierId }) => found.add(dossierId));
  return found;
}

/**
 * How many own events that figures rest on the portal has no verdict on. The trace of a report's export is none of them:
 * else the first file of a day that is complete would make the next one provisional.
 */
export async function unsentWork(db: CounterDatabase): Promise<number> {
  const { acknowledged } = await readMeta(db, 'outbox');
  const counts = await Promise.all((await pendingRows(db)).map((stretch) => stretch.count()));
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all === 0) return 0;
  // Each export is a stream of its own with one event.
  const exports = await db.streams
    .where('[kind+changedAt]')
    .between(['export', Dexie.minKey], ['export', Dexie.maxKey])
    .filter(({ ownPosition }) => ownPosition > acknowledged)
    .count();
  return Math.max(0, all - exports);
}
