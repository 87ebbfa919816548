import type { ReportFact } from './fact.ts';
import { countedOf, newTally, type Figures, type Tally } from './figures.ts';
import { measure, type Measure } from './measure.ts';
import {
  dayNumber,
  dayOfNumber,
  previousPeriod,
  reportDay,
  spanOf,
  type Period,
  type Span,
} from './period.ts';
import { newTillPart, type CountFact, type TillPart } from './till-part.ts';

/** What dossiers are told apart by. */
export const DIMENSIONS = ['office', 'field', 'procedure', 'channel', 'clerk'] as const;
export type Dimension = (typeof DIMENSIONS)[number];
/** Only dossiers with this value in each dimension that is given. */
export type Filter = { readonly [D in Dimension]?: string };

/** What a report is asked for. */
export interface ReportRequest {
  readonly period: Period;
  readonly filter: Filter;
  /** UTC instant the report is made. */
  readonly now: string;
  /** The next working day after a day, by the office's calendar. */
  readonly nextWorkingDay: (day: string) => string;
}

export interface ReportRow {
  /** The value of the dimension, e.g. a procedure's code. */
  readonly key: string;
  readonly figures: Figures;
}

/** What came and what was done on one day (`YYYY-MM-DD`) of the period. */
export interface ReportDay {
  readonly day: string;
  readonly received: number;
  readonly resolved: number;
}

/** Numbers only: `behind` opens any of them to the dossiers it counts. */
export interface Report {
  readonly period: Period;
  readonly previous: Period;
  readonly filter: Filter;
  readonly madeAt: string;
  readonly total: Figures;
  readonly before: Figures;
  /** Rows of every dimension, in the order of their keys; none for a value nothing counts for. */
  readonly by: Readonly<Record<Dimension, readonly ReportRow[]>>;
  readonly days: readonly ReportDay[];
  readonly till: TillPart;
}

/** Takes facts one at a time and makes the report of what was added so far. */
export interface ReportMaker {
  add(fact: ReportFact): void;
  addCount(count: CountFact): void;
  report(): Report;
}

/** Whether a dossier is one the filter asks for. */
export function passes(fact: ReportFact, filter: Filter): boolean {
  for (const dimension of DIMENSIONS) {
    const wanted = filter[dimension];
    if (wanted !== undefined && fact[dimension] !== wanted) return false;
  }
  return true;
}

/** The instants of a request's period. */
export function spanFor({ period, now, nextWorkingDay }: ReportRequest): Span {
  return spanOf(period, now, nextWorkingDay(reportDay(period, now)));
}

/** A report to be made from facts in any order, in one pass over them and in memory that does not grow with them. */
export function newReport(request: ReportRequest): ReportMaker {
  const { period, filter, now } = request;
  const span = spanFor(request);
  const previous = previousPeriod(period);
  const total = newTally();
  const before = newTally();
  const spanBefore = spanFor({ ...request, period: previous });
  const groups = Object.fromEntries(DIMENSIONS.map((each) => [each, new Map<string, Tally>()])) as Record<
    Dimension,
    Map<string, Tally>
  >;
  const days = newDays(span);
  const till = newTillPart(span, filter);
  return {
    add(fact) {
      if (fact.receivedAt >= span.end || !passes(fact, filter)) return;
      days.add(fact);
      till.add(fact);
      before.take(countedOf(fact, spanBefore));
      const counted = countedOf(fact, span);
      if (counted.measures.length === 0) return;
      total.take(counted);
      for (const dimension of DIMENSIONS) groupOf(groups[dimension], fact[dimension]).take(counted);
    },
    addCount: till.addCount,
    report: () => ({
      period,
      previous,
      filter,
      madeAt: now,
      total: total.figures(),
      before: before.figures(),
      by: Object.fromEntries(
        DIMENSIONS.map((dimension) => [dimension, rowsOf(groups[dimension])]),
      ) as Report['by'],
      days: days.list(),
      till: till.part(),
    }),
  };
}

function groupOf(group: Map<string, Tally>, key: string): Tally {
  const known = group.get(key);
  if (known) return known;
  const made = newTally();
  group.set(key, made);
  return made;
}

function rowsOf(group: ReadonlyMap<string, Tally>): readonly ReportRow[] {
  return [...group]
    .map(([key, tally]) => ({ key, figures: tally.figures() }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

function newDays({ start, end }: Span) {
  const first = dayNumber(start);
  const received: number[] = Array.from({ length: dayNumber(end) - first }, () => 0);
  const resolved = [...received];
  const bump = (list: number[], at: number) => {
    if (at >= start && at < end) list[dayNumber(at) - first] = (list[dayNumber(at) - first] ?? 0) + 1;
  };
  return {
    add(fact: ReportFact) {
      bump(received, fact.receivedAt);
      if (fact.ended) bump(resolved, fact.ended.at);
    },
    list: (): readonly ReportDay[] =>
      received.map((count, i) => ({
        day: dayOfNumber(first + i),
        received: count,
        resolved: resolved[i] ?? 0,
      })),
  };
}

/**
 * The dossiers (ids) a number counts, in the order of the facts: as many as the number, a dossier once for every time it
 * counts. By the same rule that counted.
 */
export function behind(
  facts: Iterable<ReportFact>,
  request: ReportRequest,
  wanted: Measure,
): readonly string[] {
  const span = spanFor(request);
  const ids: string[] = [];
  for (const fact of facts) {
    if (!passes(fact, request.filter)) continue;
    measure(fact, span, (each) => {
      if (each === wanted) ids.push(fact.id);
    });
  }
  return ids;
}
