import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { codeOf, type Dossier } from '../../../shared/domain/dossier/state.ts';
import { formatDong } from '../../../shared/domain/money.ts';
import { RadioChoice } from '../../components/radio-choice.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { services } from '../../session/services.ts';
import { currentCatalogue } from '../../store/queries.ts';
import { proposePostage, takePostage } from '../../use-cases/take-postage.ts';
import { typedDong } from '../typed-dong.ts';
import { typedIn } from '../typed-in.ts';
import { useRequest } from '../use-request.ts';
import { PanelForm } from './panel-form.tsx';
import { TransferQr } from './transfer-qr.tsx';

interface PostagePanelProps {
  readonly dossier: Dossier;
  readonly onDone: (amount: number) => void;
  readonly onCancel: () => void;
}

/** Takes the postage of the result at the counter, apart from the fee and with a receipt of its own. */
export function PostagePanel({ dossier, onDone, onCancel }: PostagePanelProps) {
  const { t } = useTranslation('dossier');
  const errorText = useErrorText();
  const { errors, run } = useRequest();
  const [method, setMethod] = useState<'cash' | 'transfer'>('cash');
  const [weight, setWeight] = useState('');
  const [typed, setTyped] = useState<string | null>(null);
  const catalogue = useLiveQuery(() => currentCatalogue(services().db), []);
  const proposed = catalogue ? proposePostage(catalogue, dossier, weight) : null;
  const worked = proposed?.ok ? proposed.value : null;
  // What is typed by hand stands; until then the tariff's price does.
  const amount = typed ?? (worked ? String(worked.amount) : '');
  const errorOf = (field: string) => {
    const found = errors.find((error) => error.field === field);
    return found ? errorText(found) : null;
  };
  const general = errors.find(({ field }) => field !== 'amount' && field !== 'weight');
  async function submit(values: FormData): Promise<boolean> {
    const taken = typedDong(typedIn(values, 'amount'));
    const done = await run(() => takePostage({ dossierId: dossier.id, method, amount: taken, weight }));
    if (done) onDone(taken);
    return done;
  }
  return (
    <PanelForm
      title={t('postage-panel.title')}
      save={t('postage-panel.save')}
      error={general ? errorText(general) : null}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <TextField
        name="weight"
        inputMode="numeric"
        label={t('postage-panel.weight')}
        description={
          worked
            ? t('postage-panel.by-tariff', { amount: formatDong(worked.amount) })
            : t('postage-panel.weight-about')
        }
        value={weight}
        onChange={(event) => setWeight(event.target.value)}
        autoFocus
        error={errorOf('weight')}
      />
      <TextField
        name="amount"
        inputMode="numeric"
        label={t('postage-panel.amount')}
        value={amount}
        onChange={(event) => setTyped(event.target.value)}
        error={errorOf('amount')}
      />
      <RadioChoice
        label={t('fee-panel.method')}
        options={(['cash', 'transfer'] as const).map((value) => ({ value, label: t(`method.${value}`) }))}
        value={method}
        onChange={setMethod}
      />
      {method === 'transfer' && typedDong(amount) > 0 && (
        <TransferQr code={codeOf(dossier)} office={dossier.office} amount={typedDong(amount)} />
      )}
    </PanelForm>
  );
}
