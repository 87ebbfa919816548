import type { ReportFact } from './fact.ts';
import { measure, MEASURES, workedFor, type Measure } from './measure.ts';
import type { Span } from './period.ts';

/** The shares that Decision 766 judges an office by, each as a part of a whole; both can be opened to their dossiers. */
export const INDICATORS = {
  onTime: { part: 'judgedOnTime', whole: 'judged' },
  online: { part: 'receivedOnline', whole: 'received' },
  inPerson: { part: 'receivedInPerson', whole: 'received' },
  postal: { part: 'receivedPostal', whole: 'received' },
  digitised: { part: 'digitised', whole: 'received' },
  onlinePayment: { part: 'paidOnline', whole: 'withFee' },
} as const satisfies Record<string, { readonly part: Measure; readonly whole: Measure }>;
export type Indicator = keyof typeof INDICATORS;
export const INDICATOR_NAMES = Object.keys(INDICATORS) as readonly Indicator[];

/** What some dossiers come to in a period. */
export interface Figures {
  readonly counts: Readonly<Record<Measure, number>>;
  /** Milliseconds from reception to result, without waiting for the citizen, over `processed`; null when there is none. */
  readonly averageMs: number | null;
}

/** An indicator in percent, to two decimals; null where the whole is zero: it does not apply ("–"). */
export function indicatorOf({ counts }: Figures, indicator: Indicator): number | null {
  const { part, whole } = INDICATORS[indicator];
  return shareOf(counts[part], counts[whole]);
}

/** A part of a whole in percent, rounded half up to two decimals; null for a part of nothing. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part * 10_000) / whole) / 100;
}

/** Counts what dossiers count for, one dossier at a time. */
export interface Tally {
  take(counted: Counted): void;
  figures(): Figures;
}

/** What one dossier counts for in a period: measured once, taken by every tally it belongs to. */
export interface Counted {
  readonly measures: readonly Measure[];
  /** Milliseconds; null without a result in the period. */
  readonly worked: number | null;
}

export function countedOf(fact: ReportFact, span: Span): Counted {
  const measures: Measure[] = [];
  measure(fact, span, (each) => measures.push(each));
  return { measures, worked: workedFor(fact, span) };
}

/** A count of nothing yet. */
export function newTally(): Tally {
  const counts = Object.fromEntries(MEASURES.map((each) => [each, 0])) as Record<Measure, number>;
  let worked = 0;
  return {
    take(counted) {
      for (const each of counted.measures) counts[each] += 1;
      worked += counted.worked ?? 0;
    },
    figures: () => ({
      counts: { ...counts },
      averageMs: counts.processed === 0 ? null : Math.round(worked / counts.processed),
    }),
  };
}
