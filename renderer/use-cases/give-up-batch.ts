import { batchNumber } from '../../shared/domain/handover/batch.ts';
import { decide } from '../../shared/domain/dossier/decide.ts';
import { readBody, type DossierEvent } from '../../shared/domain/dossier/event.ts';
import { supersededIds } from '../../shared/domain/dossier/superseded.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { services } from '../session/services.ts';
import { batchById } from '../store/batches.ts';
import { currentAuthor } from './author.ts';
import { saveTogether } from './save-events.ts';
import { whyStopped } from './why-stopped.ts';

/**
 * Gives up a batch that the portal refused, with the step of every dossier on its list: they wait at the office again.
 * Errors: `batch-unknown` when it was not refused; a field error for an empty reason.
 */
export async function giveUpBatch(
  id: string,
  reason: string,
): Promise<Result<undefined, readonly AppError[]>> {
  const stop = whyStopped();
  if (stop) return fail([stop]);
  const author = currentAuthor();
  if (!author.ok) return author;
  const batch = await batchById(services().db, id);
  const events = await eventsOf(id);
  if (!batch || !events) return fail([appError('batch-unknown')]);
  const given = Map.groupBy(events, ({ dossierId }) => dossierId);
  const dossierIds = [...given.keys()].filter((each) => each !== id);
  const saved = await saveTogether({
    author: author.value,
    dossierIds,
    streamIds: [id],
    settingAside: events,
    decide: ({ dossiers }) => {
      const writes = [];
      for (const [streamId, each] of given) {
        const dossier = dossiers.get(streamId) ?? null;
        const why = streamId === id ? reason : reasonOf(reason, batchNumber(batch));
        const decided = decide(dossier, { type: 'setAside', events: each, reason: why }, author.value.now);
        if (!decided.ok) return decided;
        const bodies = decided.value.filter((body) => body.type === 'setAside');
        writes.push(streamId === id ? { streamId, bodies } : { dossierId: streamId, bodies });
      }
      return ok({ writes });
    },
  });
  return saved.ok ? ok(undefined) : saved;
}

/** The dossier's own timeline must tell which batch it was. */
const reasonOf = (reason: string, number: string) => (reason.trim() === '' ? reason : `${number}: ${reason}`);

/** The refused event that sent the batch, and the steps that named it; null when the portal did not refuse it. */
async function eventsOf(id: string): Promise<readonly DossierEvent[] | null> {
  const { db } = services();
  const batch = await batchById(db, id);
  const held = await db.held.where('dossierId').equals(id).count();
  if (!batch || held === 0) return null;
  const ids = [id, ...batch.sent.lines.map(({ dossierId }) => dossierId)];
  const rows = await db.events.where('dossierId').anyOf(ids).toArray();
  const log = rows.map((row) => db.codec.decode(row.payload));
  const superseded = supersededIds(log);
  return log.filter((event) => {
    if (superseded.has(event.id)) return false;
    if (event.dossierId === id) return event.type === 'batchSent';
    const body = event.type === 'forwarded' ? readBody(event) : null;
    return body?.type === 'forwarded' && body.data.batch === id;
  });
}
