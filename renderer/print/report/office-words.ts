import { dayOf } from '../../../shared/clock.ts';
import type { MadeReport } from '../../../shared/domain/report/made.ts';
import {
  awaited,
  standsUntil,
  unsentOf,
  type CounterAtPortal,
} from '../../../shared/domain/report/standing.ts';
import { formatWhen } from '../../i18n/when.ts';
import type { NameSources } from './report-names.ts';

/** A counter not heard of for so long, in milliseconds, is said to be silent. */
const SILENT = 600_000;

/**
 * For a supervisor, one line an office: up to when it is complete, and the counters its numbers wait for. `brief`: moments
 * of the day it was made go without their date.
 */
export function officeWords(
  { offices, report }: MadeReport,
  t: NameSources['t'],
  language: string,
  brief = false,
): readonly string[] {
  const since = new Date(Date.parse(report.madeAt) - SILENT).toISOString();
  const when = (instant: string) =>
    formatWhen(instant, brief && dayOf(instant) === dayOf(report.madeAt) ? 'time' : 'full', language);
  const counterWords = (each: CounterAtPortal): string => {
    const { counter, lastContact, refused } = each;
    if (refused > 0) return t('office.refused', { counter, count: refused });
    if (lastContact === null) return t('office.never', { counter });
    const count = unsentOf(each);
    return count > 0
      ? t('office.unsent', { counter, count, when: when(lastContact) })
      : t('office.silent', { counter, when: when(lastContact) });
  };
  return offices.map((each) => {
    const [office, until, counters] = [each.nameVi, standsUntil(each), awaited(each, since)];
    const stands =
      until === null ? t('complete.never', { office }) : t('complete.until', { office, when: when(until) });
    if (counters.length === 0) return stands;
    return `${stands}, ${t('office.waits', { counters: counters.map(counterWords).join(', ') })}`;
  });
}
