import { appError, type AppError, type AppErrorCode } from '../../shared/errors.ts';
import { refusalSchema } from '../../shared/portal/contract.ts';

const BY_STATUS: Readonly<Record<number, AppErrorCode>> = {
  400: 'portal-bad-request',
  401: 'portal-unauthorised',
  403: 'portal-forbidden',
  409: 'portal-conflict',
  422: 'portal-bad-request',
  429: 'portal-busy',
  503: 'portal-busy',
};

/** Why the portal refused: in its own words when they follow the contract, else by the HTTP status. */
export function refusalOf(status: number, body: unknown): AppError {
  const refusal = refusalSchema.safeParse(body);
  if (refusal.success) return appError(refusal.data.code, refusal.data.params);
  const code = BY_STATUS[status] ?? (status >= 500 ? 'portal-failed' : 'portal-reply-invalid');
  return appError(code);
}
