import type { CheckedPdf, ResultFile } from '../../shared/domain/result-file.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { openPdf, type ShownPdf, type ShowTrouble } from '../pages/showing/open-pdf.ts';
import { services } from '../session/services.ts';
import { errorOf } from './error-of.ts';

/** An electronic result that is being shown, with what looking at these very bytes came to. */
export interface OpenedResult extends CheckedPdf {
  readonly file: ResultFile;
  readonly pdf: ShownPdf;
}

/** Opens an electronic result to be shown; one that is not here comes from the portal. Whoever opened it closes its `pdf`. */
export async function openResult(file: ResultFile): Promise<Result<OpenedResult>> {
  const looked = await services().desktop.invoke('results:open', { sha256: file.sha256 });
  if (!looked.ok) return fail(errorOf(looked.error));
  const { standing, signatures, bytes } = looked.value;
  const pdf = await openPdf(bytes);
  return pdf.ok ? ok({ file, standing, signatures, pdf: pdf.value }) : fail(whyNotShown(file, pdf.error));
}

/** Why a result, or a page of it, is not shown. */
export function whyNotShown({ name }: ResultFile, trouble: ShowTrouble): AppError {
  if (trouble === 'cancelled') return appError('print-cancelled');
  return appError(trouble === 'locked' ? 'result-locked' : 'result-damaged', { name });
}
