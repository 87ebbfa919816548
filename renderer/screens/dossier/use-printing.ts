import { useTranslation } from 'react-i18next';
import type { FormRef } from '../../../shared/domain/dossier/form-print.ts';
import type { ReceiptNumber } from '../../../shared/domain/receipt-number.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import { printFeeReceipt } from '../../use-cases/print-fee-receipt.ts';
import { printForm } from '../../use-cases/print-form.ts';
import type { PrintMode } from '../../use-cases/print-paper.ts';
import { printLabels } from '../../use-cases/print-post.ts';
import { printReceipt } from '../../use-cases/print-receipt.ts';
import { useRequest } from '../use-request.ts';

export interface Printing {
  readonly busy: boolean;
  readonly errors: readonly AppError[];
  receipt(paper: 'A4' | 'A5', mode: PrintMode): Promise<string | null>;
  form(form: FormRef, mode: PrintMode): Promise<string | null>;
  feeReceipt(receipt: ReceiptNumber, mode: PrintMode): Promise<string | null>;
  label(): Promise<string | null>;
}

/** Prints or saves papers of a dossier; gives what to say about it, or null when it did not work. */
export function usePrinting(dossierId: string): Printing {
  const { t } = useTranslation('dossier');
  const { busy, errors, run } = useRequest();
  async function print(
    mode: PrintMode,
    ask: () => Promise<Result<{ readonly where: string }, readonly AppError[]>>,
  ): Promise<string | null> {
    let where = '';
    const done = await run(async () => {
      const result = await ask();
      if (result.ok) where = result.value.where;
      return result;
    });
    if (!done) return null;
    return mode === 'print' ? t('done.printed') : t('done.saved', { where });
  }
  return {
    busy,
    errors,
    receipt: (paper, mode) => print(mode, () => printReceipt({ dossierId, paper, mode })),
    form: (form, mode) => print(mode, () => printForm({ dossierId, form, mode })),
    feeReceipt: (receipt, mode) => print(mode, () => printFeeReceipt(dossierId, receipt, mode)),
    label: () => print('print', () => printLabels([dossierId])),
  };
}
