import type { AppError } from '../../shared/errors.ts';
import { fail, type Result } from '../../shared/result.ts';
import { services } from '../session/services.ts';

async function run(held: boolean): Promise<Result<null, readonly AppError[]>> {
  const result = await services().sync.syncNow({ held });
  return result.ok ? result : fail([result.error]);
}

/** Tries the portal at once, whatever the wait was. */
export const syncNow = () => run(false);

/** Sends the events the portal refused once more, then everything else. */
export const retryHeld = () => run(true);
