import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { handOver, takeOverCounter } from '../../use-cases/take-over-counter.ts';
import { typedIn } from '../typed-in.ts';
import { useRequest } from '../use-request.ts';
import styles from './settings.module.css';
import { SubmitForm } from './submit-form.tsx';

/** This machine's data is a copy of a counter: take the counter over, or close the app. */
export function TakeOverForm({ counter }: { readonly counter: string }) {
  const { t } = useTranslation('backup');
  const errorText = useErrorText();
  const { busy, errors, run } = useRequest();
  return (
    <SubmitForm
      about={
        <Notice kind="warning" title={t('copied.title', { counter })}>
          <p>{t('copied.text')}</p>
          <p>{t('copied.or-close')}</p>
        </Notice>
      }
      error={errors[0] ? errorText(errors[0]) : null}
      submit={busy ? t('busy') : t('copied.take-over')}
      onSubmit={(values) => void run(() => takeOverCounter(typedIn(values, 'take-over-code').trim()))}
    >
      <TextField
        className={styles.wide}
        name="take-over-code"
        label={t('copied.code')}
        description={t('copied.code-about')}
        maxLength={100}
      />
    </SubmitForm>
  );
}

/** Another machine took this counter over: what is unsent here is handed over. */
export function HandOver({ unsent, held }: { readonly unsent: number; readonly held: number }) {
  const { t } = useTranslation('backup');
  const errorText = useErrorText();
  const { busy, errors, run } = useRequest();
  const [done, setDone] = useState(false);
  return (
    <div className={styles.form}>
      <Notice kind="warning" title={t('moved.title')}>
        <p>{t('moved.text')}</p>
        <p>{unsent > 0 ? t('moved.unsent', { count: unsent }) : t('moved.nothing')}</p>
        {held > 0 && <p>{t('moved.held', { count: held })}</p>}
      </Notice>
      {errors[0] && <Notice kind="error">{errorText(errors[0])}</Notice>}
      <ActionButton look="primary" onPress={() => void run(handOver).then(setDone)}>
        {busy ? t('busy') : t('moved.hand-over')}
      </ActionButton>
      <p role="status">{done && unsent === 0 ? t('moved.done') : ''}</p>
    </div>
  );
}
