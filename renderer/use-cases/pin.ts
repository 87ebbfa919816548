import { appError, type AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { refreshKeys } from '../session/lock.ts';
import { services } from '../session/services.ts';
import { errorOf } from './error-of.ts';

export interface ChosenPin {
  readonly pin: string;
  readonly again: string;
  /** The present one; null where none is asked for. */
  readonly current: string | null;
  /** Another clerk's place, by a supervisor; null for one's own. */
  readonly slot: string | null;
}

/** Sets a PIN. Errors: `pin-differs` and what main refuses. */
export async function choosePin({
  pin,
  again,
  current,
  slot,
}: ChosenPin): Promise<Result<null, readonly AppError[]>> {
  if (pin !== again) return fail([appError('pin-differs', undefined, 'again')]);
  const { desktop } = services();
  const set = await desktop.invoke('keys:set-pin', { pin, current, slot });
  if (!set.ok) return fail([errorOf(set.error)]);
  await refreshKeys(desktop);
  return ok(null);
}

/** Takes a clerk who left off this machine. What they wrote stays and is sent as any other. */
export async function removeClerk(slot: string): Promise<Result<null, readonly AppError[]>> {
  const { desktop } = services();
  const removed = await desktop.invoke('keys:remove-clerk', { slot });
  if (!removed.ok) return fail([errorOf(removed.error)]);
  await refreshKeys(desktop);
  return ok(null);
}
