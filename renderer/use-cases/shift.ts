import { decideShift, type ShiftCommand } from '../../shared/domain/till/decide-shift.ts';
import { foldTill } from '../../shared/domain/till/till.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { services } from '../session/services.ts';
import { shiftNow } from '../store/till.ts';
import { currentAuthor } from './author.ts';
import { saveTogether } from './save-events.ts';
import { whyStopped } from './why-stopped.ts';

/** Opens or closes the shift of this counter's till, or moves cash in it. Gives the shift's id. */
export async function commandShift(command: ShiftCommand): Promise<Result<string, readonly AppError[]>> {
  const stop = whyStopped();
  if (stop) return fail([stop]);
  const author = currentAuthor();
  if (!author.ok) return author;
  const { open, since } = await shiftNow(services().db);
  const streamId = open?.id ?? newId();
  const saved = await saveTogether({
    author: author.value,
    streamIds: [streamId],
    since,
    // Decided on the log as it is within the save: two keys pressed at once cannot count the same money twice.
    decide: ({ own, acknowledged }) => {
      const till = foldTill(own);
      if ((till.shift?.id ?? null) !== (open?.id ?? null)) return fail([appError('stream-forbidden')]);
      const unsent = Math.max(0, till.position - acknowledged);
      const decision = decideShift(till, unsent, command);
      return decision.ok ? ok({ writes: [{ streamId, bodies: [decision.value] }] }) : decision;
    },
  });
  return saved.ok ? ok(streamId) : saved;
}
