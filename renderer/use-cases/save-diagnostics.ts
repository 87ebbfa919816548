import type { AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { services } from '../session/services.ts';
import { useSession } from '../session/session.ts';
import { takeInventory } from '../store/inventory.ts';
import { errorOf } from './error-of.ts';

/**
 * Asks for a place and writes what support needs there: states and counts, nobody's data. Gives where, or null when no
 * place was chosen. A database that can't be read is no reason to write nothing: main's part goes without it.
 */
export async function saveDiagnostics(): Promise<Result<string | null, readonly AppError[]>> {
  const { db, desktop } = services();
  const { staff, language, sync, storage } = useSession.getState();
  const { usage = 0, quota = 0 } = await navigator.storage.estimate();
  const inventory = await takeInventory(db, { usage, quota }).catch(() => null);
  const { connection, trouble, activity, since, nextTryAt, lastSyncAt, skewMs } = sync;
  const counter = inventory && {
    ...inventory,
    role: staff?.role ?? null,
    language,
    sync: { connection, trouble, activity, since, nextTryAt, lastSyncAt, skewMs },
    storage: { journal: storage.journal, space: storage.space },
  };
  const answer = await desktop.invoke('diagnostics:save-bundle', { counter });
  return answer.ok ? ok(answer.value.where) : fail([errorOf(answer.error)]);
}
