import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { appError, type AppError } from '../../../shared/errors.ts';
import { syncFolder } from '../files.ts';

/** A file being written from its beginning. */
export interface NewFile {
  write(bytes: Uint8Array): Promise<void>;
  /** Flushes and closes. */
  finish(): Promise<void>;
  /** Closes without a word. */
  abandon(): Promise<void>;
}

/** What backups ask of the disk they write to; tests put one that fails in its place. */
export interface BackupDisk {
  /** Makes a file that must not be there yet. */
  create(file: string): Promise<NewFile>;
  rename(from: string, to: string): Promise<void>;
  remove(file: string): Promise<void>;
}

export const nodeBackupDisk: BackupDisk = {
  async create(file) {
    const handle = await open(file, 'wx', 0o600);
    return {
      async write(bytes) {
        for (let done = 0; done < bytes.byteLength;)
          done += (await handle.write(bytes, done, bytes.byteLength - done)).bytesWritten;
      },
      async finish() {
        await handle.sync();
        await handle.close();
      },
      abandon: () => handle.close().catch(() => undefined),
    };
  },
  async rename(from, to) {
    await rename(from, to);
    // A stick's file system may not be able to flush a folder: the file itself was flushed.
    await syncFolder(path.dirname(to)).catch(() => undefined);
  },
  remove: (file) => rm(file, { force: true }),
};

const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** The error value for a failure of the disk; anything else is a bug and is thrown on. */
export function diskError(problem: unknown): AppError {
  const code = problem instanceof Error && 'code' in problem ? problem.code : undefined;
  if (typeof code !== 'string') throw problem;
  return appError(FULL.has(code) ? 'backup-disk-full' : 'backup-folder', { reason: code });
}
