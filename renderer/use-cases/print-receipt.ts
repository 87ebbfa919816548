import { codeOf, type Dossier } from '../../shared/domain/dossier/state.ts';
import { nextPrint } from '../../shared/domain/dossier/decide.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { showForPrint } from '../print/print-layer.tsx';
import { receiptFingerprint, receiptModel } from '../print/receipt-model.ts';
import { now } from '../session/clock.ts';
import { services } from '../session/services.ts';
import { dossierById } from '../store/queries.ts';
import { recordPrint } from './change-dossier.ts';

export interface PrintReceipt {
  readonly dossierId: string;
  readonly paper: 'A4' | 'A5';
  readonly mode: 'print' | 'save-pdf';
}

/** Where the paper went, and the dossier with the print in its history. */
export interface PrintedReceipt {
  readonly where: string;
  readonly dossier: Dossier;
}

/**
 * Prints form 01 from the record as it stands, then records the print. Recorded only once the paper left: a failed or
 * cancelled print leaves no trace of a paper that does not exist.
 */
export async function printReceipt({
  dossierId,
  paper,
  mode,
}: PrintReceipt): Promise<Result<PrintedReceipt, readonly AppError[]>> {
  const { db, desktop } = services();
  const view = await dossierById(db, dossierId);
  if (!view?.dossier.reception) return fail([appError('dossier-unknown')]);
  const model = receiptModel(view.dossier, nextPrint(view.dossier), now());
  const takeAway = await showForPrint(model, paper);
  try {
    const channel = mode === 'print' ? 'printing:print' : 'printing:save-pdf';
    const printed = await desktop.invoke(channel, { jobName: codeOf(view.dossier), paper });
    if (!printed.ok)
      return fail([
        { code: printed.error.code, ...(printed.error.params ? { params: printed.error.params } : {}) },
      ]);
    const recorded = await recordPrint({
      dossierId,
      paper,
      formSet: '2025',
      contentHash: receiptFingerprint(model),
    });
    return recorded.ok ? ok({ where: printed.value.where, dossier: recorded.value }) : recorded;
  } finally {
    takeAway();
  }
}
