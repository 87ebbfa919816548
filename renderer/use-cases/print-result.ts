import { decide } from '../../shared/domain/dossier/decide.ts';
import { codeOf } from '../../shared/domain/dossier/state.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { PAPER_SCALE } from '../pages/showing/page-scale.ts';
import { pictureOf } from '../pages/showing/picture-of.ts';
import { resultJob, type PrintedPage } from '../print/result/result-job.tsx';
import { paperFor, sheetOf } from '../print/result/sheets.ts';
import { now } from '../session/clock.ts';
import { services } from '../session/services.ts';
import { dossierById } from '../store/queries.ts';
import { recordResultPrint } from './change-dossier.ts';
import { onceAtATime, printPaper, type PrintedPaper } from './print-paper.ts';
import { whyNotShown, type OpenedResult } from './show-result.ts';

/** Pages; their pictures are in memory together while they are printed. */
const MOST_PAGES = 200;

export interface PrintResult {
  readonly dossierId: string;
  readonly result: OpenedResult;
  /** The clerk prints it without a valid signature. */
  readonly confirmed: boolean;
  /** Told how many pages are drawn. */
  readonly onProgress: (done: number) => void;
  /** Stops it while pages are drawn; what the printer has, it prints. */
  readonly signal: AbortSignal;
}

type Printed = Result<PrintedPaper, readonly AppError[]>;
const once = onceAtATime<Printed>();

/**
 * Prints an electronic result, each page on a sheet of its own, then records the print. What may not be handed over may not
 * be printed: that is asked before anything is drawn.
 */
export function printResult(request: PrintResult): Promise<Printed> {
  const { dossierId, result } = request;
  return once(`${dossierId} ${result.file.sha256}`, () => print(request));
}

async function print({ dossierId, result, confirmed, onProgress, signal }: PrintResult): Promise<Printed> {
  const { file, standing, pdf } = result;
  const record = { file, standing, confirmed, pages: pdf.pages };
  const view = await dossierById(services().db, dossierId);
  if (!view) return fail([appError('dossier-unknown')]);
  const may = decide(view.dossier, { type: 'recordResultPrint', ...record }, now());
  if (!may.ok) return may;
  if (pdf.pages > MOST_PAGES) return fail([appError('result-long', { name: file.name, limit: MOST_PAGES })]);
  const drawn = await drawPages(result, onProgress, signal);
  if (!drawn.ok) return fail([drawn.error]);
  return printPaper({
    job: resultJob(drawn.value),
    jobName: `${codeOf(view.dossier)}-ket-qua`,
    ...paperFor(drawn.value.map(({ sheet }) => sheet)),
    mode: 'print',
    left: async (where) => {
      const recorded = await recordResultPrint({ dossierId, ...record });
      return recorded.ok ? ok({ where }) : recorded;
    },
  });
}

/** One page after the other, so that only one is ever in memory as pixels. */
async function drawPages(
  { file, pdf }: OpenedResult,
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<Result<readonly PrintedPage[]>> {
  const pages: PrintedPage[] = [];
  for (let number = 1; number <= pdf.pages; number++) {
    const size = await pdf.sizeOf(number);
    if (!size.ok) return fail(whyNotShown(file, size.error));
    const page = await pdf.draw(number, PAPER_SCALE, 'paper', signal);
    if (!page.ok) return fail(whyNotShown(file, page.error));
    pages.push({ picture: await pictureOf(page.value.canvas), sheet: sheetOf(size.value) });
    onProgress(number);
  }
  return signal.aborted ? fail(appError('print-cancelled')) : ok(pages);
}
