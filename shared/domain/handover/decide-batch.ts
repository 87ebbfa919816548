import { appError, type AppError } from '../../errors.ts';
import { fail, ok, type Result } from '../../result.ts';
import { whyNot } from '../dossier/decide-life.ts';
import { type COUNTS } from '../dossier/documents.ts';
import type { LifeBody } from '../dossier/life.ts';
import { codeOf, type Dossier } from '../dossier/state.ts';
import { issuesToErrors } from '../party.ts';
import type { HandoverPlace } from '../procedure.ts';
import {
  BATCH_DATA,
  evolveBatch,
  isSent,
  type Batch,
  type BatchBody,
  type BatchDifference,
  type BatchLine,
  type PaperCounts,
  type SentBatch,
} from './batch.ts';
import {
  differenceFaults,
  heldElsewhere,
  holds,
  isSentAgain,
  mayReceive,
  sameCounts,
  settlementFault,
  standingIn,
  whyNoResult,
} from './batch-rules.ts';

type BodyOf<T extends BatchBody['type']> = Extract<BatchBody, { type: T }>;
type StepOf<T extends LifeBody['type']> = Extract<LifeBody, { type: T }>;
type Decision<T> = Result<T, readonly AppError[]>;

/** The papers a dossier has by its checked documents; what was only shown is not among them. */
export function papersOf(dossier: Pick<Dossier, 'documents'>): PaperCounts {
  const sum = (kind: (typeof COUNTS)[number]) =>
    dossier.documents.reduce((total, document) => total + document[kind], 0);
  return {
    originals: sum('originals'),
    certifiedCopies: sum('certifiedCopies'),
    photocopies: sum('photocopies'),
  };
}

/** What a clerk lists: a dossier and the papers counted; `computed` as `papersOf` gave it. */
export type ListedLine = BatchLine & {
  /** Why one that was missing on the other side goes again, and the batch it was missing from. */
  readonly again?: { readonly batch: string; readonly explanation: string };
};

export interface SendBatch {
  /** Id the batch will have. */
  readonly id: string;
  readonly office: { readonly id: string; readonly nameVi: string };
  readonly to: HandoverPlace;
  readonly lines: readonly ListedLine[];
  readonly note: string | null;
  /** The dossiers of the lines as they stand; a side that sends results has none. */
  readonly dossiers: ReadonlyMap<string, Dossier>;
  /** At least every batch known here that names one of them. */
  readonly batches: readonly Batch[];
}

export interface Sending {
  /** Differences of other batches that this one settles, before it is sent. */
  readonly settled: readonly { readonly batch: string; readonly body: BodyOf<'batchSettled'> }[];
  readonly sent: BodyOf<'batchSent'>;
  readonly forwarded: readonly { readonly dossierId: string; readonly body: StepOf<'forwarded'> }[];
}

/** Sends a batch: its list, and the step of every dossier on it; all of it or every reason why not. Pure. */
export function decideSend(command: SendBatch): Decision<Sending> {
  const { id, office, to, lines, dossiers } = command;
  const settled = lines.flatMap(({ dossierId, again }) =>
    again
      ? [
          {
            batch: again.batch,
            body: {
              type: 'batchSettled',
              data: { dossierId, outcome: 'sent-again', batch: id, explanation: again.explanation },
            } as const,
          },
        ]
      : [],
  );
  const faults = settled.flatMap(({ batch, body }) => {
    const from = command.batches.find((each) => each.id === batch);
    const fault = from ? settlementFault(from, body.data) : appError('batch-unknown');
    const parsed = BATCH_DATA.batchSettled.safeParse(body.data);
    return [...(fault ? [fault] : []), ...(parsed.success ? [] : issuesToErrors(parsed.error.issues))];
  });
  const after = { ...command, batches: settledIn(command.batches, settled) };
  const errors = [...faults, ...twice(lines), ...lines.flatMap((line) => whyNotListed(line, after) ?? [])];
  const parsed = BATCH_DATA.batchSent.safeParse({
    to: { id: to.id, nameVi: to.nameVi, ...(to.onPaper ? { onPaper: true } : {}) },
    from: office.nameVi,
    ...(to.sends === 'results' ? { results: true } : {}),
    lines: lines.map(({ again: _, ...line }) => trimmed(line)),
    note: command.note,
  });
  if (!parsed.success) return fail([...errors, ...issuesToErrors(parsed.error.issues)]);
  if (errors.length > 0) return fail(errors);
  const forwarded = lines.flatMap(({ dossierId }) => {
    const dossier = dossiers.get(dossierId);
    return to.sends === 'dossiers' && dossier && !whyNot(dossier, 'forwarded')
      ? [{ dossierId, body: { type: 'forwarded', data: { to: to.nameVi, batch: id } } as const }]
      : [];
  });
  return ok({ settled, sent: { type: 'batchSent', data: parsed.data }, forwarded });
}

/** What was counted and what was computed are both kept where they differ: a trace of the change. */
function trimmed({ computed, ...line }: BatchLine): BatchLine {
  return computed && !sameCounts(computed, line) ? { ...line, computed } : line;
}

function settledIn(batches: readonly Batch[], settled: Sending['settled']): readonly Batch[] {
  // Who and when does not matter to whether a dossier is free.
  const nobody = { at: '', by: { id: '-', name: '-' }, office: '', counter: '' };
  return batches.map((batch) =>
    settled
      .filter((each) => each.batch === batch.id)
      .reduce((before, { body }) => evolveBatch(before, body, nobody, 0), batch),
  );
}

function twice(lines: readonly BatchLine[]): readonly AppError[] {
  return lines
    .filter(({ dossierId }, i) => lines.findIndex((each) => each.dossierId === dossierId) < i)
    .map(({ code }) => appError('batch-line-twice', { code }));
}

/** Why a dossier cannot stand on a new list; null when it can. Screens, counter and portal share it. */
export function whyNotListed(
  { dossierId, code }: Pick<BatchLine, 'dossierId' | 'code'>,
  {
    office,
    to,
    dossiers,
    batches,
  }: Pick<SendBatch, 'to' | 'dossiers' | 'batches'> & {
    readonly office: { readonly id: string };
  },
): AppError | null {
  if (to.sends === 'results')
    return whyNoResult({ dossierId, code }, batches, { from: office.id, to: to.id });
  const dossier = dossiers.get(dossierId);
  if (!dossier?.reception || dossier.office !== office.id) return appError('batch-line-forbidden', { code });
  const elsewhere = heldElsewhere({ dossierId, code }, batches);
  if (elsewhere) return elsewhere;
  const sent = batches.filter(isSent);
  const free = !whyNot(dossier, 'forwarded') || (!isAway(dossier) && isSentAgain(dossierId, sent));
  return free ? null : appError('batch-line-forbidden', { code });
}

/** Whether the dossier went on without the batch it was missing from. */
function isAway({ life }: Dossier): boolean {
  return life !== undefined && life.stage !== 'forwarded' && life.stage !== 'in-process';
}

/** The line of a dossier as its documents count, to be changed by the clerk. */
export function lineOf(dossier: Dossier): BatchLine {
  const papers = papersOf(dossier);
  const { reception } = dossier;
  return {
    dossierId: dossier.id,
    code: codeOf(dossier),
    applicantName: reception?.applicant.name ?? '',
    procedureNameVi: reception?.procedure.nameVi ?? '',
    ...papers,
    computed: papers,
  };
}

export interface ReceiveBatch {
  readonly batch: Batch | undefined;
  /** The office that records the receipt. */
  readonly office: string;
  readonly receiver: string;
  readonly differences: readonly BatchDifference[];
  /** The dossiers of the lines that are known here. */
  readonly dossiers: ReadonlyMap<string, Dossier>;
}

export interface Receipt {
  readonly received: BodyOf<'batchReceived'>;
  /** Results that came back, on their dossiers. */
  readonly ready: readonly { readonly dossierId: string; readonly body: StepOf<'resultReady'> }[];
}

/** Signs for a batch; what is not on the list of differences arrived as listed. Pure. */
export function decideReceive({
  batch,
  office,
  receiver,
  differences,
  dossiers,
}: ReceiveBatch): Decision<Receipt> {
  if (!batch || !isSent(batch)) return fail([appError('batch-unknown')]);
  if (!mayReceive(batch, office)) return fail([appError('batch-not-here')]);
  if (batch.received) return fail([appError('stream-forbidden')]);
  const parsed = BATCH_DATA.batchReceived.safeParse({ receiver, differences });
  if (!parsed.success) return fail(issuesToErrors(parsed.error.issues));
  const faults = differenceFaults(batch, parsed.data);
  if (faults.length > 0) return fail(faults);
  const received = { type: 'batchReceived', data: parsed.data } as const;
  return ok({ received, ready: batch.sent.results ? readyOf(batch, received, dossiers) : [] });
}

/** A result the portal told of already needs no second telling; papers are received all the same. */
function readyOf(
  batch: SentBatch,
  { data }: BodyOf<'batchReceived'>,
  dossiers: ReadonlyMap<string, Dossier>,
): Receipt['ready'] {
  const missing = new Set(
    data.differences.filter(({ what }) => what === 'missing').map(({ dossierId }) => dossierId),
  );
  return batch.sent.lines.flatMap(({ dossierId }) => {
    const dossier = dossiers.get(dossierId);
    if (!dossier || missing.has(dossierId) || whyNot(dossier, 'resultReady')) return [];
    return [{ dossierId, body: { type: 'resultReady', data: { resultNumber: null } } as const }];
  });
}

export interface SettleBatch {
  readonly batch: Batch | undefined;
  readonly office: string;
  readonly dossierId: string;
  readonly outcome: 'found' | 'lost';
  readonly explanation: string;
}

/** Says what became of a difference; sending it again is decided by sending. Pure. */
export function decideSettle(command: SettleBatch): Decision<BodyOf<'batchSettled'>> {
  const { batch, office, dossierId, outcome, explanation } = command;
  if (!batch) return fail([appError('batch-unknown')]);
  if (batch.office !== office) return fail([appError('batch-not-here')]);
  const parsed = BATCH_DATA.batchSettled.safeParse({ dossierId, outcome, explanation });
  if (!parsed.success) return fail(issuesToErrors(parsed.error.issues));
  const fault = settlementFault(batch, parsed.data);
  return fault ? fail([fault]) : ok({ type: 'batchSettled', data: parsed.data });
}

/** The batch that tells where a dossier is now: the one that holds it, else the one sent last. */
export function batchOf(dossierId: string, batches: readonly Batch[]): SentBatch | null {
  const named = batches.filter(isSent).filter((batch) => standingIn(batch, dossierId));
  const holder = named.find((batch) => holds(batch, dossierId));
  return holder ?? named.toSorted((a, b) => (a.sent.at < b.sent.at ? -1 : 1)).at(-1) ?? null;
}
