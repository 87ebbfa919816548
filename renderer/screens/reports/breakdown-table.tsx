import { useTranslation } from 'react-i18next';
import { indicatorOf } from '../../../shared/domain/report/figures.ts';
import type { Measure } from '../../../shared/domain/report/measure.ts';
import type { Dimension, Report } from '../../../shared/domain/report/report.ts';
import { formatPercent } from '../../i18n/number.ts';
import { NumberButton } from './number-button.tsx';
import { nameOf, type NameSources } from '../../print/report/report-names.ts';
import styles from './reports.module.css';

const COLUMNS: readonly Measure[] = [
  'received',
  'carriedOver',
  'resolved',
  'resolvedLate',
  'inProgress',
  'inProgressLate',
];

interface BreakdownTableProps {
  readonly report: Report;
  readonly by: Dimension;
  readonly names: NameSources;
}

/** The figures row by row of one dimension, the sum last. */
export function BreakdownTable({ report, by, names }: BreakdownTableProps) {
  const { t, i18n } = useTranslation('reports');
  return (
    <div className={styles.scroller} tabIndex={0} role="region" aria-label={t(`by.${by}`)}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t(`by.${by}`)}</th>
            {COLUMNS.map((measure) => (
              <th key={measure} scope="col">
                {t(`column.${measure as 'received'}`)}
              </th>
            ))}
            <th scope="col">{t('column.onTime')}</th>
          </tr>
        </thead>
        <tbody>
          {report.by[by].map(({ key, figures }) => {
            const name = nameOf(by, key, names);
            return (
              <tr key={key}>
                <th scope="row">{name}</th>
                {COLUMNS.map((measure) => (
                  <td key={measure}>
                    <NumberButton measure={measure} value={figures.counts[measure]} row={{ key, name }} />
                  </td>
                ))}
                <td>{formatPercent(indicatorOf(figures, 'onTime'), i18n.language)}</td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('sum')}</th>
            {COLUMNS.map((measure) => (
              <td key={measure}>
                <NumberButton measure={measure} value={report.total.counts[measure]} />
              </td>
            ))}
            <td>{formatPercent(indicatorOf(report.total, 'onTime'), i18n.language)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
