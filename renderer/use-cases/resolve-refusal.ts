import type { Dossier } from '../../shared/domain/dossier/state.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { fail, type Result } from '../../shared/result.ts';
import { services } from '../session/services.ts';
import { firstConflict } from '../store/conflicts.ts';
import { currentAuthor } from './author.ts';
import { choiceOf, type RefusalChoice } from './choice-of.ts';
import { saveEvents } from './save-events.ts';

/** Carries out the clerk's choice about the first refused event of a dossier. */
export async function resolveRefusal(
  dossierId: string,
  choice: RefusalChoice,
): Promise<Result<Dossier, readonly AppError[]>> {
  const { db, safety } = services();
  // A counter that moved to another machine still settles what was refused of its own.
  const stop = safety.stop();
  if (stop) return fail([stop]);
  const author = currentAuthor();
  if (!author.ok) return author;
  const conflict = await firstConflict(db, dossierId);
  if (!conflict) return fail([appError('dossier-transition-forbidden')]);
  return saveEvents(choiceOf(conflict, choice, author.value));
}
