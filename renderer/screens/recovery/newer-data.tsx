import { useTranslation } from 'react-i18next';
import { Notice } from '../../components/notice.tsx';
import styles from './recovery.module.css';

/** Shown in place of everything else when the data belongs to a newer app: nothing was touched, and what to do now. */
export function NewerData() {
  const { t } = useTranslation('recovery');
  return (
    <main className={styles.recovery} data-testid="newer-data">
      <h1 className={styles.title}>{t('newer.title')}</h1>
      <Notice kind="warning" announce>
        {t('newer.text')}
      </Notice>
      <h2>{t('newer.next')}</h2>
      <ol className={styles.steps}>
        <li>{t('newer.close')}</li>
        <li>{t('newer.install')}</li>
        <li>{t('newer.keep')}</li>
        <li>{t('newer.meanwhile')}</li>
      </ol>
    </main>
  );
}
