import { Dexie } from 'dexie';
import { appError, type AppError } from '../../shared/errors.ts';

/** The database was written by a newer version of the app. */
export class StoreNewerError extends Error {
  override readonly name = 'StoreNewerError';
  constructor(database: string) {
    super(`Database ${database} belongs to a newer version`);
  }
}

/** A value can't be opened: another key sealed it, or it was changed. */
export class SealBrokenError extends Error {
  override readonly name = 'SealBrokenError';
}

/** The rows of an older version could not be brought to this one: a bug of the upgrade. The database is as it was. */
export class StoreUpgradeError extends Error {
  override readonly name = 'StoreUpgradeError';
}

/** Failures of the disk or the browser in the middle of an upgrade: they say nothing about the upgrade. */
const OUTSIDE: ReadonlySet<string> = new Set([
  'UnknownError',
  'QuotaExceededError',
  'AbortError',
  'DatabaseClosedError',
]);

/** What failed in an upgrade to `version`: the database itself, or the upgrade. */
export function upgradeError(version: number, problem: unknown): unknown {
  if ([...causesOf(problem)].some((cause) => OUTSIDE.has(cause.name))) return problem;
  return new StoreUpgradeError(`The upgrade to version ${String(version)} failed`, { cause: problem });
}

/**
 * The error value for a failure of the database: `store-newer`, `store-not-upgraded`, `keys-lost`,
 * `store-full` or `store-failed`.
 * Anything else is a bug and is thrown on.
 */
export function storeError(error: unknown): AppError {
  const causes = [...causesOf(error)];
  if (causes.some((cause) => cause instanceof StoreNewerError)) return appError('store-newer');
  if (causes.some((cause) => cause instanceof StoreUpgradeError)) return appError('store-not-upgraded');
  if (causes.some((cause) => cause instanceof SealBrokenError)) return appError('keys-lost');
  if (causes.some((cause) => cause.name === 'QuotaExceededError')) return appError('store-full');
  if (causes.some((cause) => cause instanceof Dexie.DexieError || cause instanceof DOMException))
    return appError('store-failed');
  throw error;
}

/** An error and what lies under it: Dexie wraps the browser's errors. */
function* causesOf(error: unknown): Generator<Error> {
  for (let depth = 0, at = error; depth < 8 && at instanceof Error; depth += 1) {
    yield at;
    at = 'inner' in at ? at.inner : at.cause;
  }
}
