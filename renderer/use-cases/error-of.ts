import type { AppError, AppErrorCode } from '../../shared/errors.ts';

/** An error as main sends it, as an error value of ours. */
export function errorOf({
  code,
  params,
}: {
  readonly code: AppErrorCode;
  readonly params?: Record<string, string | number> | undefined;
}): AppError {
  return { code, ...(params ? { params } : {}) };
}
