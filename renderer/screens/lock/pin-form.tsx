import { useTranslation } from 'react-i18next';
import { TextField } from '../../components/text-field.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { choosePin } from '../../use-cases/pin.ts';
import { SubmitForm } from '../settings/submit-form.tsx';
import { typedIn } from '../typed-in.ts';
import { useRequest } from '../use-request.ts';

export interface PinFormProps {
  /** Whose, by a supervisor; null for one's own. */
  readonly slot: string | null;
  /** Whether the present PIN is asked for. */
  readonly askCurrent: boolean;
  readonly onDone: () => void;
}

/** Chooses a PIN, typed twice. */
export function PinForm({ slot, askCurrent, onDone }: PinFormProps) {
  const { t } = useTranslation('lock');
  const errorText = useErrorText();
  const { busy, errors, run } = useRequest();
  const [error] = errors;
  const digits = { type: 'password', inputMode: 'numeric', maxLength: 12 } as const;
  return (
    <SubmitForm
      error={error ? errorText(error) : null}
      submit={busy ? t('busy') : t('set.save')}
      onSubmit={(values, form) => {
        const current = askCurrent ? typedIn(values, 'current') : null;
        const [pin, again] = [typedIn(values, 'pin'), typedIn(values, 'again')];
        void run(() => choosePin({ pin, again, current, slot })).then((done) => {
          form.reset();
          if (done) onDone();
          else form.querySelector('input')?.focus();
        });
      }}
    >
      {askCurrent && <TextField {...digits} name="current" label={t('set.current')} autoFocus />}
      <TextField
        {...digits}
        name="pin"
        label={t('set.pin')}
        description={t('set.rule')}
        autoFocus={!askCurrent}
      />
      <TextField {...digits} name="again" label={t('set.again')} />
    </SubmitForm>
  );
}
