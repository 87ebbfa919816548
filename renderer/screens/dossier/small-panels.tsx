import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDong } from '../../../shared/domain/money.ts';
import { RadioChoice } from '../../components/radio-choice.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { addNote } from '../../use-cases/change-dossier.ts';
import { takeFee } from '../../use-cases/move-money.ts';
import { typedDong } from '../typed-dong.ts';
import { typedIn } from '../typed-in.ts';
import { useRequest } from '../use-request.ts';
import { PanelForm } from './panel-form.tsx';
import { TransferQr } from './transfer-qr.tsx';

interface PanelProps {
  readonly dossierId: string;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Adds a note. */
export function NotePanel({ dossierId, onDone, onCancel }: PanelProps) {
  const { t } = useTranslation('dossier');
  const errorText = useErrorText();
  const { errors, run } = useRequest();
  async function submit(values: FormData): Promise<boolean> {
    const text = typedIn(values, 'text');
    const done = await run(() => addNote({ dossierId, text }));
    if (done) onDone();
    return done;
  }
  return (
    <PanelForm
      title={t('note-panel.title')}
      save={t('note-panel.save')}
      error={null}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <TextField
        name="text"
        label={t('note-panel.label')}
        description={t('note-panel.about')}
        multiline
        autoFocus
        error={errors[0] ? errorText(errors[0]) : null}
      />
    </PanelForm>
  );
}

interface FeePanelProps extends PanelProps {
  readonly code: string;
  readonly office: string;
  /** Whole đồng. */
  readonly amount: number;
}

/** Records that the whole fee was taken; for a transfer it shows what to scan. */
export function FeePanel({ dossierId, code, office, amount, onDone, onCancel }: FeePanelProps) {
  const { t } = useTranslation('dossier');
  const errorText = useErrorText();
  const [method, setMethod] = useState<'cash' | 'transfer'>('cash');
  const { errors, run } = useRequest();
  const errorOf = (field: string) => {
    const found = errors.find((error) => error.field === field);
    return found ? errorText(found) : null;
  };
  const general = errors.find(({ field }) => field !== 'amount' && field !== 'ground');
  async function submit(values: FormData): Promise<boolean> {
    const taken = typedDong(typedIn(values, 'amount'));
    const done = await run(() =>
      takeFee({ dossierId, method, amount: taken, ground: typedIn(values, 'ground') }),
    );
    if (done) onDone();
    return done;
  }
  return (
    <PanelForm
      title={t('fee-panel.title', { amount: formatDong(amount) })}
      save={t('fee-panel.save')}
      error={general ? errorText(general) : null}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <TextField
        name="amount"
        inputMode="numeric"
        label={t('fee-panel.amount')}
        defaultValue={String(amount)}
        autoFocus
        error={errorOf('amount')}
      />
      <TextField name="ground" label={t('fee-panel.ground')} error={errorOf('ground')} />
      <RadioChoice
        label={t('fee-panel.method')}
        options={(['cash', 'transfer'] as const).map((value) => ({ value, label: t(`method.${value}`) }))}
        value={method}
        onChange={setMethod}
      />
      {method === 'transfer' && <TransferQr code={code} office={office} amount={amount} />}
    </PanelForm>
  );
}
