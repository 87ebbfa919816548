import type { BackupOutcome } from '../../shared/backup.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import type { Desktop } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { CounterDatabase } from '../store/database.ts';
import { drafts, saveDraft } from '../store/drafts.ts';
import type { Safety } from './safety.ts';
import { useSession } from './session.ts';

interface BackupParts {
  readonly db: CounterDatabase;
  readonly desktop: Desktop;
  readonly safety: Pick<Safety, 'complete'>;
}

/** Makes the journal whole, then has main write and check a backup. A journal that can't be written is not backed up. */
export async function makeBackup({ db, desktop, safety }: BackupParts): Promise<Result<BackupOutcome>> {
  const whole = await safety.complete();
  if (!whole.ok) return whole;
  const kept = await drafts(db);
  // As JSON, as it will lie in the file: what a form left undefined is absent.
  const copies = JSON.parse(JSON.stringify(kept)) as never;
  const made = await desktop.invoke('backup:create', { drafts: copies });
  return made.ok ? ok(made.value) : fail(appError(made.error.code, made.error.params));
}

/** Takes in the drafts a restore brought; those that are here already stay as they are. */
export async function takeRestoredDrafts(db: CounterDatabase, desktop: Desktop): Promise<void> {
  const { drafts: brought } = await desktop.invoke('backup:drafts', {});
  if (brought.length === 0) return;
  const here = new Set((await drafts(db)).map(({ id }) => id));
  for (const draft of brought) if (!here.has(draft.id)) await saveDraft(db, draft);
  await desktop.invoke('backup:drafts-taken', {});
}

const LOOK_MS = 60_000;

/** Makes the nightly copy when its time has come. Gives how to stop. */
export function watchNightly(parts: BackupParts, onBug: (bug: unknown) => AppError): () => void {
  let busy = false;
  async function look(): Promise<void> {
    if (busy || useSession.getState().standing === 'copied') return;
    busy = true;
    try {
      const state = await parts.desktop.invoke('backup:state', {});
      if (state.due && useSession.getState().device) await makeBackup(parts);
      useSession.setState({ backup: await parts.desktop.invoke('backup:state', {}) });
    } finally {
      busy = false;
    }
  }
  const run = () => void look().catch(onBug);
  const timer = setInterval(run, LOOK_MS);
  run();
  return () => clearInterval(timer);
}
