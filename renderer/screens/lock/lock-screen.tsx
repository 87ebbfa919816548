import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appError, type AppError } from '../../../shared/errors.ts';
import type { Desktop } from '../../../shared/ipc/contract.ts';
import type { KeyStatus } from '../../../shared/keys.ts';
import type { Staff } from '../../../shared/portal/contract.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { Notice } from '../../components/notice.tsx';
import { RadioChoice } from '../../components/radio-choice.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { SubmitForm } from '../settings/submit-form.tsx';
import { typedIn } from '../typed-in.ts';
import { useRequest } from '../use-request.ts';
import styles from './lock.module.css';
import { SupportPanel } from './support-panel.tsx';

export interface LockScreenProps {
  readonly desktop: Desktop;
  readonly state: KeyStatus;
  /** Who locked it, to be offered first. */
  readonly last: string | null;
  readonly onOpen: (staff: Staff) => void;
}

/** All there is while the machine is locked: who, and their PIN; or the password, asked of the portal. */
export function LockScreen({ desktop, state, last, onOpen }: LockScreenProps) {
  const { t } = useTranslation('lock');
  const shutOut = state.keys === 'shut-out';
  const [password, setPassword] = useState(shutOut);
  const [support, setSupport] = useState<string | null>(null);
  useHotkeys(shutOut ? [] : [{ keys: 'Alt+2', label: t('other'), run: () => setPassword(!password) }]);
  const leaveSupport = () => {
    setSupport(null);
    setPassword(shutOut);
  };
  // Support opens nothing: it sees the machine, which stays locked.
  const onStaff = (staff: Staff) => (staff.role === 'support' ? setSupport(staff.name) : onOpen(staff));
  if (support !== null)
    return <SupportPanel desktop={desktop} state={state} name={support} onLeave={leaveSupport} />;
  return (
    <main className={styles.lock} data-testid="lock">
      <h1>{t('title')}</h1>
      <p>{t('about')}</p>
      {shutOut && (
        <Notice kind="warning" title={t('shut-out.title')}>
          {t('shut-out.text')}
        </Notice>
      )}
      {password ? (
        <PasswordForm desktop={desktop} onOpen={onStaff} />
      ) : (
        <PinEntry desktop={desktop} state={state} last={last} onOpen={onOpen} />
      )}
      {!shutOut && (
        <ActionButton keys="Alt+2" onPress={() => setPassword(!password)}>
          {password ? t('with-pin') : t('other')}
        </ActionButton>
      )}
    </main>
  );
}

function PinEntry({ desktop, state, last, onOpen }: LockScreenProps) {
  const { t } = useTranslation('lock');
  const errorText = useErrorText();
  const { busy, errors, run } = useRequest();
  const { clerks } = state;
  const [slot, setSlot] = useState(clerks.find(({ name }) => name === last)?.slot ?? clerks[0]?.slot ?? '');
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  // Where to type is where the hands are, also after another was chosen by pointer.
  useEffect(() => field.current?.focus(), []);
  const chosen = clerks.find((each) => each.slot === slot);
  return (
    <>
      {clerks.length > 1 ? (
        <RadioChoice
          label={t('who')}
          options={clerks.map(({ slot: value, name, role }) => ({
            value,
            label: `${name} · ${t(`role.${role}`)}`,
          }))}
          value={slot}
          onChange={setSlot}
        />
      ) : (
        <p className={styles.who}>{chosen?.name}</p>
      )}
      <SubmitForm
        error={errors[0] ? errorText(errors[0]) : null}
        submit={busy ? t('busy') : t('open')}
        onSubmit={(values, form) => {
          const pin = typedIn(values, 'pin');
          form.reset();
          void run(async (): Promise<Result<null, readonly AppError[]>> => {
            const opened = await desktop.invoke('keys:unlock', { slot, pin });
            if (!opened.ok) return fail([appError(opened.error.code, opened.error.params)]);
            onOpen(opened.value.staff);
            return ok(null);
          });
        }}
      >
        <TextField
          ref={field}
          name="pin"
          type="password"
          inputMode="numeric"
          label={t('pin')}
          maxLength={12}
          autoFocus
        />
      </SubmitForm>
    </>
  );
}

function PasswordForm({ desktop, onOpen }: Pick<LockScreenProps, 'desktop' | 'onOpen'>) {
  const { t } = useTranslation('lock');
  const errorText = useErrorText();
  const { busy, errors, run } = useRequest();
  return (
    <SubmitForm
      about={<p>{t('password-about')}</p>}
      error={errors[0] ? errorText(errors[0]) : null}
      submit={busy ? t('busy') : t('sign-in')}
      onSubmit={(values) => {
        const [username, password] = [typedIn(values, 'username').trim(), typedIn(values, 'password')];
        void run(async (): Promise<Result<null, readonly AppError[]>> => {
          if (username === '' || password === '') return fail([appError('field-required')]);
          const signedIn = await desktop.invoke('portal:sign-in', { username, password });
          if (!signedIn.ok) return fail([appError(signedIn.error.code, signedIn.error.params)]);
          onOpen(signedIn.value.staff);
          return ok(null);
        });
      }}
    >
      <TextField name="username" label={t('username')} maxLength={100} autoFocus />
      <TextField name="password" type="password" label={t('password')} maxLength={200} />
    </SubmitForm>
  );
}
