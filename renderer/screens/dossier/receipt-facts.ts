import { useTranslation } from 'react-i18next';
import { answersOn, eReceiptOf } from '../../../shared/domain/dossier/receipt-papers.ts';
import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import { formatReceiptNumber, type ReceiptNumber } from '../../../shared/domain/receipt-number.ts';
import type { Fact } from '../../components/key-value.tsx';
import { receiptsOf } from './receipt-panel.tsx';

/** Gives how an e-receipt stands: its lookup code, that it waits, or that the provider refused. */
export function useEReceiptText(): (dossier: Dossier, receipt: ReceiptNumber) => string {
  const { t } = useTranslation('dossier');
  return (dossier, receipt) => {
    const issued = eReceiptOf(dossier, receipt);
    if (issued) return t('e-receipt.code', { code: issued.lookupCode });
    return t(answersOn(dossier, receipt).length > 0 ? 'e-receipt.refused' : 'e-receipt.waiting');
  };
}

/** The receipts of a dossier, each with how its e-receipt stands; none where none was given. */
export function useReceiptFacts(dossier: Dossier): readonly Fact[] {
  const { t } = useTranslation('dossier');
  const text = useEReceiptText();
  const receipts = receiptsOf(dossier).toReversed();
  if (receipts.length === 0) return [];
  const lines = receipts.map(({ receipt, voided, what }) =>
    [
      `${formatReceiptNumber(receipt)} (${t(`e-receipt.of-${what}`)})`,
      voided ? t('receipt-panel.voided') : null,
      text(dossier, receipt),
    ]
      .filter((part) => part !== null)
      .join(' · '),
  );
  return [{ label: t('label.receipts'), value: lines.join('; ') }];
}

/** Receipts whose e-receipt, or an adjustment of it, the provider refused, with its reason. */
export function refusedReceipts(dossier: Dossier): readonly { receipt: ReceiptNumber; reason: string }[] {
  return receiptsOf(dossier).flatMap(({ receipt }) => {
    const last = answersOn(dossier, receipt).at(-1);
    return last?.outcome === 'refused' ? [{ receipt, reason: last.reason }] : [];
  });
}
