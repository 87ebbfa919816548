import type { BackupOutcome, BackupState, RestoredBackup } from '../../shared/backup.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { makeBackup } from '../session/backup.ts';
import { services } from '../session/services.ts';
import { useSession } from '../session/session.ts';
import { errorOf } from './error-of.ts';

const keep = (backup: BackupState): void => useSession.setState({ backup });

/** Chooses the passphrase of backups; both entries must be the same. */
export async function setUpBackup(
  passphrase: string,
  again: string,
): Promise<Result<null, readonly AppError[]>> {
  if (passphrase !== again) return fail([appError('backup-passphrase-differs')]);
  const { desktop } = services();
  const done = await desktop.invoke('backup:set-up', { passphrase });
  if (!done.ok) return fail([errorOf(done.error)]);
  keep(await desktop.invoke('backup:state', {}));
  return ok(null);
}

/** Asks for the folder or stick that backups go to. */
export async function chooseBackupFolder(): Promise<void> {
  keep(await services().desktop.invoke('backup:choose-folder', {}));
}

/** When the nightly copy is made (`HH:MM`), or never. */
export async function setNightly(at: string | null): Promise<void> {
  keep(await services().desktop.invoke('backup:set-nightly', { at }));
}

/** Writes a backup now. */
export async function backUp(): Promise<Result<BackupOutcome, readonly AppError[]>> {
  const made = await makeBackup(services());
  keep(await services().desktop.invoke('backup:state', {}));
  return made.ok ? made : fail([made.error]);
}

/** Ends a backup or a restore under way; nothing of it stays. */
export async function cancelBackup(): Promise<void> {
  await services().desktop.invoke('backup:cancel', {});
}

/** Asks for the backup to restore; its path, or null. */
export async function chooseBackup(): Promise<string | null> {
  return (await services().desktop.invoke('backup:choose-file', {})).file;
}

/** Puts the chosen backup in place, then opens everything anew: the database is rebuilt in the clerk's sight. */
export async function restoreBackup(
  passphrase: string,
): Promise<Result<RestoredBackup, readonly AppError[]>> {
  const { desktop, reopen } = services();
  const restored = await desktop.invoke('backup:restore', { passphrase });
  if (!restored.ok) return fail([errorOf(restored.error)]);
  reopen();
  return ok(restored.value);
}
