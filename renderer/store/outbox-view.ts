import { fileOf } from '../../shared/domain/dossier/event.ts';
import { streamKindOf, type StreamKind } from '../../shared/domain/stream.ts';
import { aboutOf, codeOf } from '../../shared/domain/dossier/state.ts';
import type { Refusal } from '../../shared/portal/contract.ts';
import type { CounterDatabase } from './database.ts';
import { heldDossiers, heldState } from './held-files.ts';
import { readMeta, readMetaPair } from './meta.ts';
import { nextBatch, pendingRows } from './outbox.ts';
import { ownKeys } from './own-log.ts';

export interface OutboxEntry {
  readonly position: number;
  readonly eventId: string;
  readonly dossierId: string;
  readonly code: string;
  readonly applicantName: string;
  /** What the stream is when it is no dossier. */
  readonly stream: StreamKind | null;
  readonly type: string;
  /** UTC instant of the event. */
  readonly at: string;
  readonly state: 'needs-attention' | 'waiting-file' | 'pending';
  readonly reason: Refusal | null;
  /** SHA-256 of the file it needs at the portal; null for none. */
  readonly file: string | null;
}

export interface OutboxSummary {
  /** Own events on their way, and how many dossiers they belong to. What waits for its file is on its way. */
  readonly unsent: number;
  readonly dossiers: number;
  /** UTC instant of the oldest of them. */
  readonly oldestAt: string | null;
  /** Own events that were refused and wait for a person. */
  readonly held: number;
}

/** What waits, how much of it and since when. */
export async function outboxSummary(db: CounterDatabase): Promise<OutboxSummary> {
  return db.transaction('r', [db.meta, db.held, db.events, db.dossiers], async () => {
    const [pending, rows, [device, { acknowledged }]] = await Promise.all([
      pendingRows(db),
      db.held.orderBy('position').toArray(),
      readMetaPair(db, 'device', 'outbox'),
    ]);
    const states = heldDossiers(rows);
    const waiting = rows.filter((row) => heldState(row, states) === 'waiting-file');
    const held = rows.length - waiting.length;
    if (!device) return { unsent: 0, dossiers: 0, oldestAt: null, held };
    const first = waiting[0];
    const [counts, firsts, [waitingRow], dossiers, waitingDossiers] = await Promise.all([
      Promise.all(pending.map((stretch) => stretch.clone().count())),
      Promise.all(pending.map((stretch) => stretch.clone().first())),
      // Whatever waits for a file has its verdict: it is older than what has none.
      first ? db.events.bulkGet(ownKeys(device, [first.position])) : [],
      db.dossiers.where('ownPosition').above(acknowledged).count(),
      db.dossiers.bulkGet([...new Set(waiting.map((row) => row.dossierId))]),
    ]);
    const unsent = counts.reduce((sum, count) => sum + count, 0);
    const oldest = waitingRow ?? firsts.find((row) => row !== undefined);
    return {
      unsent: unsent + waiting.length,
      dossiers: dossiers + waitingDossiers.filter((row) => row && row.ownPosition <= acknowledged).length,
      oldestAt: oldest ? db.codec.decode(oldest.payload).at.instant : null,
      held,
    };
  });
}

/** What stands in the outbox: what needs attention first, then by age, oldest first. */
export async function outboxEntries(db: CounterDatabase, limit: number): Promise<readonly OutboxEntry[]> {
  return db.transaction('r', [db.meta, db.held, db.events, db.dossiers], async () => {
    const [device, heldRows] = await Promise.all([
      readMeta(db, 'device'),
      db.held.orderBy('position').limit(limit).toArray(),
    ]);
    if (!device) return [];
    const keys = ownKeys(
      device,
      heldRows.map((row) => row.position),
    );
    const heldEvents = (await db.events.bulkGet(keys)).flatMap((row) =>
      row ? [db.codec.decode(row.payload)] : [],
    );
    const byPosition = new Map(heldRows.map((row) => [row.position, row]));
    const dossierStates = heldDossiers(heldRows);
    const pending = heldEvents.length < limit ? await nextBatch(db, limit - heldEvents.length) : [];
    const events = [...heldEvents, ...pending];
    const ids = [...new Set(events.map((event) => event.dossierId))];
    const rows = await db.dossiers.bulkGet(ids);
    const dossiers = new Map(rows.flatMap((row) => (row ? [[row.id, db.codec.decode(row.payload)]] : [])));
    return events.map((event): OutboxEntry => {
      const dossier = dossiers.get(event.dossierId) ?? null;
      const held = byPosition.get(event.position);
      return {
        position: event.position,
        eventId: event.id,
        dossierId: event.dossierId,
        code: dossier ? codeOf(dossier) : '',
        applicantName: (dossier && aboutOf(dossier)?.applicant?.name) ?? '',
        stream: streamKindOf(event),
        type: event.type,
        at: event.at.instant,
        state: held ? heldState(held, dossierStates) : 'pending',
        reason: held?.reason ?? null,
        file: fileOf(event),
      };
    });
  });
}
