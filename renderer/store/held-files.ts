import { fileOf } from '../../shared/domain/dossier/event.ts';
import type { CounterDatabase } from './database.ts';
import { readMetaPair } from './meta.ts';
import { ownKeys } from './own-log.ts';
import type { HeldRow } from './rows.ts';

/** Why an event is held that goes by itself once its file is at the portal. */
const FILE_REASONS: ReadonlySet<string> = new Set([
  'attachment-missing',
  'attachment-lost',
  'attachment-damaged',
]);

/**
 * Dossiers of which something is held: whether a person must look at it, or it merely waits for a file on its way.
 */
export function heldDossiers(
  rows: readonly HeldRow[],
): ReadonlyMap<string, 'needs-attention' | 'waiting-file'> {
  return new Map(
    [...Map.groupBy(rows, (row) => row.dossierId)].map(([id, group]) => {
      const codes = new Set(group.map((row) => row.reason.code));
      const waits = codes.has('attachment-missing');
      codes.delete('attachment-missing');
      codes.delete('event-blocked');
      return [id, waits && codes.size === 0 ? 'waiting-file' : 'needs-attention'];
    }),
  );
}

/** Where a held event stands, in a dossier that stands so. */
export function heldState(
  row: HeldRow,
  dossiers: ReadonlyMap<string, 'needs-attention' | 'waiting-file'>,
): 'needs-attention' | 'waiting-file' {
  if (row.reason.code === 'attachment-missing') return 'waiting-file';
  return row.reason.code === 'event-blocked'
    ? (dossiers.get(row.dossierId) ?? 'needs-attention')
    : 'needs-attention';
}

/** A held event that needs a file at the portal, and the reason it is held for. */
export interface WaitingFile extends Omit<HeldRow, 'since'> {
  readonly sha256: string;
}

/** Held events that cannot go before their file, those that first wait for an earlier event included; oldest first. */
export async function waitingFiles(db: CounterDatabase): Promise<readonly WaitingFile[]> {
  return db.transaction('r', [db.meta, db.held, db.events], async () => {
    const [device, { held }] = await readMetaPair(db, 'device', 'outbox');
    if (!device || held === 0) return [];
    const rows = (await db.held.orderBy('position').toArray()).filter(
      ({ reason }) => FILE_REASONS.has(reason.code) || reason.code === 'event-blocked',
    );
    const keys = ownKeys(
      device,
      rows.map((row) => row.position),
    );
    const events = await db.events.bulkGet(keys);
    return rows.flatMap(({ position, eventId, dossierId, reason }, i) => {
      const row = events[i];
      const sha256 = row ? fileOf(db.codec.decode(row.payload)) : null;
      return sha256 === null ? [] : [{ position, eventId, dossierId, reason, sha256 }];
    });
  });
}
