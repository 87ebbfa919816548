import type { Dossier } from '../../shared/domain/dossier/state.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { services } from '../session/services.ts';
import { appendEvents, type Appending } from '../store/append.ts';
import { appendTogether, type AppendedTogether, type AppendingTogether } from '../store/append-together.ts';
import { dossierById } from '../store/queries.ts';

/**
 * The one way a clerk's act becomes a save: into the database, then into the journal. Confirmed only when both have it on
 * the disk. `journal-failed`: the database has it, the journal not yet; see `whenKept`.
 */
export async function saveEvents(appending: Appending): Promise<Result<Dossier, readonly AppError[]>> {
  const { db, sync, safety } = services();
  const saved = await appendEvents(db, appending);
  if (!saved.ok) return saved;
  const kept = await safety.keep(saved.value.events);
  sync.wake();
  return kept.ok ? ok(saved.value.dossier) : fail([appError('journal-failed')]);
}

/** Like `saveEvents`, over several dossiers and other streams at once. */
export async function saveTogether(
  appending: AppendingTogether,
): Promise<Result<AppendedTogether, readonly AppError[]>> {
  const { db, sync, safety } = services();
  const saved = await appendTogether(db, appending);
  if (!saved.ok) return saved;
  const kept = await safety.keep(saved.value.events);
  sync.wake();
  return kept.ok ? saved : fail([appError('journal-failed')]);
}

/** The dossier of a save that answered `journal-failed`, once the journal has it as well. */
export async function whenKept(dossierId: string): Promise<Dossier | null> {
  const { db, safety } = services();
  await safety.whole();
  return (await dossierById(db, dossierId))?.dossier ?? null;
}
