import { ERROR_CODES } from './error-codes.ts';

export type AppErrorCode = (typeof ERROR_CODES)[number];

export interface AppError {
  readonly code: AppErrorCode;
  /** What the sentence names: a field, a limit, a number of seconds; `day` as `YYYY-MM-DD`, `dong` as whole đồng. Never personal data. */
  readonly params?: Readonly<Record<string, string | number>>;
  /** The path of the field the error belongs to, e.g. `applicant.phone`. */
  readonly field?: string;
  /** A short reference the clerk can read out to support. */
  readonly reference?: string;
}

export function isErrorCode(text: string): text is AppErrorCode {
  return (ERROR_CODES as readonly string[]).includes(text);
}

/** Makes an error value. */
export function appError(code: AppErrorCode, params?: AppError['params'], field?: string): AppError {
  return { code, ...(params ? { params } : {}), ...(field ? { field } : {}) };
}
