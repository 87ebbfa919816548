import type { Dossier } from '../../shared/domain/dossier/state.ts';
import { reportFileName } from '../../shared/domain/report/made.ts';
import type { Report } from '../../shared/domain/report/report.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import type { IpcReply } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { showForPrint } from '../print/print-layer.tsx';
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
import { reportDossiers } from './report-dossiers.ts';
import { whyStopped } from './why-stopped.ts';

/** Dossiers read at a time, so that a long list holds nothing up. */
const BATCH = 250;

/** The picture is of the chart alone. */
export type ReportFormat = 'xlsx' | 'csv' | 'pdf' | 'png';

/**
 * Makes the report anew of all that is known now, writes it as a file into the chosen folder, and records what was written:
 * the file's hash, and how far every log was known, so that it can be made again as it was. Gives where the file is.
 * Nothing half-written is left behind. Errors: those of the folder; `report-empty`; `export-unrecorded` where the file is
 * there and its record is not.
 */
export async function exportReport(
  asked: AskedReport,
  format: ReportFormat,
  onProgress: (progress: Progress) => void,
  automatic = false,
): Promise<Result<string, readonly AppError[]>> {
  // What leaves no trace is not written.
  const stop = whyStopped();
  if (stop) return fail([stop]);
  const author = currentAuthor();
  if (!author.ok) return author;
  const { db, reports } = services();
  const frozen = await reports.freeze({ ...asked, now: author.value.now }, onProgress);
  const { made } = frozen;
  if (made.report.total.counts.handled === 0) return fail([appError('report-empty')]);
  const document = reportDocument({
    made,
    catalogue: await currentCatalogue(db),
    madeBy: author.value.by.name,
    overdue: await dossiersOf(frozen.overdue),
    dueNext: await dossiersOf(frozen.dueNext),
  });
  const file = `${reportFileName(made)}.${format}`;
  const answer = await write(document, made.report, file, format);
  if (!answer.ok) return fail([errorOf(answer.error)]);
  const { where, sha256, size } = answer.value;
  const recorded = await recordExport(frozen, { file, format, sha256, size, automatic });
  return recorded.ok ? ok(where) : fail([appError('export-unrecorded'), ...recorded.error]);
}

async function write(
  document: ReportDocument,
  report: Report,
  name: string,
  format: ReportFormat,
): Promise<IpcReply<'exports:save'>> {
  const { desktop } = services();
  if (format === 'png')
    return desktop.invoke('exports:save', { name, bytes: await chartPicture(report, document) });
  if (format !== 'pdf')
    return desktop.invoke('exports:save', { name, bytes: await reportFile(document, format) });
  const takeAway = await showForPrint(reportJob(document));
  try {
    return await desktop.invoke('exports:save-pdf', { name });
  } finally {
    takeAway();
  }
}

async function dossiersOf(counted: readonly string[]): Promise<readonly Dossier[]> {
  const ids = [...new Set(counted)];
  const found: Dossier[] = [];
  for (let at = 0; at < ids.length; at += BATCH)
    found.push(...(await reportDossiers(ids.slice(at, at + BATCH))).map(({ dossier }) => dossier));
  return found.sort((a, b) => ((a.reception?.dueAt ?? '') < (b.reception?.dueAt ?? '') ? -1 : 1));
}

/** The folder exports go to; null while none was chosen. */
export async function exportFolder(): Promise<string | null> {
  return (await services().desktop.invoke('exports:folder', {})).folder;
}

/** Asks for the folder in the system's own dialog. */
export async function chooseExportFolder(): Promise<string | null> {
  return (await services().desktop.invoke('exports:choose-folder', {})).folder;
}
