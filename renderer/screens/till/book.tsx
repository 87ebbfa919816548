import { useTranslation } from 'react-i18next';
import type { TillEntry } from '../../../shared/domain/till/till.ts';
import { VirtualList } from '../../components/virtual-list.tsx';
import { openDossier } from '../open-dossier.ts';
import screen from '../screen.module.css';
import { isOfDossier, TillRow } from './till-row.tsx';
import styles from './till.module.css';

/** The till book on the screen, the newest event first; one of a dossier opens it. */
export function Book({ entries }: { readonly entries: readonly TillEntry[] }) {
  const { t } = useTranslation('till');
  if (entries.length === 0)
    return (
      <p className={screen.empty} role="status">
        {t('book-empty')}
      </p>
    );
  return (
    <div className={screen.list}>
      <div className={`${styles.line} ${styles.headings}`} aria-hidden="true">
        <span>{t('column.when')}</span>
        <span>{t('column.what')}</span>
        <span>{t('column.detail')}</span>
        <span className={styles.amount}>{t('column.amount')}</span>
        <span className={styles.amount}>{t('column.cash')}</span>
      </div>
      <VirtualList
        label={t('book')}
        items={entries.toReversed()}
        keyOf={(entry) => entry.eventId}
        render={(entry) => <TillRow entry={entry} />}
        onOpen={(entry) => {
          if (isOfDossier(entry)) openDossier(entry.streamId);
        }}
        autoFocus
      />
    </div>
  );
}
