import { mkdir, open, readdir, readFile, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import type { OpenDialogOptions, OpenDialogReturnValue } from 'electron';
import { z } from 'zod';
import { ATTACHMENT_LIMIT } from '../../../shared/domain/attachment.ts';
import { jsonOf } from '../../../shared/domain/json.ts';
import { appError, type AppErrorCode } from '../../../shared/errors.ts';
import { FILE_PART } from '../../../shared/ipc/file-part.ts';
import type { ScannedFile } from '../../../shared/ipc/scanning.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { writeAtomically } from '../files.ts';

export interface WatchedFolderOptions {
  /** Where the chosen folder is remembered. */
  readonly settings: string;
  readonly askOpen: (options: OpenDialogOptions) => Promise<OpenDialogReturnValue>;
  readonly note: (message: string) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A folder that any scanner program can fill. It is looked into only when the clerk is at the pages. */
export interface WatchedFolder {
  folder(): Promise<string | null>;
  chooseFolder(): Promise<string | null>;
  /** What waits there, oldest first; of very many only the first `LISTED`, and how many there are. */
  list(): Promise<Result<{ readonly files: readonly ScannedFile[]; readonly count: number }>>;
  /** A part of one of its files from an offset on. */
  read(
    name: string,
    offset: number,
  ): Promise<Result<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly end: boolean }>>;
  /** Puts files that were kept aside, into a folder beside them: they are never deleted. */
  putAside(names: readonly string[]): Promise<void>;
}

/** How many files are shown at a time: more than anybody takes in one go. */
export const LISTED = 60;
/** Where files go that were kept. */
export const KEPT_FOLDER = 'da-luu';
/** A file changed less than this many milliseconds ago may still be written. */
const SETTLED = 1500;
const ENDINGS = new Set(['.jpg', '.jpeg', '.png', '.webp', '.pdf', '.tif', '.tiff']);
const CODES: Readonly<Record<string, AppErrorCode>> = {
  ENOENT: 'scan-folder-missing',
  ENOTDIR: 'scan-folder-missing',
  ENODEV: 'scan-folder-missing',
};
const settingsSchema = z.strictObject({ folder: z.string().min(1) });

export function createWatchedFolder({ settings, askOpen, note, now }: WatchedFolderOptions): WatchedFolder {
  async function folder(): Promise<string | null> {
    const kept = settingsSchema.safeParse(jsonOf(await readFile(settings, 'utf8').catch(() => '')));
    return kept.success ? kept.data.folder : null;
  }
  async function inFolder<T>(work: (chosen: string) => Promise<T>): Promise<Result<T>> {
    const chosen = await folder();
    if (chosen === null) return fail(appError('scan-folder-none'));
    try {
      return ok(await work(chosen));
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'no code';
      note(`the folder of scans: ${code}`);
      return fail(appError(CODES[code] ?? 'attachment-unreadable'));
    }
  }
  async function waiting(chosen: string) {
    const entries = await readdir(chosen, { withFileTypes: true });
    // Plain files only: a link could lead anywhere.
    const names = entries
      .filter((entry) => entry.isFile() && ENDINGS.has(path.extname(entry.name).toLowerCase()))
      .map(({ name }) => name);
    const found: ScannedFile[] = [];
    for (let i = 0; i < names.length; i += 64)
      found.push(...(await Promise.all(names.slice(i, i + 64).map((name) => look(chosen, name)))).flat());
    found.sort((a, b) => a.at - b.at || a.name.localeCompare(b.name, 'vi', { numeric: true }));
    return { files: found.slice(0, LISTED), count: found.length };
  }
  async function look(chosen: string, name: string): Promise<readonly ScannedFile[]> {
    const about = await stat(path.join(chosen, name)).catch(() => null);
    if (!about || about.size === 0 || now() - about.mtimeMs < SETTLED) return [];
    return [{ name, size: about.size, at: Math.round(about.mtimeMs) }];
  }

  return {
    folder,
    async chooseFolder() {
      const { canceled, filePaths } = await askOpen({ properties: ['openDirectory', 'createDirectory'] });
      if (!canceled && filePaths[0])
        await writeAtomically(settings, JSON.stringify({ folder: filePaths[0] }));
      return folder();
    },
    list: () => inFolder(waiting),
    read: (name, offset) =>
      inFolder(async (chosen) => {
        const file = await open(path.join(chosen, path.basename(name)), 'r');
        try {
          const { size } = await file.stat();
          const length = Math.max(0, Math.min(FILE_PART, Math.min(size, ATTACHMENT_LIMIT + 1) - offset));
          const { bytesRead, buffer } = await file.read(new Uint8Array(length), 0, length, offset);
          const bytes = buffer.subarray(0, bytesRead);
          return {
            bytes,
            end: bytesRead === 0 || offset + bytesRead >= Math.min(size, ATTACHMENT_LIMIT + 1),
          };
        } finally {
          await file.close();
        }
      }),
    async putAside(names) {
      await inFolder(async (chosen) => {
        await mkdir(path.join(chosen, KEPT_FOLDER), { recursive: true });
        for (const name of names) await setAside(chosen, path.basename(name));
      });
    },
  };
}

/** Beside a file of the same name it gets a number: nothing is written over. */
async function setAside(chosen: string, name: string): Promise<void> {
  const ending = path.extname(name);
  for (let i = 1; ; i++) {
    const as = i === 1 ? name : `${path.basename(name, ending)} (${String(i)})${ending}`;
    const target = path.join(chosen, KEPT_FOLDER, as);
    if (await stat(target).catch(() => null)) continue;
    // One that is gone meanwhile need not be put aside.
    await rename(path.join(chosen, name), target).catch(() => undefined);
    return;
  }
}
