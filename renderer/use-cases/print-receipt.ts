import { codeOf, type Dossier } from '../../shared/domain/dossier/state.ts';
import { nextPrint } from '../../shared/domain/dossier/decide.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { receiptJob } from '../print/print-jobs.tsx';
import { receiptFingerprint, receiptModel } from '../print/receipt-model.ts';
import { now } from '../session/clock.ts';
import { services } from '../session/services.ts';
import { dossierById } from '../store/queries.ts';
import { recordPrint } from './change-dossier.ts';
import { onceAtATime, printPaper, type PrintedPaper, type PrintMode } from './print-paper.ts';

export interface PrintReceipt {
  readonly dossierId: string;
  readonly paper: 'A4' | 'A5';
  readonly mode: PrintMode;
}

/** Where the paper went, and the dossier with the print in its history. */
export interface PrintedForm extends PrintedPaper {
  readonly dossier: Dossier;
}

type Printed = Result<PrintedForm, readonly AppError[]>;
const once = onceAtATime<Printed>();

/**
 * Prints form 01 from the record as it stands, then records the print. Recorded only once the paper left: a failed or
 * cancelled print leaves no trace of a paper that does not exist. Asked again while it prints, it gives the same print.
 */
export function printReceipt(request: PrintReceipt): Promise<Printed> {
  return once(request.dossierId, () => print(request));
}

async function print({ dossierId, paper, mode }: PrintReceipt): Promise<Printed> {
  const view = await dossierById(services().db, dossierId);
  if (!view?.dossier.reception) return fail([appError('dossier-unknown')]);
  const { dossier } = view;
  const preview = receiptModel(dossier, 'preview', now());
  const contentHash = receiptFingerprint(preview);
  const model = receiptModel(dossier, nextPrint(dossier, contentHash), now());
  return printPaper({
    job: receiptJob(model, paper),
    jobName: codeOf(dossier),
    paper,
    mode,
    left: async (where) => {
      const { formSet } = model.content;
      const recorded = await recordPrint({ dossierId, paper, formSet, contentHash });
      return recorded.ok ? ok({ where, dossier: recorded.value }) : recorded;
    },
  });
}
