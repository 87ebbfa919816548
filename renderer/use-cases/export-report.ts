import type { Dossier } from '../../shared/domain/dossier/state.ts';
import { reportFileName, type MadeReport } from '../../shared/domain/report/made.ts';
import type { Measure } from '../../shared/domain/report/measure.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import type { IpcReply } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { showForPrint } from '../print/print-layer.tsx';
import { reportDocument } from '../print/report/report-document.ts';
import { reportFile } from '../print/report/report-files.ts';
import { reportJob } from '../print/report/report-paper.tsx';
import { services } from '../session/services.ts';
import { useSession } from '../session/session.ts';
import { currentCatalogue } from '../store/queries.ts';
import type { AskedReport } from '../store/report/messages.ts';
import { errorOf } from './error-of.ts';
import { reportDossiers } from './report-dossiers.ts';

/** Dossiers read at a time, so that a long list holds nothing up. */
const BATCH = 250;

export type ReportFormat = 'xlsx' | 'csv' | 'pdf';

/** Writes a report as a file into the chosen folder; gives where. Nothing half-written is left behind. */
export async function exportReport(
  made: MadeReport,
  asked: AskedReport,
  format: ReportFormat,
): Promise<Result<string, readonly AppError[]>> {
  if (made.report.total.counts.handled === 0) return fail([appError('report-empty')]);
  const { db, desktop } = services();
  const report = reportDocument({
    made,
    catalogue: await currentCatalogue(db),
    madeBy: useSession.getState().staff?.name ?? '',
    overdue: await dossiersOf(asked, 'inProgressLate'),
    dueNext: await dossiersOf(asked, 'dueNext'),
  });
  const name = reportFileName(made);
  if (format !== 'pdf') {
    const bytes = await reportFile(report, format);
    return written(await desktop.invoke('exports:save', { name: `${name}.${format}`, bytes }));
  }
  const takeAway = await showForPrint(reportJob(report));
  try {
    return written(await desktop.invoke('exports:save-pdf', { name: `${name}.pdf` }));
  } finally {
    takeAway();
  }
}

function written(answer: IpcReply<'exports:save'>): Result<string, readonly AppError[]> {
  if (!answer.ok) return fail([errorOf(answer.error)]);
  return ok(answer.value.where);
}

async function dossiersOf(asked: AskedReport, measure: Measure): Promise<readonly Dossier[]> {
  const { reports } = services();
  const ids = [...new Set(await reports.behind(asked, measure))];
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
