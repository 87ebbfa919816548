import { useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../../shared/domain/rights.ts';
import { appError, type AppError } from '../../../shared/errors.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { KeyValue } from '../../components/key-value.tsx';
import { Section } from '../../components/section.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { goTo, useSession } from '../../session/session.ts';
import { signIn, signOut } from '../../use-cases/enrol-counter.ts';
import screen from '../screen.module.css';
import { typedIn } from '../typed-in.ts';
import { useRequest } from '../use-request.ts';
import { PinPart } from './pin-part.tsx';
import styles from './settings.module.css';
import { SubmitForm } from './submit-form.tsx';

function SignInForm() {
  const { t } = useTranslation('settings');
  const errorText = useErrorText();
  const [wrong, setWrong] = useState<readonly AppError[]>([]);
  const { busy, errors, run } = useRequest();
  const fieldError = (field: string) => {
    const error = wrong.find((each) => each.field === field);
    return error ? errorText(error) : null;
  };
  function submit(values: FormData, form: HTMLFormElement): void {
    const [username, password] = [typedIn(values, 'username').trim(), typedIn(values, 'password')];
    const missing = Object.entries({ username, password }).filter(([, text]) => text === '');
    setWrong(missing.map(([field]) => appError('field-required', {}, field)));
    if (missing.length > 0) return;
    void run(() => signIn({ username, password })).then((done) => {
      if (done) form.reset();
    });
  }
  return (
    <SubmitForm
      error={errors[0] ? errorText(errors[0]) : null}
      submit={busy ? t('counter.busy') : t('session.sign-in')}
      onSubmit={submit}
    >
      <TextField
        className={styles.wide}
        name="username"
        label={t('session.username')}
        error={fieldError('username')}
        maxLength={100}
      />
      <TextField
        className={styles.wide}
        name="password"
        type="password"
        label={t('session.password')}
        error={fieldError('password')}
        maxLength={200}
      />
    </SubmitForm>
  );
}

function SignedIn({ name, role }: { readonly name: string; readonly role: Role }) {
  const { t } = useTranslation(['settings', 'common']);
  useHotkeys([
    { keys: 'Alt+N', label: t('common:screen.acts'), run: () => goTo('acts') },
    { keys: 'Alt+D', label: t('common:screen.privacy'), run: () => goTo('privacy') },
  ]);
  const ended = useSession((session) => session.sync.trouble === 'portal-unauthorised');
  return (
    <div className={styles.form}>
      <KeyValue facts={[{ label: t('session.who'), value: `${name} · ${t(`session.role.${role}`)}` }]} />
      {ended ? (
        <>
          <h3>{t('session.sign-in-again')}</h3>
          <SignInForm />
        </>
      ) : (
        <p>{t('session.ready')}</p>
      )}
      <ActionButton keys="Alt+N" onPress={() => goTo('acts')}>
        {t('common:screen.acts')}
      </ActionButton>
      <ActionButton keys="Alt+D" onPress={() => goTo('privacy')}>
        {t('common:screen.privacy')}
      </ActionButton>
      <PinPart />
      <ActionButton onPress={() => void signOut()}>{t('session.sign-out')}</ActionButton>
      <p className={screen.muted}>{t('session.sign-out-about')}</p>
    </div>
  );
}

/** Who is at the counter. */
export function SessionPart({ number, ref }: { readonly number: number; readonly ref: Ref<HTMLElement> }) {
  const { t } = useTranslation('settings');
  const device = useSession((session) => session.device);
  const staff = useSession((session) => session.staff);
  const standing = useSession((session) => session.standing);
  return (
    <Section title={t('session.title')} number={number} ref={ref}>
      {staff && standing !== 'copied' ? (
        <SignedIn name={staff.name} role={staff.role} />
      ) : device && standing !== 'copied' ? (
        <SignInForm />
      ) : (
        <p>{t('session.first-enrol')}</p>
      )}
    </Section>
  );
}
