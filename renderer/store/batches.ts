import type { Batch, SentBatch } from '../../shared/domain/handover/batch.ts';
import { isSent } from '../../shared/domain/handover/batch.ts';
import { standingIn } from '../../shared/domain/handover/batch-rules.ts';
import { lastStep, stageOf, type Dossier } from '../../shared/domain/dossier/state.ts';
import type { Refusal } from '../../shared/portal/contract.ts';
import type { CounterDatabase } from './database.ts';

/** Every batch known here, the one changed last first. A few a day: all of them are read. */
export async function allBatches(db: CounterDatabase): Promise<readonly SentBatch[]> {
  const rows = await db.streams
    .where('[kind+changedAt]')
    .between(['batch', ''], ['batch', '\uffff'])
    .reverse()
    .toArray();
  return rows.flatMap((row) => {
    const stream = db.codec.decode(row.payload);
    return stream.kind === 'batch' && isSent(stream) ? [stream] : [];
  });
}

export async function batchById(db: CounterDatabase, id: string): Promise<SentBatch | null> {
  const row = await db.streams.get(id);
  const stream = row ? db.codec.decode(row.payload) : null;
  return stream?.kind === 'batch' && isSent(stream) ? stream : null;
}

/** Why the portal refused a batch; null when it did not. */
export async function refusalOf(db: CounterDatabase, id: string): Promise<Refusal | null> {
  return (await db.held.where('dossierId').equals(id).first())?.reason ?? null;
}

/** Ids of those among some batches that the portal refused. */
export async function refusedBatches(
  db: CounterDatabase,
  batches: readonly SentBatch[],
): Promise<ReadonlySet<string>> {
  const ids = batches.map(({ id }) => id);
  return new Set((await db.held.where('dossierId').anyOf(ids).toArray()).map(({ dossierId }) => dossierId));
}

/** The batch a dossier left in, or was sent again in; null when it left in none. */
export async function batchOfDossier(db: CounterDatabase, dossier: Dossier): Promise<SentBatch | null> {
  let next: string | undefined = lastStep(dossier, 'forwarded')?.data.batch;
  let found: Batch | null = null;
  const seen = new Set<string>();
  while (next !== undefined && !seen.has(next)) {
    seen.add(next);
    const batch = await batchById(db, next);
    if (!batch) break;
    found = batch;
    next = standingIn(batch, dossier.id)?.settled?.batch;
  }
  return found && isSent(found) ? found : null;
}

/** Dossiers of an office that were received and did not leave yet, among the `limit` changed last; oldest first. */
export async function waitingDossiers(
  db: CounterDatabase,
  office: string,
  limit: number,
): Promise<readonly Dossier[]> {
  const rows = await db.dossiers.orderBy('changedAt').reverse().limit(limit).toArray();
  return rows
    .map((row) => db.codec.decode(row.payload))
    .filter((dossier) => dossier.office === office && dossier.reception !== null && !dossier.outOfScope)
    .filter((dossier) => stageOf(dossier) === 'received')
    .sort((a, b) => ((a.reception?.at ?? '') < (b.reception?.at ?? '') ? -1 : 1));
}
