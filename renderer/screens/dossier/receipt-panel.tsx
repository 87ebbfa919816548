import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { takingsOf, type Taking } from '../../../shared/domain/dossier/payments.ts';
import { eReceiptOf, receiptPrintsOf } from '../../../shared/domain/dossier/receipt-papers.ts';
import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import { formatDong } from '../../../shared/domain/money.ts';
import { formatReceiptNumber, type ReceiptNumber } from '../../../shared/domain/receipt-number.ts';
import { RadioChoice } from '../../components/radio-choice.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import type { PrintMode } from '../../use-cases/print-paper.ts';
import { PanelForm } from './panel-form.tsx';
import { usePrinting } from './use-printing.ts';

type Numbered = Taking & { readonly receipt: ReceiptNumber };

/** What was taken on a numbered receipt, the newest first. */
export function receiptsOf(dossier: Dossier): readonly Numbered[] {
  return takingsOf(dossier)
    .filter((taking): taking is Numbered => taking.receipt !== null)
    .toReversed();
}

interface ReceiptPanelProps {
  readonly dossier: Dossier;
  readonly onDone: (said: string) => void;
  readonly onCancel: () => void;
}

/** Prints the receipt of a fee or of postage, or saves it as a PDF. */
export function ReceiptPanel({ dossier, onDone, onCancel }: ReceiptPanelProps) {
  const { t } = useTranslation('dossier');
  const errorText = useErrorText();
  const receipts = receiptsOf(dossier);
  const [chosen, setChosen] = useState('0');
  const [mode, setMode] = useState<PrintMode>('print');
  const { errors, feeReceipt: print } = usePrinting(dossier.id);
  const label = ({ what, receipt, amount, voided }: Numbered) =>
    [
      t(`receipt-panel.of-${what}`, {
        receipt: formatReceiptNumber(receipt),
        amount: formatDong(amount),
      }),
      voided ? t('receipt-panel.voided') : null,
      receiptPrintsOf(dossier, receipt).length > 0 ? t('receipt-panel.again') : t('receipt-panel.first'),
    ]
      .filter((part) => part !== null)
      .join(' · ');
  const receipt = receipts[Number(chosen)]?.receipt;
  const electronic = receipt && eReceiptOf(dossier, receipt);
  async function submit(): Promise<boolean> {
    const said = receipt ? await print(receipt, mode) : null;
    if (said !== null) onDone(said);
    return said !== null;
  }
  return (
    <PanelForm
      title={t('receipt-panel.title')}
      save={t(`receipt-panel.do-${mode}`)}
      error={errors[0] ? errorText(errors[0]) : null}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <SelectField
        label={t('receipt-panel.which')}
        options={receipts.map((each, i) => ({ value: String(i), label: label(each) }))}
        value={chosen}
        onChange={(event) => setChosen(event.target.value)}
        autoFocus
      />
      {electronic && <p>{t('receipt-panel.electronic', electronic)}</p>}
      <RadioChoice
        label={t('receipt-panel.how')}
        options={(['print', 'save-pdf'] as const).map((value) => ({
          value,
          label: t(`receipt-panel.do-${value}`),
        }))}
        value={mode}
        onChange={setMode}
      />
    </PanelForm>
  );
}
