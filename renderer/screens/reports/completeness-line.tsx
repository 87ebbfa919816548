import type { MadeReport } from '../../../shared/domain/report/made.ts';
import { useTranslation } from 'react-i18next';
import { formatWhen } from '../../i18n/when.ts';
import { officeWords } from '../../print/report/office-words.ts';
import styles from './reports.module.css';

/** Up to when the office's data is whole, what is known to be missing, and whether the numbers can still change. */
export function CompletenessLine({ made }: { readonly made: MadeReport }) {
  const { t, i18n } = useTranslation('reports');
  const { completeness, labels, final, report } = made;
  const when = (instant: string) => formatWhen(instant, 'full', i18n.language);
  const office = labels.office[completeness.office] ?? completeness.office;
  const isSupervised = made.offices.length > 0;
  const until =
    completeness.until === null
      ? t('complete.never', { office })
      : t('complete.until', { office, when: when(completeness.until) });
  const counters = completeness.counters
    .map(({ counter, lastAt }) => `${counter} ${when(lastAt)}`)
    .join(', ');
  const parts = [
    !isSupervised && until,
    completeness.unsent > 0 && t('complete.unsent', { count: completeness.unsent }),
    completeness.held > 0 && t('complete.held', { count: completeness.held }),
    !isSupervised && t('complete.counters', { counters }),
    t('made', { when: formatWhen(report.madeAt, 'time', i18n.language), count: made.read }),
  ].filter((part) => part !== false);
  return (
    <div className={styles.complete}>
      <p>
        <strong>{final ? `● ${t('complete.final')}` : `○ ${t('complete.partial')}`}</strong>{' '}
        {parts.join(' · ')}
      </p>
      {isSupervised && (
        <ul className={styles.offices}>
          {officeWords(made, t, i18n.language, true).map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
