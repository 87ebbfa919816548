import { compareDays, dueAt, dueBefore, type ReportFact } from './fact.ts';
import type { MoneyFact, MoneyKind } from './money-fact.ts';
import { dayNumber, type Span } from './period.ts';

/** Everything a report counts. What stands behind a number is always the dossiers that count for it. */
export const MEASURES = [
  /** Received in the period; the three ways it came add up to it. */
  'received',
  'receivedInPerson',
  'receivedOnline',
  'receivedPostal',
  /** In person or by post: one column of the periodic report. */
  'receivedOffline',
  /** Received before the period and unfinished at its beginning. */
  'carriedOver',
  /** All the period had to deal with: received and carried over; resolved and in progress. */
  'handled',
  /** Ended in the period: a result, a refusal, a stop or a withdrawal. */
  'resolved',
  'resolvedEarly',
  'resolvedOnTime',
  'resolvedLate',
  /** Of the resolved, those with a result: what the average time is taken over. */
  'processed',
  'refused',
  'stopped',
  'withdrawn',
  /** Unfinished at the period's end. */
  'inProgress',
  'inProgressOnTime',
  'inProgressLate',
  /** Due on the next working day. */
  'dueNext',
  /** More was asked of the citizen in the period. */
  'supplemented',
  /** Postal items with a result, handed to the post, delivered and not delivered in the period; one a sending. */
  'posted',
  'delivered',
  'deliveryFailed',
  /** What indicators are a share of, and the share itself (Decision 766). */
  'judged',
  'judgedOnTime',
  'withFee',
  'paidOnline',
  'digitised',
  /** Values were taken over from an earlier dossier, or read from a paper and confirmed. */
  'reused',
  /** Money taken at counters in the period, one a receipt, and given back, one a time: by what it was for and how. */
  'feesCash',
  'feesTransfer',
  'postageCash',
  'postageTransfer',
  'refundsCash',
  'refundsTransfer',
] as const;
export type Measure = (typeof MEASURES)[number];

const CHANNELS = {
  'in-person': 'receivedInPerson',
  online: 'receivedOnline',
  postal: 'receivedPostal',
} as const satisfies Record<ReportFact['channel'], Measure>;

/** What a movement of money counts for. */
export const MONEY = {
  fees: { cash: 'feesCash', transfer: 'feesTransfer' },
  postage: { cash: 'postageCash', transfer: 'postageTransfer' },
  refunds: { cash: 'refundsCash', transfer: 'refundsTransfer' },
} as const satisfies Record<MoneyKind, Record<MoneyFact['method'], Measure>>;

/** Tells of every measure that one dossier counts for in a period, once a count. The one place that says what counts. */
export function measure(fact: ReportFact, span: Span, count: (measure: Measure) => void): void {
  if (fact.receivedAt >= span.end) return;
  for (const at of fact.posted) if (isIn(span, at)) count('posted');
  for (const at of fact.delivered) if (isIn(span, at)) count('delivered');
  for (const at of fact.failed) if (isIn(span, at)) count('deliveryFailed');
  for (const { at, kind, method } of fact.money) if (isIn(span, at)) count(MONEY[kind][method]);
  if (fact.supplements.some(({ asked }) => isIn(span, asked))) count('supplemented');
  const isNew = fact.receivedAt >= span.start;
  if (!isNew && fact.ended && fact.ended.at < span.start) return;
  count('handled');
  if (isNew) measureReception(fact, span, count);
  else count('carriedOver');
  if (fact.ended && fact.ended.at < span.end) measureEnd(fact, fact.ended, count);
  else measureProgress(fact, span, count);
}

/** Whether an instant lies in a period. */
export function isIn({ start, end }: Span, at: number): boolean {
  return at >= start && at < end;
}

function measureReception(fact: ReportFact, { end }: Span, count: (measure: Measure) => void): void {
  count('received');
  count(CHANNELS[fact.channel]);
  if (fact.channel !== 'online') count('receivedOffline');
  if (fact.digitised !== null && fact.digitised < end) count('digitised');
  if (fact.reused !== null && fact.reused < end) count('reused');
  if (fact.fee === 0) return;
  count('withFee');
  if (fact.paid && fact.paid.method !== 'cash' && fact.paid.at < end) count('paidOnline');
}

function measureEnd(
  fact: ReportFact,
  { at, how }: NonNullable<ReportFact['ended']>,
  count: (measure: Measure) => void,
): void {
  const asked = fact.supplements.filter((each) => each.asked <= at);
  const open = asked.at(-1);
  // One request that was never answered: what was done in time until then was done in time.
  const moment = open && (open.answered === null || open.answered > at) ? open.asked : at;
  const due = dueAt(fact, moment);
  const late = moment > due;
  count('resolved');
  count(late ? 'resolvedLate' : compareDays(moment, due) < 0 ? 'resolvedEarly' : 'resolvedOnTime');
  count(how === 'result' ? 'processed' : how);
  if (how === 'withdrawn') return;
  count('judged');
  if (!late && asked.length <= 1) count('judgedOnTime');
}

function measureProgress(fact: ReportFact, span: Span, count: (measure: Measure) => void): void {
  const asked = fact.supplements.filter((each) => each.asked < span.end);
  const open = asked.at(-1);
  const waiting = open !== undefined && (open.answered === null || open.answered >= span.end);
  const due = dueBefore(fact, span.end);
  const late = (waiting ? open.asked : span.judgedAt) > due;
  count('inProgress');
  count(late ? 'inProgressLate' : 'inProgressOnTime');
  if (!waiting && dayNumber(due) === span.nextDay) count('dueNext');
  count('judged');
  if (!late && asked.length <= 1) count('judgedOnTime');
}

/** Milliseconds a result took from the reception, without waiting for the citizen; null without one in the period. */
export function workedFor(fact: ReportFact, span: Span): number | null {
  const { ended } = fact;
  if (ended?.how !== 'result' || !isIn(span, ended.at)) return null;
  const waited = fact.supplements.reduce(
    (sum, { asked, answered }) => sum + Math.max(0, Math.min(answered ?? ended.at, ended.at) - asked),
    0,
  );
  return ended.at - fact.receivedAt - waited;
}
