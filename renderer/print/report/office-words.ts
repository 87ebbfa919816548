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

/** For a supervisor: up to when each office is complete, and the counters its numbers wait for. */
export function officeWords(
  { offices, report }: MadeReport,
  t: NameSources['t'],
  language: string,
): readonly string[] {
  const since = new Date(Date.parse(report.madeAt) - SILENT).toISOString();
  const when = (instant: string) => formatWhen(instant, 'full', language);
  const counterWords = (each: CounterAtPortal): string => {
    const { counter, lastContact, refused } = each;
    if (refused > 0) return t('office.refused', { counter, count: refused });
    if (lastContact === null) return t('office.never', { counter });
    const count = unsentOf(each);
    return count > 0
      ? t('office.unsent', { counter, count, when: when(lastContact) })
      : t('office.silent', { counter, when: when(lastContact) });
  };
  return offices.flatMap((each) => {
    const [office, until, counters] = [each.nameVi, standsUntil(each), awaited(each, since)];
    return [
      until === null ? t('complete.never', { office }) : t('complete.until', { office, when: when(until) }),
      ...(counters.length === 0
        ? []
        : [t('office.waits', { office, counters: counters.map(counterWords).join(', ') })]),
    ];
  });
}
