import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readFilingNumber } from '../../../shared/domain/dossier/filing.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { FoundFiling } from '../../../shared/portal/filing.ts';
import { fail, type Result } from '../../../shared/result.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { RadioChoice } from '../../components/radio-choice.tsx';
import { TextField } from '../../components/text-field.tsx';
import { When } from '../../components/when.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { readDay } from '../../i18n/when.ts';
import { useSession } from '../../session/session.ts';
import { bringFiling, findFilings, type FilingQuestion } from '../../use-cases/find-filing.ts';
import { PanelForm } from '../dossier/panel-form.tsx';
import { openDossier } from '../open-dossier.ts';
import screen from '../screen.module.css';
import { typedIn } from '../typed-in.ts';
import { useRequest } from '../use-request.ts';

type By = FilingQuestion['kind'];
const WAYS = ['number', 'birth-date', 'phone'] as const satisfies readonly By[];

/** What was typed as a question; a reason why it is none yet. */
function questionOf(by: By, values: FormData): Result<FilingQuestion, readonly AppError[]> {
  const typed = (name: string) => typedIn(values, name).trim();
  const required = (field: string) => fail([{ code: 'field-required', field } as const]);
  if (by === 'number') {
    const number = readFilingNumber(typed('number'));
    return number === null
      ? fail([{ code: typed('number') === '' ? 'field-required' : 'filing-number-invalid', field: 'number' }])
      : { ok: true, value: { kind: 'number', number } };
  }
  const identity = typed('identity');
  if (!/^[A-Z0-9 .-]{5,20}$/iu.test(identity)) return fail([{ code: 'identity-length', field: 'identity' }]);
  if (by === 'phone') {
    const phone = typed('phone');
    if (phone === '') return required('phone');
    return { ok: true, value: { kind: 'phone', identity, phone } };
  }
  const birthDate = readDay(typed('birthDate'));
  return birthDate === null
    ? fail([{ code: 'date-invalid', field: 'birthDate' }])
    : { ok: true, value: { kind: 'birth-date', identity, birthDate } };
}

interface AskPortalProps {
  /** What stands in the search box. */
  readonly text: string;
  readonly onCancel: () => void;
}

/** Asks the portal for what a citizen filed online, with what only they can have told; found, it is brought here. */
export function AskPortal({ text, onCancel }: AskPortalProps) {
  const { t } = useTranslation('search');
  const errorText = useErrorText();
  const [by, setBy] = useState<By>('number');
  const [found, setFound] = useState<readonly FoundFiling[] | null>(null);
  const { errors, run } = useRequest();
  const online = useSession((session) => session.sync.connection === 'online');
  const errorOf = (field: string) => {
    const error = errors.find((each) => each.field === field);
    return error ? errorText(error) : null;
  };
  const other = errors.find(({ field }) => field === undefined);

  async function submit(values: FormData): Promise<boolean> {
    setFound(null);
    const question = questionOf(by, values);
    return run(async () => {
      if (!question.ok) return question;
      const answer = await findFilings(question.value);
      if (answer.ok) setFound(answer.value);
      return answer;
    });
  }
  async function bring(number: string): Promise<void> {
    await run(async () => {
      const brought = await bringFiling(number);
      if (brought.ok) openDossier(brought.value);
      return brought;
    });
  }
  return (
    <PanelForm
      title={t('ask.title')}
      save={t('ask.find')}
      error={other ? errorText(other) : null}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <p>{t('ask.about')}</p>
      {!online && <p role="status">{t('ask.offline')}</p>}
      <RadioChoice
        label={t('ask.by')}
        options={WAYS.map((value) => ({ value, label: t(`ask.way.${value}`) }))}
        value={by}
        onChange={setBy}
      />
      {by === 'number' ? (
        <TextField
          key="number"
          name="number"
          label={t('ask.number')}
          defaultValue={readFilingNumber(text) === null ? '' : text.trim()}
          error={errorOf('number')}
          autoFocus
        />
      ) : (
        <TextField
          name="identity"
          label={t('ask.identity')}
          inputMode="numeric"
          error={errorOf('identity')}
        />
      )}
      {by === 'birth-date' && (
        <TextField name="birthDate" label={t('ask.birth-date')} error={errorOf('birthDate')} />
      )}
      {by === 'phone' && <TextField name="phone" label={t('ask.phone')} error={errorOf('phone')} />}
      {found?.length === 0 && <p role="status">{t('ask.none')}</p>}
      {found && found.length > 0 && (
        <ul aria-label={t('ask.found')}>
          {found.map((each) => (
            <Found key={each.number} found={each} onBring={() => void bring(each.number)} />
          ))}
        </ul>
      )}
    </PanelForm>
  );
}

function Found({ found, onBring }: { readonly found: FoundFiling; readonly onBring: () => void }) {
  const { t } = useTranslation('search');
  const { number, applicant, procedure, filedAt, place } = found;
  return (
    <li className={screen.row}>
      <span>
        <strong>{number}</strong> · {applicant} · {procedure.nameVi} · <When at={filedAt} /> ·{' '}
        {t(`ask.place.${place}`)}
      </span>
      {place !== 'received-elsewhere' && (
        <ActionButton autoFocus onPress={onBring}>
          {t(place === 'here' ? 'ask.open' : 'ask.bring')}
        </ActionButton>
      )}
    </li>
  );
}
