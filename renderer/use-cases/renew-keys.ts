import type { AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { services } from '../session/services.ts';
import { errorOf } from './error-of.ts';

/** Changes the data key, for a supervisor: the page opens its database anew, and what lies here is sealed anew meanwhile. */
export async function changeDataKey(): Promise<Result<null, readonly AppError[]>> {
  const { desktop, reopen } = services();
  const renewed = await desktop.invoke('keys:renew', {});
  if (!renewed.ok) return fail([errorOf(renewed.error)]);
  reopen();
  return ok(null);
}
