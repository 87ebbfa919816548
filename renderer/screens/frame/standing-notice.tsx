import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { goTo, useSession } from '../../session/session.ts';
import styles from './frame.module.css';

/** Says over every screen but the one where it is settled that this machine may not act for the counter. */
export function StandingNotice() {
  const { t } = useTranslation('backup');
  const standing = useSession((session) => session.standing);
  const counter = useSession((session) => session.device?.counter ?? '');
  const there = useSession((session) => session.screen.name === 'settings');
  if (standing === 'own' || there) return null;
  return (
    <div className={styles.notice}>
      <Notice
        kind="error"
        title={standing === 'copied' ? t('copied.title', { counter }) : t('moved.title')}
        actions={<ActionButton onPress={() => goTo('settings')}>{t('to-settings')}</ActionButton>}
      >
        {standing === 'copied' ? t('copied.text') : t('moved.text')}
      </Notice>
    </div>
  );
}
