import type { Dossier } from '../dossier/state.ts';
import { moneyFactsOf, type MoneyFact } from './money-fact.ts';
import { dayNumber } from './period.ts';

/** How a dossier's time ends: the result is there ("processed", state 9), or nothing will come of it. */
export type Ending = 'result' | 'refused' | 'stopped' | 'withdrawn';

/**
 * What reports need of one dossier, and nothing personal. Instants are milliseconds since 1970. A step counts at its own
 * instant but never before an earlier step's: clocks of several counters may disagree, the order of the log does not.
 */
export interface ReportFact {
  readonly id: string;
  /** Where it was received. */
  readonly office: string;
  readonly field: string;
  readonly procedure: string;
  readonly channel: 'in-person' | 'online' | 'postal';
  /** Who received it. */
  readonly clerk: string;
  readonly receivedAt: number;
  readonly ended: { readonly at: number; readonly how: Ending } | null;
  /** The appointments in force one after another, each from an instant on; the first from the reception on. */
  readonly dues: readonly { readonly from: number; readonly due: number }[];
  /** Each time more was asked of the citizen, and when it was brought. */
  readonly supplements: readonly { readonly asked: number; readonly answered: number | null }[];
  readonly posted: readonly number[];
  readonly delivered: readonly number[];
  readonly failed: readonly number[];
  /** Whole đồng. */
  readonly fee: number;
  readonly paid: { readonly at: number; readonly method: 'cash' | 'transfer' | 'online' } | null;
  /** What was taken and given back at counters, oldest first. */
  readonly money: readonly MoneyFact[];
  /** When the first file of a paper on the checklist was attached. */
  readonly digitised: number | null;
  /** When values were first taken over from an earlier dossier, or read from a paper and confirmed. */
  readonly reused: number | null;
}

const ENDINGS: Readonly<Record<string, Ending>> = {
  resultReady: 'result',
  refused: 'refused',
  stopped: 'stopped',
  withdrawn: 'withdrawn',
};

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The fact of a dossier; null for one that was not received, or that belongs to this office no more. */
export function factOf(dossier: Dossier): ReportFact | null {
  const { reception } = dossier;
  if (!reception || dossier.outOfScope) return null;
  const receivedAt = Date.parse(reception.at);
  const life = lifeOf(dossier, receivedAt);
  const file = dossier.attachments?.find(({ documentId }) => documentId !== null);
  return {
    id: dossier.id,
    office: reception.office,
    field: reception.procedure.fieldCode,
    procedure: reception.procedure.code,
    channel: reception.channel,
    clerk: reception.by.id,
    receivedAt,
    ended: life.ended,
    dues: duesOf(dossier, receivedAt, life.moved),
    supplements: life.supplements,
    posted: life.posted,
    delivered: life.delivered,
    failed: life.failed,
    fee: reception.fee.total,
    paid: paidOf(dossier),
    money: moneyFactsOf(dossier, receivedAt),
    digitised: file ? Date.parse(file.at) : null,
    reused: reusedAt(dossier, receivedAt),
  };
}

function reusedAt({ reception, readings = [] }: Dossier, receivedAt: number): number | null {
  if (reception?.prefill) return receivedAt;
  const read = readings.map(({ at, since = at }) => Date.parse(since));
  return read.length === 0 ? null : Math.min(...read);
}

/** Paid here, or while filing online. */
function paidOf({ payment, filing }: Dossier): ReportFact['paid'] {
  const online = filing?.details?.paid;
  if (online) return { at: Date.parse(online.at), method: 'online' };
  return payment && { at: Date.parse(payment.at), method: payment.method };
}

interface LifeFacts {
  ended: ReportFact['ended'];
  readonly moved: { readonly from: number; readonly due: number }[];
  readonly supplements: Mutable<ReportFact['supplements'][number]>[];
  readonly posted: number[];
  readonly delivered: number[];
  readonly failed: number[];
}

/** What most dossiers of a day are: received and nothing more. */
const NOTHING_YET: LifeFacts = {
  ended: null,
  moved: [],
  supplements: [],
  posted: [],
  delivered: [],
  failed: [],
};

function lifeOf(dossier: Dossier, receivedAt: number): LifeFacts {
  if (!dossier.life) return NOTHING_YET;
  const facts: LifeFacts = {
    ended: null,
    moved: [],
    supplements: [],
    posted: [],
    delivered: [],
    failed: [],
  };
  let at = receivedAt;
  for (const step of dossier.life.steps) {
    at = Math.max(at, Date.parse(step.at));
    const how = ENDINGS[step.type];
    if (how) facts.ended ??= { at, how };
    if (step.type === 'supplementRequested') facts.supplements.push({ asked: at, answered: null });
    if (step.type === 'supplementReceived') {
      const asked = facts.supplements.at(-1);
      if (asked) asked.answered = at;
    }
    if (step.type === 'supplementReceived' || step.type === 'rescheduled')
      facts.moved.push({ from: at, due: Date.parse(step.data.dueAt) });
    if (step.type === 'resultPosted') facts.posted.push(at);
    if (step.type === 'delivered') facts.delivered.push(at);
    if (step.type === 'deliveryFailed') facts.failed.push(at);
  }
  return facts;
}

/** Corrections of the appointment and steps that move it, in the order of time; the last is the one in force. */
function duesOf(dossier: Dossier, receivedAt: number, moved: LifeFacts['moved']): ReportFact['dues'] {
  const { reception, corrections } = dossier;
  if (!reception) return [];
  const first = { from: receivedAt, due: Date.parse(reception.deadline.dueAt) };
  const corrected = corrections
    .filter(({ field }) => field === 'dueAt')
    .map(({ at, to }) => ({
      from: Math.max(receivedAt, Date.parse(at)),
      due: Date.parse(typeof to === 'string' ? to : ''),
    }));
  if (corrected.length + moved.length === 0) return [first];
  const later = [...corrected, ...moved].sort((a, b) => a.from - b.from);
  const last = later.at(-1);
  // Clocks that disagree may order them otherwise than the log does: what the dossier says now is in force now.
  return [
    first,
    ...later.slice(0, -1),
    ...(last ? [{ from: last.from, due: Date.parse(reception.dueAt) }] : []),
  ];
}

/** The appointment in force just before an instant. */
export function dueBefore({ dues }: ReportFact, at: number): number {
  let due = dues[0]?.due ?? Number.POSITIVE_INFINITY;
  for (const each of dues) if (each.from < at) due = each.due;
  return due;
}

/** The appointment in force at an instant, one made at that very instant included. */
export function dueAt(fact: ReportFact, at: number): number {
  return dueBefore(fact, at + 1);
}

/** Whether two instants (milliseconds) lie on the counter's same day, or which comes first. */
export function compareDays(a: number, b: number): number {
  return dayNumber(a) - dayNumber(b);
}
