import { appError, type AppError } from '../../shared/errors.ts';
import type { Retention } from '../../shared/domain/retention.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { now } from '../session/clock.ts';
import { finishErasing } from '../session/finish-erasing.ts';
import { services } from '../session/services.ts';
import { erasableDossiers, eraseDossier, type Erasable } from '../store/erase.ts';
import { currentCatalogue } from '../store/queries.ts';
import { currentAuthor } from './author.ts';

export interface Watching {
  readonly onProgress: (done: number, total: number) => void;
  /** Asked between steps. */
  readonly cancelled: () => boolean;
}

/** The rules in force here, and what they say is kept no longer; null when it was cancelled. Error: `retention-unknown`. */
export async function findErasable(
  watching: Watching,
): Promise<
  Result<{ readonly rules: Retention; readonly dossiers: readonly Erasable[] } | null, readonly AppError[]>
> {
  const { db } = services();
  const rules = (await currentCatalogue(db))?.retention;
  if (!rules) return fail([appError('retention-unknown')]);
  const dossiers = await erasableDossiers(db, rules, now(), watching);
  return ok(dossiers && { rules, dossiers });
}

/** What a run of erasing came to. */
export interface Erased {
  readonly done: number;
  /** Dossiers left as they are, and the first reason. */
  readonly left: readonly { readonly code: string; readonly error: AppError }[];
}

/**
 * Erases dossiers one by one, for a supervisor: each is erased whole or left as it is; cancelled in between, those done stay
 * done. Then what the journal and the folder of files have of them goes.
 */
export async function erasePersonalData(
  rules: Retention,
  dossiers: readonly Erasable[],
  { onProgress, cancelled }: Watching,
): Promise<Result<Erased, readonly AppError[]>> {
  const { db, desktop, safety, sync } = services();
  const left: { code: string; error: AppError }[] = [];
  let done = 0;
  for (const { id, code } of dossiers) {
    if (cancelled()) break;
    const author = currentAuthor();
    if (!author.ok) return author;
    const erased = await eraseDossier(db, { dossierId: id, author: author.value, rules });
    if (erased.ok) {
      const kept = await safety.keep(erased.value.events);
      if (!kept.ok) return fail([appError('journal-failed')]);
      done += 1;
    } else left.push({ code, error: erased.error[0] ?? appError('unexpected') });
    onProgress(done + left.length, dossiers.length);
  }
  sync.wake();
  const finished = await finishErasing(db, desktop);
  return finished.ok ? ok({ done, left }) : fail([finished.error]);
}
