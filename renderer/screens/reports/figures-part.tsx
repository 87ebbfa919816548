import { useTranslation } from 'react-i18next';
import {
  indicatorOf,
  INDICATORS,
  type Figures,
  type Indicator,
} from '../../../shared/domain/report/figures.ts';
import type { Reached, ReportTargets } from '../../../shared/domain/report/target.ts';
import type { Measure } from '../../../shared/domain/report/measure.ts';
import type { Report } from '../../../shared/domain/report/report.ts';
import { formatDays, formatPercent } from '../../i18n/number.ts';
import { NumberButton } from './number-button.tsx';
import { TargetWords } from './target-words.tsx';
import styles from './reports.module.css';

const TILES: readonly { readonly measure: Measure; readonly parts: readonly Measure[] }[] = [
  { measure: 'received', parts: ['receivedInPerson', 'receivedOnline', 'receivedPostal'] },
  { measure: 'carriedOver', parts: ['supplemented', 'refused', 'withdrawn', 'stopped'] },
  { measure: 'resolved', parts: ['resolvedEarly', 'resolvedOnTime', 'resolvedLate'] },
  { measure: 'inProgress', parts: ['inProgressOnTime', 'inProgressLate', 'dueNext'] },
  { measure: 'posted', parts: ['delivered', 'deliveryFailed'] },
];
const SHOWN: readonly Indicator[] = ['onTime', 'online', 'digitised', 'onlinePayment'];

/** The figures of the period, each beside the period before. */
export function FiguresPart({ report }: { readonly report: Report }) {
  const { t } = useTranslation('reports');
  const { total, before } = report;
  return (
    <section className={styles.figures} aria-label={t('figures')}>
      {TILES.map(({ measure, parts }) => (
        <div key={measure} className={styles.tile}>
          <h2>{t(`measure.${measure}`)}</h2>
          <p className={styles.main}>
            <NumberButton measure={measure} value={total.counts[measure]} look="large" />
            <span className={styles.before}>{t('before', { value: before.counts[measure] })}</span>
          </p>
          <dl className={styles.parts}>
            {parts.map((part) => (
              <div key={part}>
                <dt>{t(`part.${part as 'refused'}`)}</dt>
                <dd>
                  <NumberButton measure={part} value={total.counts[part]} />
                </dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </section>
  );
}

interface IndicatorsPartProps {
  readonly report: Report;
  /** What the offices of the report are to reach. */
  readonly targets: ReportTargets['total'];
}

/** Decision 766's shares as bars from 0 to 100, and the average time. */
export function IndicatorsPart({ report, targets }: IndicatorsPartProps) {
  const { t, i18n } = useTranslation('reports');
  const { total, before } = report;
  return (
    <section className={styles.indicators} aria-label={t('indicators')}>
      {SHOWN.map((indicator) => (
        <IndicatorBox
          key={indicator}
          indicator={indicator}
          total={total}
          before={before}
          reached={targets[indicator]}
        />
      ))}
      <div className={styles.indicator}>
        <h3>{t('average')}</h3>
        <p className={styles.share}>{formatDays(total.averageMs, i18n.language)}</p>
        <p className={styles.before}>{t('before', { value: formatDays(before.averageMs, i18n.language) })}</p>
        {Object.values(targets).some(({ verified }) => !verified) && (
          <p className={styles.before}>
            <em>{t('target.source')}</em>
          </p>
        )}
      </div>
    </section>
  );
}

interface IndicatorBoxProps {
  readonly indicator: Indicator;
  readonly total: Figures;
  readonly before: Figures;
  readonly reached: Reached | undefined;
}

function IndicatorBox({ indicator, total, before, reached }: IndicatorBoxProps) {
  const { t, i18n } = useTranslation('reports');
  const share = indicatorOf(total, indicator);
  const { part, whole } = INDICATORS[indicator];
  return (
    <div className={styles.indicator}>
      <h3>{t(`indicator.${indicator}`)}</h3>
      <p className={styles.share}>
        {formatPercent(share, i18n.language)}
        <span className={styles.of}>
          <NumberButton measure={part} value={total.counts[part]} />/
          <NumberButton measure={whole} value={total.counts[whole]} />
        </span>
      </p>
      <svg className={styles.bar} viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect className={styles.track} width="100" height="4" />
        <rect className={styles.filled} width={share ?? 0} height="4" />
        {reached && <rect className={styles.goal} x={Math.min(99, reached.percent)} width="1" height="4" />}
      </svg>
      <p className={styles.before}>
        {t('before', { value: formatPercent(indicatorOf(before, indicator), i18n.language) })}
      </p>
      {reached && (
        <p className={styles.before}>
          <TargetWords reached={reached} />
        </p>
      )}
    </div>
  );
}
