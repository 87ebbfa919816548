import { useTranslation } from 'react-i18next';
import { formatDong } from '../../../shared/domain/money.ts';
import type { MoneyBody } from '../../../shared/domain/dossier/payments.ts';
import type { EReceiptAnswer } from '../../../shared/domain/dossier/receipt-papers.ts';
import { formatReceiptNumber } from '../../../shared/domain/receipt-number.ts';

/** Gives what a movement of money says, line by line. */
export function useMoneyStory(): (body: MoneyBody) => readonly string[] {
  const { t } = useTranslation('dossier');
  return (body) => {
    if (body.type === 'feeExempted')
      return [t('story.exempted', { amount: formatDong(body.data.amount), ground: body.data.ground })];
    const { receipt } = body.data;
    return [
      ...(body.type === 'receiptVoided'
        ? []
        : [
            t('story.fee', { amount: formatDong(body.data.amount), method: t(`method.${body.data.method}`) }),
          ]),
      ...(receipt ? [t('story.receipt', { receipt: formatReceiptNumber(receipt) })] : []),
      ...('reason' in body.data ? [t('story.reason', { reason: body.data.reason })] : []),
    ];
  };
}

/** Gives what the provider of e-receipts said, line by line. */
export function useAnswerStory(): (answered: EReceiptAnswer) => readonly string[] {
  const { t } = useTranslation('dossier');
  return (answered) => {
    const receipt = formatReceiptNumber(answered.receipt);
    if (answered.outcome === 'refused')
      return [
        t('story.e-receipt-refused', { receipt, provider: answered.provider }),
        t('story.reason', { reason: answered.reason }),
      ];
    const { what, number, lookupCode, provider } = answered;
    return [
      t(`story.e-receipt-${what}`, { receipt, provider }),
      t('story.e-receipt-code', { number, lookupCode }),
    ];
  };
}
