import { nextPrint } from '../../shared/domain/dossier/decide.ts';
import type { FormRef } from '../../shared/domain/dossier/form-print.ts';
import { codeOf } from '../../shared/domain/dossier/state.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { formContent, formFingerprint, formModel } from '../print/forms/form-model.ts';
import { formsJob } from '../print/print-jobs.tsx';
import { now } from '../session/clock.ts';
import { services } from '../session/services.ts';
import { dossierById } from '../store/queries.ts';
import { recordFormPrint } from './change-dossier.ts';
import { onceAtATime, printPaper, type PrintMode } from './print-paper.ts';
import type { PrintedForm } from './print-receipt.ts';

export interface PrintForm {
  readonly dossierId: string;
  readonly form: FormRef;
  readonly mode: PrintMode;
}

type Printed = Result<PrintedForm, readonly AppError[]>;
const once = onceAtATime<Printed>();

/**
 * Prints a form of a step, or the control sheet, from the record as it stands, then records the print: as the receipt
 * is. What the record does not have (a step not saved, or one that does not count) is not printed.
 */
export function printForm(request: PrintForm): Promise<Printed> {
  const { dossierId, form } = request;
  return once(JSON.stringify([dossierId, form.form, form.step]), () => print(request));
}

async function print({ dossierId, form, mode }: PrintForm): Promise<Printed> {
  const view = await dossierById(services().db, dossierId);
  if (!view?.dossier.reception) return fail([appError('dossier-unknown')]);
  const { dossier } = view;
  const content = formContent(dossier, form, now());
  if (!content) return fail([appError('form-none')]);
  const contentHash = formFingerprint(content);
  const model = formModel(content, nextPrint(dossier, contentHash, form), now());
  return printPaper({
    job: formsJob([model]),
    jobName: `${codeOf(dossier)}-${content.form}`,
    paper: 'A4',
    mode,
    left: async (where) => {
      const { formSet } = content;
      const recorded = await recordFormPrint({ dossierId, form, formSet, contentHash });
      return recorded.ok ? ok({ where, dossier: recorded.value }) : recorded;
    },
  });
}
