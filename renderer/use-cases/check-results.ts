import type { CheckedSignature, ResultCheck, ResultFile } from '../../shared/domain/result-file.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { fail } from '../../shared/result.ts';
import { services } from '../session/services.ts';
import { errorOf } from './error-of.ts';

/** Milliseconds a result is waited for while a citizen does; the fetch itself goes on, and the next look finds it. */
const PATIENCE = 8000;

const noAnswer = () =>
  new Promise<ReturnType<typeof tooSlow>>((resolve) => setTimeout(() => resolve(tooSlow()), PATIENCE));
const tooSlow = () => fail(appError('portal-timeout'));

/** An electronic result as it was looked at. */
export interface LookedResult {
  readonly file: ResultFile;
  readonly standing: ResultCheck['standing'];
  readonly signatures: readonly CheckedSignature[];
  /** Why it could not be had; null when it was. */
  readonly error: AppError | null;
}

/** Looks at the signatures of electronic results; one that can't be had now is told of, and holds nobody up. */
export function lookAtResults(files: readonly ResultFile[]): Promise<readonly LookedResult[]> {
  return Promise.all(
    files.map(async (file) => {
      const asked = services().desktop.invoke('results:check', { sha256: file.sha256 });
      const checked = await Promise.race([asked, noAnswer()]);
      return checked.ok
        ? { file, ...checked.value, error: null }
        : { file, standing: 'unavailable' as const, signatures: [], error: errorOf(checked.error) };
    }),
  );
}
