import { useTranslation } from 'react-i18next';
import type { ReportDay } from '../../../shared/domain/report/report.ts';
import { formatDay } from '../../i18n/when.ts';
import { chartPlan, type Bar } from '../../print/report/chart-plan.ts';
import styles from './reports.module.css';

const WIDTH = 620;
const BASE = 120;

const namesOf = ({ from, to }: Bar) =>
  from === to ? formatDay(from) : `${formatDay(from)} – ${formatDay(to)}`;

/** What came and what was done, day by day; the same numbers in a table under it. */
export function DaysChart({ days }: { readonly days: readonly ReportDay[] }) {
  const { t } = useTranslation('reports');
  const { width, height, base, places } = chartPlan(days, WIDTH, BASE);
  // Names of the two kinds stand at their own bars: at the highest, where there is room.
  return (
    <figure className={styles.chart}>
      <figcaption>
        <strong>{t('chart.title')}</strong>
        <span className={styles.kind}>
          <span className={styles.receivedSign} aria-hidden="true" /> {t('chart.received')}
        </span>
        <span className={styles.kind}>
          <span className={styles.resolvedSign} aria-hidden="true" /> {t('chart.resolved')}
        </span>
      </figcaption>
      <svg
        viewBox={`0 0 ${String(width)} ${String(height)}`}
        role="img"
        aria-label={t('chart.label', { count: places.length })}
      >
        <line className={styles.base} x1="0" x2={width} y1={base} y2={base} />
        {places.map(({ bar, received, resolved, name }) => (
          <g key={bar.from}>
            {(['received', 'resolved'] as const).map((kind) => {
              const { x, y, width, height, value } = kind === 'received' ? received : resolved;
              return (
                <g key={kind}>
                  <rect className={styles[`${kind}Bar`]} x={x} y={y} width={width} height={height} />
                  {value > 0 && (
                    <text className={styles.value} x={x + width / 2} y={y - 3}>
                      {value}
                    </text>
                  )}
                </g>
              );
            })}
            {name && (
              <text className={styles.day} x={name.x} y={name.y}>
                {name.text}
              </text>
            )}
          </g>
        ))}
      </svg>
      <details>
        <summary>{t('chart.table')}</summary>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('chart.day')}</th>
              <th scope="col">{t('chart.received')}</th>
              <th scope="col">{t('chart.resolved')}</th>
            </tr>
          </thead>
          <tbody>
            {places.map(({ bar }) => (
              <tr key={bar.from}>
                <th scope="row">{namesOf(bar)}</th>
                <td>{bar.received}</td>
                <td>{bar.resolved}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
