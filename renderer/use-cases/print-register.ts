import { appError, type AppError } from '../../shared/errors.ts';
import { fail, type Result } from '../../shared/result.ts';
import { formModel } from '../print/forms/form-model.ts';
import { registerForms } from '../print/forms/register-form.ts';
import { formsJob } from '../print/print-jobs.tsx';
import { now } from '../session/clock.ts';
import { services } from '../session/services.ts';
import { useSession } from '../session/session.ts';
import { dossiersBetween } from '../store/queries.ts';
import { catalogueHere } from './catalogue-here.ts';
import { nothingRecorded, printPaper, type PrintedPaper, type PrintMode } from './print-paper.ts';

export interface PrintRegister {
  /** Days of the counter's calendar (`YYYY-MM-DD`), both included. */
  readonly from: string;
  readonly until: string;
  readonly mode: PrintMode;
}

const DAY_MS = 86_400_000;
/** The longest range one print takes: a year, and the day that makes it a leap year. */
const MOST_DAYS = 366;

/** Prints the register of a range of days as the record stands. Errors: `register-range`, and those of printing. */
export async function printRegister(
  request: PrintRegister,
): Promise<Result<PrintedPaper, readonly AppError[]>> {
  const { from, until, mode } = request;
  const days = (Date.parse(until) - Date.parse(from)) / DAY_MS;
  if (days < 0 || days >= MOST_DAYS) return fail([appError('register-range')]);
  const { device } = useSession.getState();
  if (!device) return fail([appError('counter-not-enrolled')]);
  const here = await catalogueHere(device.office.id);
  if (!here.ok) return here;
  const { office, catalogue } = here.value;
  const views = await dossiersBetween(services().db, from, until);
  const at = now();
  const models = registerForms(
    views.map(({ dossier }) => dossier),
    { officeName: office.nameVi, officePlace: office.place, from, until, at, sample: catalogue.sample },
  ).map((content) => formModel(content, { kind: 'original', print: 1 }, at));
  return printPaper({
    job: formsJob(models),
    jobName: `so-theo-doi-${from}-${until}`,
    paper: 'A4',
    landscape: true,
    mode,
    left: nothingRecorded,
  });
}
