import { useTranslation } from 'react-i18next';
import type { ReportDay } from '../../../shared/domain/report/report.ts';
import { formatDay } from '../../i18n/when.ts';
import styles from './reports.module.css';

/** The most bars a chart has; longer ranges share a bar among as many days as it takes. */
const MOST_BARS = 31;
const HEIGHT = 120;
const WIDTH = 620;
const TOP = 14;

interface Bar {
  readonly from: string;
  readonly to: string;
  readonly received: number;
  readonly resolved: number;
}

export function barsOf(days: readonly ReportDay[]): readonly Bar[] {
  const width = Math.max(1, Math.ceil(days.length / MOST_BARS));
  const bars: Bar[] = [];
  for (let at = 0; at < days.length; at += width) {
    const some = days.slice(at, at + width);
    bars.push({
      from: some[0]?.day ?? '',
      to: some.at(-1)?.day ?? '',
      received: some.reduce((sum, { received }) => sum + received, 0),
      resolved: some.reduce((sum, { resolved }) => sum + resolved, 0),
    });
  }
  return bars;
}

/** What came and what was done, day by day; the same numbers in a table under it. */
export function DaysChart({ days }: { readonly days: readonly ReportDay[] }) {
  const { t } = useTranslation('reports');
  const bars = barsOf(days);
  const most = Math.max(1, ...bars.flatMap(({ received, resolved }) => [received, resolved]));
  const slot = WIDTH / bars.length;
  const thick = Math.min(22, slot * 0.38);
  const tall = (value: number) => ((HEIGHT - TOP) * value) / most;
  const named = ({ from, to }: Bar) =>
    from === to ? formatDay(from) : `${formatDay(from)} – ${formatDay(to)}`;
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
        viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT + 16)}`}
        role="img"
        aria-label={t('chart.label', { count: bars.length })}
      >
        <line className={styles.base} x1="0" x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
        {bars.map((bar, i) => {
          const middle = slot * (i + 0.5);
          const value = (x: number, count: number) =>
            count > 0 && (
              <text className={styles.value} x={x} y={HEIGHT - tall(count) - 3}>
                {count}
              </text>
            );
          return (
            <g key={bar.from}>
              <rect
                className={styles.receivedBar}
                x={middle - thick}
                y={HEIGHT - tall(bar.received)}
                width={thick}
                height={tall(bar.received)}
              />
              <rect
                className={styles.resolvedBar}
                x={middle + 0.5}
                y={HEIGHT - tall(bar.resolved)}
                width={thick - 1}
                height={tall(bar.resolved)}
              />
              {value(middle - thick / 2, bar.received)}
              {value(middle + thick / 2, bar.resolved)}
              {(bars.length <= 16 || i % 2 === 0) && (
                <text className={styles.day} x={middle} y={HEIGHT + 13}>
                  {formatDay(bar.from).slice(0, bars.length <= 10 ? 5 : 2)}
                </text>
              )}
            </g>
          );
        })}
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
            {bars.map((bar) => (
              <tr key={bar.from}>
                <th scope="row">{named(bar)}</th>
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
