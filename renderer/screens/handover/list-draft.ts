import { z } from 'zod';
import { batchLineSchema, type SentBatch } from '../../../shared/domain/handover/batch.ts';
import { openDifferences } from '../../../shared/domain/handover/batch-rules.ts';
import { lineOf, whyNotListed, type ListedLine } from '../../../shared/domain/handover/decide-batch.ts';
import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import type { HandoverPlace } from '../../../shared/domain/procedure.ts';
import { now } from '../../session/clock.ts';
import { services } from '../../session/services.ts';
import { draftById, handoverDraftId, saveDraft } from '../../store/drafts.ts';

/** The list being made. */
export const LIST = 'list';

const listSchema = z.strictObject({
  to: z.string(),
  lines: z.array(
    z.strictObject({
      ...batchLineSchema.shape,
      again: z.strictObject({ batch: z.string(), explanation: z.string() }).optional(),
    }),
  ),
});
export interface ListDraft {
  readonly to: string;
  readonly lines: readonly ListedLine[];
}

/** A kept list; null for what is none. */
export function readList(entry: unknown): ListDraft | null {
  const parsed = listSchema.safeParse(entry);
  return parsed.success ? (parsed.data as ListDraft) : null;
}

/** Puts dossiers on the list being made; what was on it for another place is let go. */
export async function addToList(to: string, lines: readonly ListedLine[]): Promise<void> {
  const { db } = services();
  const id = handoverDraftId(LIST);
  const kept = readList((await draftById(db, id))?.entry);
  const added = new Set(lines.map(({ dossierId }) => dossierId));
  const others = kept?.to === to ? kept.lines.filter(({ dossierId }) => !added.has(dossierId)) : [];
  const at = now();
  await saveDraft(db, { id, startedAt: at, updatedAt: at, entry: { to, lines: [...others, ...lines] } });
}

/** What can be put on a list to a place: dossiers that wait here and those missing there, or results of what arrived here. */
export function candidates(
  office: { readonly id: string },
  to: HandoverPlace,
  dossiers: readonly Dossier[],
  batches: readonly SentBatch[],
): readonly ListedLine[] {
  if (to.sends === 'results') {
    const arrived = batches.filter(
      (batch) => !batch.sent.results && batch.office === to.id && batch.received,
    );
    return arrived
      .flatMap((batch) => batch.sent.lines)
      .filter((line) => !whyNotListed(line, { office, to, dossiers: new Map(), batches }));
  }
  const missing = batches
    .filter((batch) => batch.office === office.id && !batch.sent.results)
    .flatMap((batch) => openDifferences(batch).map((difference) => ({ batch, difference })))
    .filter(({ difference }) => difference.what === 'missing')
    .flatMap(({ batch, difference }) =>
      batch.sent.lines
        .filter((line) => line.dossierId === difference.dossierId)
        .map((line) => ({ ...line, again: { batch: batch.id, explanation: '' } })),
    );
  return [...missing, ...dossiers.map(lineOf)];
}
