import { counterAt } from '../../shared/domain/lineage.ts';
import { readBody } from '../../shared/domain/dossier/event.ts';
import type { CounterDatabase } from './database.ts';
import { readMetaPair } from './meta.ts';
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

/** The file each held event waits for, by position. */
export async function filesByPosition(
  db: CounterDatabase,
  counter: string,
  rows: readonly HeldRow[],
): Promise<ReadonlyMap<number, string>> {
  const positions = rows.filter((row) => FILE_REASONS.has(row.reason.code)).map((row) => row.position);
  const events = await db.events.bulkGet(positions.map((position): [string, number] => [counter, position]));
  return new Map(
    events.flatMap((row): [number, string][] => {
      const body = row && readBody(db.codec.decode(row.payload));
      return row && body?.type === 'documentAttached' ? [[row.position, body.data.sha256]] : [];
    }),
  );
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
    const events = await db.events.bulkGet(
      rows.map((row): [string, number] => [counterAt(device, row.position), row.position]),
    );
    return rows.flatMap((row, i) => {
      const event = events[i];
      const body = event && readBody(db.codec.decode(event.payload));
      if (body?.type !== 'documentAttached') return [];
      const { position, eventId, dossierId, reason } = row;
      return [{ position, eventId, dossierId, reason, sha256: body.data.sha256 }];
    });
  });
}
