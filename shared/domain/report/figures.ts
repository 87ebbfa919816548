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

/** Counts facts one at a time. */
export interface Tally {
  add(fact: ReportFact): void;
  figures(): Figures;
}

/** A count of nothing yet for a period. */
export function newTally(span: Span): Tally {
  const counts = Object.fromEntries(MEASURES.map((each) => [each, 0])) as Record<Measure, number>;
  const count = (each: Measure) => {
    counts[each] += 1;
  };
  let worked = 0;
  return {
    add(fact) {
      measure(fact, span, count);
      worked += workedFor(fact, span) ?? 0;
    },
    figures: () => ({
      counts: { ...counts },
      averageMs: counts.processed === 0 ? null : Math.round(worked / counts.processed),
    }),
  };
}
