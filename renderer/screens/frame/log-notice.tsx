import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { services } from '../../session/services.ts';
import { goTo } from '../../session/session.ts';
import { readMeta } from '../../store/meta.ts';
import styles from './frame.module.css';

/** Says plainly, to whoever is at the counter, that the portal witnessed another log than the one here. Nothing stops. */
export function LogNotice() {
  const { t } = useTranslation('settings');
  const witness = useLiveQuery(() => readMeta(services().db, 'witness'), []);
  if (!witness || witness.agrees) return null;
  return (
    <div className={styles.notice}>
      <Notice
        kind="error"
        title={t('verify.differs-title')}
        actions={<ActionButton onPress={() => goTo('settings')}>{t('verify.to-settings')}</ActionButton>}
      >
        {t('verify.differs', { position: witness.position })}
      </Notice>
    </div>
  );
}
