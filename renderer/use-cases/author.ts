import { COUNTER_ZONE } from '../../shared/clock.ts';
import type { Author } from '../../shared/domain/dossier/chain.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { writtenTime } from '../session/clock.ts';
import { useSession } from '../session/session.ts';

/** Who acts now, at which counter; an error when nobody is signed in or the counter is not enrolled. */
export function currentAuthor(): Result<Author, readonly AppError[]> {
  const { device, staff, standing } = useSession.getState();
  // Whatever a copy wrote would be written twice under one name.
  if (standing === 'copied') return fail([appError('counter-copied')]);
  if (!device) return fail([appError('counter-not-enrolled')]);
  if (!staff) return fail([appError('not-signed-in')]);
  return ok({
    by: { id: staff.id, name: staff.name },
    role: staff.role,
    office: device.office.id,
    counter: device.counter,
    ...writtenTime(),
    zone: COUNTER_ZONE,
    newId,
  });
}
