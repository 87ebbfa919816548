import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { leftOf, takingsOf, type Taking } from '../../../shared/domain/dossier/payments.ts';
import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import { formatDong } from '../../../shared/domain/money.ts';
import { formatReceiptNumber } from '../../../shared/domain/receipt-number.ts';
import { RadioChoice } from '../../components/radio-choice.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { refund, voidReceipt } from '../../use-cases/move-money.ts';
import { typedDong } from '../typed-dong.ts';
import { typedIn } from '../typed-in.ts';
import { useRequest } from '../use-request.ts';
import { PanelForm } from './panel-form.tsx';

/** What was taken on the dossier and can still be given back or voided, newest first. */
export function refundable(dossier: Dossier): readonly Taking[] {
  return takingsOf(dossier)
    .filter((taking) => !taking.voided && (leftOf(taking) > 0 || taking.receipt))
    .toReversed();
}

interface RefundPanelProps {
  readonly dossier: Dossier;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Gives money back on a receipt, or voids it: all that is left goes back and the right amount can be taken again. */
export function RefundPanel({ dossier, onDone, onCancel }: RefundPanelProps) {
  const { t } = useTranslation('dossier');
  const errorText = useErrorText();
  const { errors, run } = useRequest();
  const takings = refundable(dossier);
  const [at, setAt] = useState('0');
  const [what, setWhat] = useState<'refund' | 'void'>('refund');
  const [method, setMethod] = useState<'cash' | 'transfer'>('cash');
  const taking = takings[Number(at)];
  async function submit(values: FormData): Promise<boolean> {
    if (!taking) return false;
    const common = { dossierId: dossier.id, method, reason: typedIn(values, 'reason') };
    const { receipt } = taking;
    const done = await run(() =>
      what === 'void' && receipt
        ? voidReceipt({ ...common, receipt })
        : refund({ ...common, receipt, amount: typedDong(typedIn(values, 'amount')) }),
    );
    if (done) onDone();
    return done;
  }
  const errorOf = (field: string) => {
    const found = errors.find((error) => error.field === field);
    return found ? errorText(found) : null;
  };
  const general = errors.find(({ field }) => field !== 'amount' && field !== 'reason');
  return (
    <PanelForm
      title={t('refund-panel.title')}
      save={t(`refund-panel.save-${what}`)}
      error={general ? errorText(general) : null}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <RadioChoice
        label={t('refund-panel.receipt')}
        options={takings.map((each, i) => ({
          value: String(i),
          label: t('refund-panel.left', {
            receipt: each.receipt ? formatReceiptNumber(each.receipt) : t('event.feeTaken'),
            left: formatDong(leftOf(each)),
          }),
        }))}
        value={at}
        onChange={setAt}
      />
      <RadioChoice
        label={t('refund-panel.what')}
        options={(['refund', 'void'] as const).map((value) => ({
          value,
          label: t(`refund-panel.${value}`),
          disabled: value === 'void' && !taking?.receipt,
        }))}
        value={what}
        onChange={setWhat}
        description={t('refund-panel.about')}
      />
      {what === 'refund' && (
        <TextField
          name="amount"
          inputMode="numeric"
          label={t('refund-panel.amount')}
          autoFocus
          error={errorOf('amount')}
        />
      )}
      <RadioChoice
        label={t('fee-panel.method')}
        options={(['cash', 'transfer'] as const).map((value) => ({ value, label: t(`method.${value}`) }))}
        value={method}
        onChange={setMethod}
      />
      <TextField name="reason" label={t('refund-panel.reason')} error={errorOf('reason')} />
    </PanelForm>
  );
}
