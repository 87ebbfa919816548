import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSession } from '../../session/session.ts';
import styles from './frame.module.css';

/** Said at every start until data is encrypted; the header goes on saying it when this is put away. */
export function NotReal() {
  const { t } = useTranslation('common');
  const encrypted = useSession((session) => session.about?.encrypted === true);
  const [seen, setSeen] = useState(false);
  if (encrypted || seen) return null;
  return (
    <div className={styles.notice}>
      <Notice
        kind="warning"
        title={t('not-real.title')}
        actions={<ActionButton onPress={() => setSeen(true)}>{t('not-real.dismiss')}</ActionButton>}
      >
        {t('not-real.text')}
      </Notice>
    </div>
  );
}
