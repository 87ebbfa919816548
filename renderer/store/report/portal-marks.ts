import type { CounterDatabase } from '../database.ts';
import { heldDossiers } from '../held-files.ts';
import { readMeta, readMetaPair } from '../meta.ts';
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
