import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { useSession } from '../../session/session.ts';
import styles from './frame.module.css';

const MB = 1024 * 1024;

/** Says when saving is not as safe as it should be, and what stops because of it. Goes by itself when all is well again. */
export function StorageNotices() {
  const { t } = useTranslation('recovery');
  const { journal, space, free } = useSession((session) => session.storage);
  const megabytes = Math.floor(free / MB);
  return (
    <>
      {journal !== null && (
        <div className={styles.notice}>
          <Notice kind="error" title={t('journal.title')}>
            {t(journal === 'store-full' ? 'journal.full' : 'journal.failed')}
          </Notice>
        </div>
      )}
      {journal === null && space === 'full' && (
        <div className={styles.notice}>
          <Notice kind="error" title={t('space.full-title')}>
            {t('space.full', { megabytes })}
          </Notice>
        </div>
      )}
      {journal === null && space === 'low' && (
        <div className={styles.notice}>
          <Notice kind="warning" title={t('space.low-title')} announce>
            {t('space.low', { megabytes })}
          </Notice>
        </div>
      )}
      <Bug />
      <Findings />
    </>
  );
}

/** A bug nobody caught: what was pressed last may have done nothing. */
function Bug() {
  const { t } = useTranslation('recovery');
  const errorText = useErrorText();
  const bug = useSession((session) => session.bug);
  if (!bug) return null;
  return (
    <div className={styles.notice}>
      <Notice
        kind="error"
        actions={
          <ActionButton onPress={() => useSession.setState({ bug: null })}>
            {t('action.understood')}
          </ActionButton>
        }
      >
        {errorText(bug)}
      </Notice>
    </div>
  );
}

/** What this start found between database and journal, until the clerk has read it. */
function Findings() {
  const { t } = useTranslation('recovery');
  const findings = useSession((session) => session.findings);
  if (!findings) return null;
  const { added, torn, damaged, forked } = findings;
  return (
    <div className={styles.notice}>
      <Notice
        kind={forked || damaged > 0 ? 'warning' : 'info'}
        title={t('start.title')}
        announce
        actions={
          <ActionButton onPress={() => useSession.setState({ findings: null })}>
            {t('action.understood')}
          </ActionButton>
        }
      >
        {torn && <p>{t('start.torn')}</p>}
        {damaged > 0 && <p>{t('start.damaged', { count: damaged })}</p>}
        {added > 0 && <p>{t('start.added', { count: added })}</p>}
        {forked && <p>{t('start.forked')}</p>}
      </Notice>
    </div>
  );
}
