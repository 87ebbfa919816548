import { appError, type AppError } from '../../shared/errors.ts';
import { services } from '../session/services.ts';
import { useSession } from '../session/session.ts';

/**
 * Why nothing new may be written now: saving is not safe, this machine is a copy of a counter, or another one took the
 * counter over. Null when all is well.
 */
export function whyStopped(): AppError | null {
  const { standing } = useSession.getState();
  if (standing === 'copied') return appError('counter-copied');
  if (standing === 'moved') return appError('counter-moved');
  return services().safety.stop();
}
