import { useTranslation } from 'react-i18next';
import type { Reached } from '../../../shared/domain/report/target.ts';
import { formatDecimals } from '../../i18n/number.ts';
import styles from './reports.module.css';

interface TargetWordsProps {
  readonly reached: Reached;
  /** In a cell the table's name says that it is about targets. */
  readonly look?: 'line' | 'cell';
}

/** A target and whether it is reached, with a sign that needs no colour. */
export function TargetWords({ reached, look = 'line' }: TargetWordsProps) {
  const { t, i18n } = useTranslation('reports');
  const { percent, points } = reached;
  const short = points !== null && points < 0;
  return (
    <>
      {t(look === 'cell' ? 'target.least' : 'target.percent', {
        percent: percent.toLocaleString(i18n.language),
      })}{' '}
      <strong className={short ? styles.missed : undefined}>
        {points === null
          ? '–'
          : short
            ? `▼ ${t('target.missed', { points: formatDecimals(-points, i18n.language) })}`
            : `✓ ${t('target.reached')}`}
      </strong>
    </>
  );
}
