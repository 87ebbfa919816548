import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CORRECTABLE_FIELDS, type CorrectableField } from '../../../shared/domain/dossier/correction.ts';
import { currentValue } from '../../../shared/domain/dossier/current-value.ts';
import type { Reception } from '../../../shared/domain/dossier/state.ts';
import type { AppError } from '../../../shared/errors.ts';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { correctDossier } from '../../use-cases/change-dossier.ts';
import { typedIn } from '../typed-in.ts';
import { useRequest } from '../use-request.ts';
import { CorrectionValue } from './correction-value.tsx';
import styles from './dossier.module.css';
import { useFieldText } from './field-value.ts';
import { PanelForm } from './panel-form.tsx';
import { readValue } from './read-value.ts';

/** Where an error of a correction belongs: the value typed, the reason, or the approver. */
function placeOf({ code, field }: AppError): 'value' | 'reason' | 'approver' | 'form' {
  if (code === 'reason-required' || field === 'reason') return 'reason';
  if (code === 'approver-required' || field === 'approver') return 'approver';
  return field === undefined ? 'form' : 'value';
}

interface CorrectPanelProps {
  readonly dossierId: string;
  readonly reception: Reception;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Corrects one field: what, to what, and why. The old value stays in the history. */
export function CorrectPanel({ dossierId, reception, onDone, onCancel }: CorrectPanelProps) {
  const { t } = useTranslation('dossier');
  const text = useFieldText();
  const errorText = useErrorText();
  const fields = CORRECTABLE_FIELDS.filter((field) => currentValue(reception, field) !== undefined);
  const [field, setField] = useState<CorrectableField>('applicant.name');
  const { errors, run } = useRequest();
  const textFor = (place: ReturnType<typeof placeOf>) => {
    const error = errors.find((each) => placeOf(each) === place);
    return error ? errorText(error) : null;
  };
  async function submit(values: FormData): Promise<boolean> {
    const text = (name: string) => typedIn(values, name);
    const approver = text('approver').trim();
    const correction = {
      dossierId,
      field,
      to: readValue(field, text),
      reason: text('reason'),
      approver: approver === '' ? null : approver,
    };
    const done = await run(() => correctDossier(correction));
    if (done) onDone();
    return done;
  }
  return (
    <PanelForm
      title={t('correct-panel.title')}
      save={t('correct-panel.save')}
      error={textFor('form')}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <div className={styles.fields}>
        <SelectField
          label={t('correct-panel.field')}
          options={fields.map((value) => ({ value, label: t(`field.${value}`) }))}
          value={field}
          autoFocus
          onChange={(event) => setField(fields.find((each) => each === event.target.value) ?? field)}
        />
        <CorrectionValue
          key={field}
          field={field}
          current={currentValue(reception, field)}
          error={textFor('value')}
        />
        <TextField
          name="reason"
          label={t('correct-panel.reason')}
          error={textFor('reason')}
          maxLength={500}
        />
        {field === 'dueAt' && (
          <TextField
            name="approver"
            label={t('correct-panel.approver')}
            description={t('correct-panel.approver-about')}
            error={textFor('approver')}
            maxLength={200}
          />
        )}
      </div>
      <p className={styles.who}>
        {t('correct-panel.now')}: {text(field, currentValue(reception, field))}
      </p>
    </PanelForm>
  );
}
