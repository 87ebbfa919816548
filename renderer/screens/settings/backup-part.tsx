import { useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { PASSPHRASE_MIN, type BackupState } from '../../../shared/backup.ts';
import { dayOf } from '../../../shared/clock.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { KeyValue } from '../../components/key-value.tsx';
import { Notice } from '../../components/notice.tsx';
import { Section } from '../../components/section.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { formatWhen } from '../../i18n/when.ts';
import { useSession } from '../../session/session.ts';
import {
  backUp,
  cancelBackup,
  chooseBackupFolder,
  setNightly,
  setUpBackup,
} from '../../use-cases/back-up.ts';
import screen from '../screen.module.css';
import { typedIn } from '../typed-in.ts';
import { useRequest } from '../use-request.ts';
import { BackupProgress } from './backup-progress.tsx';
import styles from './settings.module.css';
import { SubmitForm } from './submit-form.tsx';

const TIMES = ['12:00', '17:00', '17:30', '18:00', '19:00', '20:00', '22:00'];

function PassphraseForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation('backup');
  const errorText = useErrorText();
  const { busy, errors, run } = useRequest();
  return (
    <SubmitForm
      about={<p>{t('passphrase-about', { min: PASSPHRASE_MIN })}</p>}
      error={errors[0] ? errorText(errors[0]) : null}
      submit={busy ? t('busy') : t('set-up')}
      onSubmit={(values) => {
        const [first, again] = [typedIn(values, 'passphrase'), typedIn(values, 'again')];
        void run(() => setUpBackup(first, again)).then((done) => {
          if (done) onDone();
        });
      }}
    >
      <TextField
        className={styles.wide}
        name="passphrase"
        type="password"
        label={t('passphrase')}
        maxLength={200}
      />
      <TextField className={styles.wide} name="again" type="password" label={t('again')} maxLength={200} />
    </SubmitForm>
  );
}

function useLast(backup: BackupState): string {
  const { t, i18n } = useTranslation('backup');
  const { lastGood } = backup;
  if (!lastGood) return t('never');
  const at = formatWhen(lastGood.at, 'full', i18n.language);
  return t('last-good', {
    at,
    megabytes: Math.max(0.1, Math.round(lastGood.size / 104_857.6) / 10),
    day: dayOf(lastGood.at),
  });
}

function Arranged({
  backup,
  onChangePassphrase,
}: {
  readonly backup: BackupState;
  readonly onChangePassphrase: () => void;
}) {
  const { t, i18n } = useTranslation('backup');
  const errorText = useErrorText();
  const { busy, errors, run } = useRequest();
  const failed = backup.last?.error ?? null;
  const last = useLast(backup);
  return (
    <div className={styles.form}>
      <KeyValue
        facts={[
          { label: t('folder'), value: backup.folder ?? t('no-folder') },
          { label: t('last'), value: last },
          ...(backup.lastGood?.where ? [{ label: t('file'), value: backup.lastGood.where }] : []),
        ]}
      />
      {errors[0] ? (
        <Notice kind="error">{errorText(errors[0])}</Notice>
      ) : (
        failed &&
        backup.last && (
          <Notice
            kind="warning"
            title={t('failed', { at: formatWhen(backup.last.at, 'full', i18n.language) })}
          >
            {errorText({ code: failed, params: { reason: '–', what: '–' } })}
          </Notice>
        )
      )}
      <BackupProgress busy={busy} />
      {busy ? (
        <ActionButton onPress={() => void cancelBackup()}>{t('cancel')}</ActionButton>
      ) : (
        <ActionButton look="primary" onPress={() => void run(backUp)}>
          {t('now')}
        </ActionButton>
      )}
      <ActionButton onPress={() => void chooseBackupFolder()}>{t('choose-folder')}</ActionButton>
      <SelectField
        label={t('nightly')}
        options={[
          { value: '', label: t('nightly-never') },
          ...[...new Set([...TIMES, ...(backup.nightlyAt ? [backup.nightlyAt] : [])])]
            .sort()
            .map((value) => ({ value, label: value })),
        ]}
        value={backup.nightlyAt ?? ''}
        onChange={({ target }) => void setNightly(target.value === '' ? null : target.value)}
      />
      <p className={screen.muted}>{t('nightly-about')}</p>
      <ActionButton look="quiet" onPress={onChangePassphrase}>
        {t('change-passphrase')}
      </ActionButton>
    </div>
  );
}

/** An encrypted copy of everything, to a folder or stick: now by a key, and every evening by itself. */
export function BackupPart({ number, ref }: { readonly number: number; readonly ref: Ref<HTMLElement> }) {
  const { t } = useTranslation('backup');
  const backup = useSession((session) => session.backup);
  const enrolled = useSession((session) => session.device !== null);
  const [changing, setChanging] = useState(false);
  return (
    <Section title={t('title')} number={number} ref={ref}>
      <p className={screen.muted}>{t('about')}</p>
      {!enrolled ? (
        <p>{t('first-enrol')}</p>
      ) : backup && backup.setUp && !changing ? (
        <Arranged backup={backup} onChangePassphrase={() => setChanging(true)} />
      ) : (
        <PassphraseForm onDone={() => setChanging(false)} />
      )}
    </Section>
  );
}
