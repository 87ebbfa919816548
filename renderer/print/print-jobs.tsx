import type { Paper } from './paper-parts.tsx';
import type { PrintJob } from './print-layer.tsx';
import { FormPapers } from './forms/form-paper.tsx';
import type { FormModel } from './forms/form-model.ts';
import type { ReceiptModel } from './receipt-model.ts';
import { Receipt } from './receipt.tsx';

/** What stands at the foot of every page of a dossier's paper. */
function footOf(code: string | null): string | null {
  return code === null ? null : `Mã hồ sơ: ${code}`;
}

/** The receipt as a paper to print. */
export function receiptJob(model: ReceiptModel, paper: Paper): PrintJob {
  return { element: <Receipt model={model} paper={paper} />, foot: footOf(model.content.code), text: model };
}

/** Forms as one job: one about a dossier, or the registers of a range. */
export function formsJob(models: readonly FormModel[]): PrintJob {
  const code = models[0]?.content.code ?? null;
  const foot = code === null ? (models[0]?.content.title ?? null) : footOf(code);
  return { element: <FormPapers models={models} />, foot, text: models };
}
