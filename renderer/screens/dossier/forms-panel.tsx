import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nextPrint } from '../../../shared/domain/dossier/decide.ts';
import {
  chosenForm,
  CONTROL_SHEET,
  stepForms,
  type FormRef,
} from '../../../shared/domain/dossier/form-print.ts';
import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import { RadioChoice } from '../../components/radio-choice.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { formatWhen } from '../../i18n/when.ts';
import { formContent, formFingerprint } from '../../print/forms/form-model.ts';
import { now } from '../../session/clock.ts';
import type { PrintMode } from '../../use-cases/print-paper.ts';
import { PanelForm } from './panel-form.tsx';
import { usePrinting } from './use-printing.ts';

interface FormsPanelProps {
  readonly dossier: Dossier;
  readonly onDone: (said: string) => void;
  readonly onCancel: () => void;
}

/** The forms a dossier has by now: of its steps, the latest first, then the control sheet. */
function formsOf(dossier: Dossier): readonly FormRef[] {
  return [...stepForms(dossier), CONTROL_SHEET].filter((form) => chosenForm(dossier, form, now()) !== null);
}

/** Says each form's number, name, when it was made out and what its next print would be. */
function useFormLabel(dossier: Dossier): (form: FormRef) => string {
  const { t, i18n } = useTranslation('life');
  return (form) => {
    const content = formContent(dossier, form, now());
    const { kind } = nextPrint(dossier, content && formFingerprint(content), form);
    const parts = [
      t('form.named', { number: content?.form ?? '', name: t(`form.${form.form}`) }),
      form.step ? formatWhen(form.step.at, 'full', i18n.language) : null,
      t(`form.next-${kind}`),
    ];
    return parts.filter((part) => part !== null).join(' · ');
  };
}

/** Prints a form again, or saves it as a PDF. */
export function FormsPanel({ dossier, onDone, onCancel }: FormsPanelProps) {
  const { t } = useTranslation('life');
  const errorText = useErrorText();
  const label = useFormLabel(dossier);
  const forms = formsOf(dossier);
  const [chosen, setChosen] = useState('0');
  const [mode, setMode] = useState<PrintMode>('print');
  const { errors, form: print } = usePrinting(dossier.id);
  async function submit(): Promise<boolean> {
    const said = await print(forms[Number(chosen)] ?? CONTROL_SHEET, mode);
    if (said !== null) onDone(said);
    return said !== null;
  }
  return (
    <PanelForm
      title={t('form.title')}
      save={t(`form.do-${mode}`)}
      error={errors[0] ? errorText(errors[0]) : null}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <SelectField
        label={t('form.which')}
        options={forms.map((form, i) => ({ value: String(i), label: label(form) }))}
        value={chosen}
        onChange={(event) => setChosen(event.target.value)}
        autoFocus
      />
      <RadioChoice
        label={t('form.how')}
        options={(['print', 'save-pdf'] as const).map((value) => ({ value, label: t(`form.do-${value}`) }))}
        value={mode}
        onChange={setMode}
      />
    </PanelForm>
  );
}
