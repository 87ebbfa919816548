import { useLiveQuery } from 'dexie-react-hooks';
import { useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { appError, type AppError } from '../../../shared/errors.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { KeyValue } from '../../components/key-value.tsx';
import { NumberField } from '../../components/number-field.tsx';
import { Section } from '../../components/section.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { services } from '../../session/services.ts';
import { goTo, useSession } from '../../session/session.ts';
import { enrolCounter } from '../../use-cases/enrol-counter.ts';
import { outboxSummary } from '../../store/outbox-view.ts';
import { typedIn } from '../typed-in.ts';
import { useRequest } from '../use-request.ts';
import { RestoreForm } from './restore-form.tsx';
import { HandOver, TakeOverForm } from './standing-part.tsx';
import styles from './settings.module.css';
import { SubmitForm } from './submit-form.tsx';

function checkForm(code: string, number: string): readonly AppError[] {
  return [
    ...(code.trim() === '' ? [appError('field-required', {}, 'code')] : []),
    ...(/^[1-9]\d?$/u.test(number.trim())
      ? []
      : [appError(number.trim() === '' ? 'field-required' : 'count-invalid', {}, 'number')]),
  ];
}

/** Where the portal's answer belongs: beside the box it is about, or over the form. */
function placeOf(error: AppError): 'code' | 'number' | 'form' {
  if (error.field === 'code' || error.code === 'enrolment-code-wrong') return 'code';
  return error.field === 'number' || error.code === 'counter-number-taken' ? 'number' : 'form';
}

function EnrolForm() {
  const { t } = useTranslation('settings');
  const errorText = useErrorText();
  const [wrong, setWrong] = useState<readonly AppError[]>([]);
  const { busy, errors, run } = useRequest();
  const all = [...wrong, ...errors];
  const textFor = (place: ReturnType<typeof placeOf>) => {
    const error = all.find((each) => placeOf(each) === place);
    return error ? errorText(error) : null;
  };
  function submit(values: FormData): void {
    const [code, number] = [typedIn(values, 'code'), typedIn(values, 'number')];
    const found = checkForm(code, number);
    setWrong(found);
    if (found.length === 0)
      void run(() => enrolCounter({ enrolmentCode: code.trim(), counterNumber: Number(number) }));
  }
  return (
    <SubmitForm
      error={textFor('form')}
      submit={busy ? t('counter.busy') : t('counter.enrol')}
      onSubmit={submit}
    >
      <TextField
        className={styles.wide}
        name="code"
        label={t('counter.code')}
        description={t('counter.code-about')}
        error={textFor('code')}
        maxLength={100}
      />
      <NumberField
        className={styles.narrow}
        name="number"
        label={t('counter.number')}
        description={t('counter.number-about')}
        error={textFor('number')}
        maxLength={2}
      />
    </SubmitForm>
  );
}

/** Which counter of which office this machine is; once enrolled it stays. */
export function CounterPart({ number, ref }: { readonly number: number; readonly ref: Ref<HTMLElement> }) {
  const { t } = useTranslation(['settings', 'common']);
  const device = useSession((session) => session.device);
  const standing = useSession((session) => session.standing);
  const summary = useLiveQuery(() => outboxSummary(services().db), []);
  return (
    <Section title={t('counter.title')} number={number} ref={ref}>
      {device && standing === 'copied' && <TakeOverForm counter={device.counter} />}
      {device && standing === 'moved' && <HandOver unsent={summary?.unsent ?? 0} held={summary?.held ?? 0} />}
      {standing === 'moved' && summary?.unsent === 0 && summary.held === 0 && (
        <>
          <h3>{t('counter.anew')}</h3>
          <EnrolForm />
        </>
      )}
      {device ? (
        <div className={styles.form}>
          <KeyValue
            facts={[
              { label: t('counter.office'), value: device.office.nameVi },
              {
                label: t('counter.name'),
                value: t('counter.is', { number: device.counterNumber, counter: device.counter }),
              },
            ]}
          />
          <ActionButton
            keys="Alt+V"
            onPress={() => {
              goTo('capabilities');
            }}
          >
            {t('common:screen.capabilities')}
          </ActionButton>
          <ActionButton
            keys="Alt+L"
            onPress={() => {
              goTo('calendar');
            }}
          >
            {t('common:screen.calendar')}
          </ActionButton>
        </div>
      ) : (
        <>
          <EnrolForm />
          <RestoreForm />
        </>
      )}
    </Section>
  );
}
