import { codeOf, type Dossier } from '../../shared/domain/dossier/state.ts';
import { nextPrint } from '../../shared/domain/dossier/decide.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { showForPrint } from '../print/print-layer.tsx';
import { receiptJob } from '../print/print-jobs.tsx';
import { receiptFingerprint, receiptModel } from '../print/receipt-model.ts';
import { now } from '../session/clock.ts';
import { services } from '../session/services.ts';
import { dossierById } from '../store/queries.ts';
import { recordPrint } from './change-dossier.ts';
import { errorOf } from './error-of.ts';

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

type Printed = Result<PrintedReceipt, readonly AppError[]>;

/** Prints under way by dossier: asking again meanwhile must not make a second original. */
const underWay = new Map<string, Promise<Printed>>();

/**
 * Prints form 01 from the record as it stands, then records the print. Recorded only once the paper left: a failed or
 * cancelled print leaves no trace of a paper that does not exist. Asked again while it prints, it gives the same print.
 */
export function printReceipt(request: PrintReceipt): Promise<Printed> {
  const { dossierId } = request;
  const printing = underWay.get(dossierId) ?? print(request).finally(() => underWay.delete(dossierId));
  underWay.set(dossierId, printing);
  return printing;
}

async function print({ dossierId, paper, mode }: PrintReceipt): Promise<Printed> {
  const { db, desktop } = services();
  const view = await dossierById(db, dossierId);
  if (!view?.dossier.reception) return fail([appError('dossier-unknown')]);
  const { dossier } = view;
  const contentHash = receiptFingerprint(receiptModel(dossier, 'preview', now()));
  const model = receiptModel(dossier, nextPrint(dossier, contentHash), now());
  const takeAway = await showForPrint(receiptJob(model, paper));
  try {
    const channel = mode === 'print' ? 'printing:print' : 'printing:save-pdf';
    const printed = await desktop.invoke(channel, { jobName: codeOf(dossier), paper });
    if (!printed.ok) return fail([errorOf(printed.error)]);
    const recorded = await recordPrint({ dossierId, paper, formSet: '2025', contentHash });
    return recorded.ok ? ok({ where: printed.value.where, dossier: recorded.value }) : recorded;
  } finally {
    takeAway();
  }
}
