import type { SaveDialogOptions, SaveDialogReturnValue } from 'electron';
import { appError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { writeAtomically } from '../files.ts';
import type { AttachmentStore } from './store.ts';

export interface SaveAsOptions {
  readonly store: AttachmentStore;
  /** Makes sure that a file is here and whole; see `createHaving`. */
  readonly have: (sha256: string) => Promise<Result<null>>;
  readonly askWhere: (options: SaveDialogOptions) => Promise<SaveDialogReturnValue>;
  readonly note: (message: string) => void;
}

/** Gives a copy of a file to where the clerk says; one that is not here, or damaged here, is fetched from the portal first. */
export function createSaveAs({ store, have, askWhere, note }: SaveAsOptions) {
  return async (sha256: string, name: string): Promise<Result<{ readonly where: string }>> => {
    const here = await have(sha256);
    if (!here.ok) return here;
    const { canceled, filePath } = await askWhere({ defaultPath: safeName(name) });
    if (canceled || !filePath) return fail(appError('save-cancelled'));
    const file = await store.open(sha256);
    try {
      await writeAtomically(filePath, await file.read(0, file.size), 0o644);
      return ok({ where: filePath });
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'no code';
      note(`a copy of a file could not be saved: ${code}`);
      return fail(appError(code === 'ENOSPC' ? 'store-full' : 'save-failed'));
    } finally {
      await file.close();
    }
  };
}

/** A name every system takes, that leads into no folder. */
function safeName(name: string): string {
  return name.replace(/[\u0000-\u001f<>:"/\\|?*]/gu, '_').replace(/^\.+/u, '_') || 'tep';
}
