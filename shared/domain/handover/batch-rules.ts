import { appError, type AppError } from '../../errors.ts';
import {
  batchNumber,
  isSent,
  type Batch,
  type BatchBody,
  type BatchDifference,
  type PaperCounts,
  type SentBatch,
  type Settlement,
} from './batch.ts';

/** How a dossier of a batch stands: nobody is told anything else about where it is. */
export interface LineStanding {
  readonly state: 'on-the-way' | 'received' | 'papers' | 'missing';
  readonly difference: BatchDifference | null;
  readonly settled: Settlement | null;
}

/** How a dossier stands in a batch; null when it is not on its list. */
export function standingIn(batch: Batch, dossierId: string): LineStanding | null {
  if (!batch.sent?.lines.some((line) => line.dossierId === dossierId)) return null;
  if (!batch.received) return { state: 'on-the-way', difference: null, settled: null };
  const difference = batch.received.differences.find((each) => each.dossierId === dossierId) ?? null;
  const settled = batch.settled?.find((each) => each.dossierId === dossierId) ?? null;
  return { state: difference?.what ?? 'received', difference, settled };
}

/** Differences that nobody has settled yet. */
export function openDifferences(batch: Batch): readonly BatchDifference[] {
  const settled = new Set(batch.settled?.map(({ dossierId }) => dossierId));
  return (batch.received?.differences ?? []).filter(({ dossierId }) => !settled.has(dossierId));
}

/** Whether a batch still holds a dossier: on its way, or missing and nobody said what became of it. */
export function holds(batch: Batch, dossierId: string): boolean {
  const standing = standingIn(batch, dossierId);
  if (!standing) return false;
  return standing.state === 'on-the-way' || (standing.state === 'missing' && !standing.settled);
}

/** Whether a dossier of a batch arrived, at once or when it was found. */
export function arrivedIn(batch: Batch, dossierId: string): boolean {
  const standing = standingIn(batch, dossierId);
  if (!standing || standing.state === 'on-the-way') return false;
  return standing.state !== 'missing' || standing.settled?.outcome === 'found';
}

/** Whether an office may sign for a batch: the one it goes to, or the sender where the other side signs on paper. */
export function mayReceive({ sent, office: sender }: Batch, office: string): boolean {
  return sent !== null && office === (sent.to.onPaper ? sender : sent.to.id);
}

/** Whether what a batch has come to allows an event of an office. */
export function batchAllows(batch: Batch, body: { readonly type: string }, office: string): boolean {
  const known = body as BatchBody;
  switch (known.type) {
    case 'batchReceived':
      return !batch.received && mayReceive(batch, office) && differenceFaults(batch, known.data).length === 0;
    case 'batchSettled':
      return office === batch.office && settlementFault(batch, known.data) === null;
    default:
      return false;
  }
}

/** What is wrong with the differences of a receipt; the error's field is `differences.<i>`. */
export function differenceFaults(
  { sent }: Batch,
  { differences }: Pick<NonNullable<Batch['received']>, 'differences'>,
): readonly AppError[] {
  const seen = new Set<string>();
  return differences.flatMap(({ dossierId, what, counts }, i) => {
    const field = `differences.${String(i)}`;
    const line = sent?.lines.find((each) => each.dossierId === dossierId);
    const fits = line !== undefined && !seen.has(dossierId) && (what === 'papers') === (counts !== undefined);
    seen.add(dossierId);
    if (!fits) return [appError('batch-difference-wrong', {}, field)];
    return counts && sameCounts(counts, line)
      ? [appError('batch-counts-same', { code: line.code }, field)]
      : [];
  });
}

export function sameCounts(a: PaperCounts, b: PaperCounts): boolean {
  return (
    a.originals === b.originals && a.certifiedCopies === b.certifiedCopies && a.photocopies === b.photocopies
  );
}

/** Why a difference cannot be settled so; null when it can. Only a whole dossier is sent again, in a batch. */
export function settlementFault(
  batch: Batch,
  { dossierId, outcome, batch: next }: Pick<Settlement, 'dossierId' | 'outcome' | 'batch'>,
): AppError | null {
  const open = openDifferences(batch).find((each) => each.dossierId === dossierId);
  const again = outcome === 'sent-again';
  if (!open || again !== (next !== undefined) || (again && open.what !== 'missing'))
    return appError('batch-difference-wrong');
  return null;
}

/** A dossier on a new list, and the one it is missing from, where it is sent again. */
export interface Candidate {
  readonly dossierId: string;
  readonly code: string;
}

/** Why another batch keeps a dossier from being listed; null when none does. `batches` are those that name it. */
export function heldElsewhere({ dossierId, code }: Candidate, batches: readonly Batch[]): AppError | null {
  const holder = batches.filter(isSent).find((batch) => holds(batch, dossierId));
  return holder ? appError('batch-line-elsewhere', { code, batch: batchNumber(holder) }) : null;
}

/**
 * Why a result cannot go from an office (`from`) back to where the dossier came from; null when it can: it arrived here in
 * a batch of theirs, and did not go back already.
 */
export function whyNoResult(
  candidate: Candidate,
  batches: readonly Batch[],
  between: { readonly from: string; readonly to: string },
): AppError | null {
  const { dossierId, code } = candidate;
  const sent = batches.filter(isSent);
  const came = sent.some(
    (batch) =>
      !batch.sent.results &&
      batch.office === between.to &&
      batch.sent.to.id === between.from &&
      arrivedIn(batch, dossierId),
  );
  const gone = sent.some(
    (batch) => batch.sent.results && batch.office === between.from && arrivedIn(batch, dossierId),
  );
  if (!came || gone) return appError('batch-line-forbidden', { code });
  return heldElsewhere(candidate, batches);
}

/** Whether a dossier may be listed although it was forwarded already: it was missing, and is sent again. */
export function isSentAgain(dossierId: string, batches: readonly SentBatch[]): boolean {
  const named = batches.filter((batch) => !batch.sent.results && standingIn(batch, dossierId));
  return named.length > 0 && named.every((batch) => !holds(batch, dossierId) && !arrivedIn(batch, dossierId));
}
