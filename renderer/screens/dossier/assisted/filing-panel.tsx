import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readFilingNumber } from '../../../../shared/domain/dossier/filing.ts';
import type { Dossier } from '../../../../shared/domain/dossier/state.ts';
import { TextField } from '../../../components/text-field.tsx';
import { useErrorText } from '../../../i18n/error-text.ts';
import { recordFiling } from '../../../use-cases/change-dossier.ts';
import { useRequest } from '../../use-request.ts';
import { useNumberCheck } from '../../reception/number-check.tsx';
import { PanelForm } from '../panel-form.tsx';

interface FilingPanelProps {
  readonly dossier: Dossier;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Writes down the number the portal gave the citizen. */
export function FilingPanel({ dossier, onDone, onCancel }: FilingPanelProps) {
  const { t } = useTranslation('reception');
  const errorText = useErrorText();
  const { errors, run } = useRequest();
  const [typed, setTyped] = useState('');
  const check = useNumberCheck(typed, dossier.assistance?.procedure.code ?? '');
  async function submit(): Promise<boolean> {
    const number = readFilingNumber(typed) ?? typed;
    const done = await run(() => recordFiling({ dossierId: dossier.id, number }));
    if (done) onDone();
    return done;
  }
  return (
    <PanelForm
      title={t('guide.number')}
      save={t('guide.record')}
      error={null}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <TextField
        name="number"
        label={t('guide.number')}
        hint={t('guide.number-hint')}
        description={t('guide.never-us')}
        autoFocus
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
        error={errors[0] ? errorText(errors[0]) : null}
      />
      {check !== null && <p role="status">{check}</p>}
    </PanelForm>
  );
}
