import { reportFileName } from '../../shared/domain/report/made.ts';
import type { Report } from '../../shared/domain/report/report.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import type { IpcReply } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { showForPrint } from '../print/print-layer.tsx';
import { listRow, type ListedDossier } from '../print/report/list-table.ts';
import { chartPicture } from '../print/report/report-chart.ts';
import { reportDocument, type ReportDocument } from '../print/report/report-document.ts';
import { reportFile } from '../print/report/report-files.ts';
import { reportJob } from '../print/report/report-paper.tsx';
import { services } from '../session/services.ts';
import { currentCatalogue } from '../store/queries.ts';
import type { AskedReport, Progress } from '../store/report/messages.ts';
import { currentAuthor } from './author.ts';
import { errorOf } from './error-of.ts';
import { recordExport } from './record-export.ts';
import { saveExport } from './save-export.ts';
import { whyStopped } from './why-stopped.ts';

/** Dossiers read at a time, so that a long list holds nothing up. */
const BATCH = 100;

/** The picture is of the chart alone. */
export type ReportFormat = 'xlsx' | 'csv' | 'pdf' | 'png';

export interface ExportRun {
  readonly onProgress?: (progress: Progress) => void;
  /** Ends it before anything is written; once writing has begun it is carried through. */
  readonly signal?: AbortSignal;
  /** Whether nobody asked for it just now. */
  readonly automatic?: boolean;
}

/**
 * Makes the report anew of all that is known now, writes it as a file into the chosen folder, and records what was written:
 * the file's hash, and how far every log was known, so that it can be made again as it was. Gives where the file is.
 * Nothing half-written is left behind. Errors: those of the folder; `report-empty`; `export-cancelled`; `export-unrecorded`
 * where the file is there and its record is not.
 */
export async function exportReport(
  asked: AskedReport,
  format: ReportFormat,
  { onProgress = () => undefined, signal = new AbortController().signal, automatic = false }: ExportRun = {},
): Promise<Result<string, readonly AppError[]>> {
  // What leaves no trace is not written.
  const stop = whyStopped();
  if (stop) return fail([stop]);
  const author = currentAuthor();
  if (!author.ok) return author;
  const { db, reports } = services();
  try {
    const frozen = await reports.freeze({ ...asked, now: author.value.now }, onProgress);
    signal.throwIfAborted();
    const { made } = frozen;
    if (made.report.total.counts.handled === 0) return fail([appError('report-empty')]);
    const [overdue, dueNext] = await listed([frozen.overdue, frozen.dueNext], onProgress, signal);
    const document = reportDocument({
      made,
      catalogue: await currentCatalogue(db),
      madeBy: author.value.by.name,
      overdue,
      dueNext,
    });
    const file = `${reportFileName(made)}.${format}`;
    const answer = await write(document, made.report, { name: file, format }, signal);
    if (!answer.ok) return fail([errorOf(answer.error)]);
    const { where, sha256, size } = answer.value;
    const recorded = await recordExport(frozen, { file, format, sha256, size, automatic });
    return recorded.ok ? ok(where) : fail([appError('export-unrecorded'), ...recorded.error]);
  } catch (error) {
    if (signal.aborted) return fail([appError('export-cancelled')]);
    throw error;
  }
}

async function write(
  document: ReportDocument,
  report: Report,
  { name, format }: { readonly name: string; readonly format: ReportFormat },
  signal: AbortSignal,
): Promise<IpcReply<'exports:save'>> {
  if (format !== 'pdf') {
    const bytes =
      format === 'png' ? await chartPicture(report, document) : await reportFile(document, format, signal);
    signal.throwIfAborted();
    return saveExport(name, bytes, signal);
  }
  const takeAway = await showForPrint(reportJob(document));
  try {
    signal.throwIfAborted();
    return await services().desktop.invoke('exports:save-pdf', { name });
  } finally {
    takeAway();
  }
}

/** Lines of the dossiers on two lists; only the lines are kept, so that a long list fits in memory. */
async function listed(
  [overdue, dueNext]: readonly [readonly string[], readonly string[]],
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<readonly [readonly ListedDossier[], readonly ListedDossier[]]> {
  const { reports } = services();
  const lists = [[...new Set(overdue)], [...new Set(dueNext)]] as const;
  const total = lists[0].length + lists[1].length;
  let done = 0;
  const read = async (ids: readonly string[]) => {
    const rows: ListedDossier[] = [];
    for (let at = 0; at < ids.length; at += BATCH) {
      signal.throwIfAborted();
      rows.push(...(await reports.lines(ids.slice(at, at + BATCH))).map(listRow));
      done += Math.min(BATCH, ids.length - at);
      onProgress({ done, total });
    }
    return rows;
  };
  return [await read(lists[0]), await read(lists[1])];
}

/** The folder exports go to; null while none was chosen. */
export async function exportFolder(): Promise<string | null> {
  return (await services().desktop.invoke('exports:folder', {})).folder;
}

/** Asks for the folder in the system's own dialog. */
export async function chooseExportFolder(): Promise<string | null> {
  return (await services().desktop.invoke('exports:choose-folder', {})).folder;
}
