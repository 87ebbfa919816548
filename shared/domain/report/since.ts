import { compareEvents, type DossierEvent, type StaffRef } from '../dossier/event.ts';
import { fold } from '../dossier/evolve.ts';
import { codeOf } from '../dossier/state.ts';
import { factOf, type ReportFact } from './fact.ts';
import { countedOf } from './figures.ts';
import type { Measure } from './measure.ts';
import type { Span } from './period.ts';
import { passes, type Filter } from './report.ts';

/** What one event, not known when a report was made, changed in its figures. */
export interface Since {
  readonly dossierId: string;
  /** The dossier's code; empty before it has one. */
  readonly code: string;
  readonly type: string;
  /** UTC instant. */
  readonly at: string;
  readonly by: StaffRef;
  readonly counter: string;
  /** It was written before the report was made, and had not arrived. */
  readonly late: boolean;
  /** By how much each figure changed. */
  readonly changes: readonly { readonly measure: Measure; readonly by: number }[];
  /** The average time changed. */
  readonly time: boolean;
}

export interface ThenAndNow {
  readonly then: ReportFact | null;
  readonly now: ReportFact | null;
  readonly since: readonly Since[];
}

/** What a report is measured by, the same then and now. */
export interface Measured {
  readonly span: Span;
  readonly filter: Filter;
  /** UTC instant the report was made. */
  readonly madeAt: string;
}

/**
 * A dossier as a report counted it and as it counts now, and what each event since changed: the events since are added to
 * those known then one after another, in the order of the log. Pure.
 */
export function thenAndNow(
  log: readonly DossierEvent[],
  known: (event: DossierEvent) => boolean,
  measured: Measured,
): ThenAndNow {
  const before = log.filter(known);
  const then = factOfLog(before).fact;
  if (before.length === log.length) return { then, now: then, since: [] };
  const added = log.filter((event) => !known(event)).sort(compareEvents);
  let [so, folded] = [before, factOfLog(before)];
  const since = added.flatMap((event): Since[] => {
    const was = folded;
    so = [...so, event];
    folded = factOfLog(so);
    const { changes, time } = difference(was.fact, folded.fact, measured);
    if (changes.length === 0 && !time) return [];
    return [
      {
        dossierId: event.dossierId,
        code: folded.code,
        type: event.type,
        at: event.at.instant,
        by: event.by,
        counter: event.counter,
        late: Date.parse(event.at.instant) <= Date.parse(measured.madeAt),
        changes,
        time,
      },
    ];
  });
  return { then, now: folded.fact, since };
}

function factOfLog(log: readonly DossierEvent[]) {
  const dossier = fold(log);
  return { fact: dossier && factOf(dossier), code: dossier ? codeOf(dossier) : '' };
}

function difference(was: ReportFact | null, is: ReportFact | null, { span, filter }: Measured) {
  const count = (fact: ReportFact | null) =>
    fact && passes(fact, filter) ? countedOf(fact, span) : { measures: [], worked: null };
  const [before, after] = [count(was), count(is)];
  const sums = new Map<Measure, number>();
  for (const each of after.measures) sums.set(each, (sums.get(each) ?? 0) + 1);
  for (const each of before.measures) sums.set(each, (sums.get(each) ?? 0) - 1);
  return {
    changes: [...sums].flatMap(([measure, by]) => (by === 0 ? [] : [{ measure, by }])),
    time: before.worked !== after.worked,
  };
}
