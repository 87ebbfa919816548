import { useTranslation } from 'react-i18next';
import type { Reached } from '../../../shared/domain/report/target.ts';
import { targetStanding } from '../../print/report/target-standing.ts';
import { formatPercent } from '../../i18n/number.ts';
import styles from './reports.module.css';

/** A target and whether it is reached, in words and with a sign that needs no colour. */
export function TargetWords({ reached }: { readonly reached: Reached }) {
  const { t, i18n } = useTranslation('reports');
  return (
    <>
      {t('target.percent', { percent: formatPercent(reached.percent, i18n.language) })}{' '}
      <strong className={reached.points !== null && reached.points < 0 ? styles.missed : undefined}>
        {targetStanding(reached, t, i18n.language)}
      </strong>
      {!reached.verified && <> · {t('unverified')}</>}
    </>
  );
}
