import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { cancelBackup, chooseBackup, restoreBackup } from '../../use-cases/back-up.ts';
import screen from '../screen.module.css';
import { typedIn } from '../typed-in.ts';
import { useRequest } from '../use-request.ts';
import { BackupProgress } from './backup-progress.tsx';
import styles from './settings.module.css';

/** On a machine that is no counter yet: goes on with a counter from its backup. */
export function RestoreForm() {
  const { t } = useTranslation('backup');
  const errorText = useErrorText();
  const [file, setFile] = useState<string | null>(null);
  const { busy, errors, run } = useRequest();
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const passphrase = typedIn(new FormData(event.currentTarget), 'passphrase');
        void run(() => restoreBackup(passphrase));
      }}
    >
      <h3>{t('restore.title')}</h3>
      <p className={screen.muted}>{t('restore.about')}</p>
      <ActionButton onPress={() => void chooseBackup().then(setFile)}>{t('restore.choose')}</ActionButton>
      <p role="status">{file}</p>
      {errors[0] && <Notice kind="error">{errorText(errors[0])}</Notice>}
      {file !== null && (
        <>
          <div className={styles.fields}>
            <TextField
              className={styles.wide}
              name="passphrase"
              type="password"
              label={t('passphrase')}
              maxLength={200}
            />
          </div>
          <BackupProgress busy={busy} />
          {busy ? (
            <ActionButton onPress={() => void cancelBackup()}>{t('cancel')}</ActionButton>
          ) : (
            <ActionButton type="submit" look="primary" onPress={() => undefined} keys="Enter">
              {t('restore.run')}
            </ActionButton>
          )}
        </>
      )}
    </form>
  );
}
