import type { Refusal } from '../../shared/portal/contract.ts';
import type { AppErrorCode } from '../../shared/errors.ts';
import { fail, type Result } from '../../shared/result.ts';

/** A request the portal refuses as a whole: the HTTP status and the body that says why. */
export interface RequestRefusal {
  readonly status: number;
  readonly body: Refusal;
  /** Seconds, for 429. */
  readonly retryAfter?: number;
  /** The portal's clock, milliseconds; for a counter whose signature is of another time. */
  readonly portalTime?: number;
}

/** Makes a refusal body. The message is for logs and support: never personal data. */
export function refusal(code: AppErrorCode, message: string, params?: Refusal['params']): Refusal {
  return { code, message, ...(params ? { params } : {}) };
}

/** Refuses a request as a whole. */
export function refuse(
  status: number,
  code: AppErrorCode,
  message: string,
  params?: Refusal['params'],
): Result<never, RequestRefusal> {
  return fail({ status, body: refusal(code, message, params) });
}

/** Asks to come back after some seconds. */
export function busy(seconds: number, message: string): Result<never, RequestRefusal> {
  return fail({ status: 429, body: refusal('portal-busy', message, { seconds }), retryAfter: seconds });
}
