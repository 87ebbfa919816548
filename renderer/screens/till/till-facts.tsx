import { useTranslation } from 'react-i18next';
import { formatDong } from '../../../shared/domain/money.ts';
import { KeyValue } from '../../components/key-value.tsx';
import { Notice } from '../../components/notice.tsx';
import { formatWhen } from '../../i18n/when.ts';
import styles from './till.module.css';
import { useDifference } from './difference.ts';
import type { TillView } from './use-till.ts';

/** The till in one look: what should be in the drawer, since when, by whom, and what is not at the portal yet. */
export function TillFacts({ till, outbox, last }: TillView) {
  const { t, i18n } = useTranslation('till');
  const difference = useDifference();
  const { shift } = till;
  const when = (at: string) => formatWhen(at, 'full', i18n.language);
  return (
    <>
      {!shift && <Notice kind={till.entries.length > 0 ? 'warning' : 'info'}>{t('none-open')}</Notice>}
      {till.missing > 0 && <Notice kind="warning">{t('missing', { count: till.missing })}</Notice>}
      <div className={styles.facts}>
        <div className={styles.cash}>
          <span>{t('cash')}</span>
          <strong data-testid="till-cash">{formatDong(till.cash)}</strong>
        </div>
        <KeyValue
          facts={[
            {
              label: t('shift'),
              value: shift
                ? t('opened', { at: when(shift.opened.at), by: shift.opened.by.name })
                : t('not-open'),
            },
            { label: t('taken.cash'), value: formatDong(till.taken.cash) },
            { label: t('taken.transfer'), value: formatDong(till.taken.transfer) },
          ]}
        />
        <KeyValue
          facts={[
            { label: t('receipts'), value: till.receipts },
            { label: t('unsent'), value: t('unsent-count', { count: outbox.unsent }) },
            {
              label: t('last'),
              value: last?.closed ? `${when(last.closed.at)} · ${difference(last.closed)}` : t('last-none'),
            },
          ]}
        />
      </div>
    </>
  );
}
