import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { OpenDialogOptions, OpenDialogReturnValue } from 'electron';
import { z } from 'zod';
import { jsonOf } from '../../shared/domain/json.ts';
import { appError, type AppErrorCode } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { writeAtomically } from './files.ts';
import { pdfOf, type Printable } from './printing.ts';

export interface ExportsOptions {
  /** Where the chosen folder is remembered. */
  readonly settings: string;
  readonly askOpen: (options: OpenDialogOptions) => Promise<OpenDialogReturnValue>;
  readonly note: (message: string) => void;
}

/** Where a file is, and what it holds: its SHA-256 (hex) and size in bytes. */
type Written = Result<{ readonly where: string; readonly sha256: string; readonly size: number }>;

/** Reports as files in a folder chosen in the system's own dialog; the page never names a path. */
export interface Exports {
  folder(): Promise<string | null>;
  chooseFolder(): Promise<string | null>;
  /** Writes a file of that name, whole or not at all; one of the same name is replaced. */
  save(name: string, bytes: Uint8Array): Promise<Written>;
  /** The same with what the page shows under print media. */
  savePdf(page: Printable, name: string): Promise<Written>;
}

const settingsSchema = z.strictObject({ folder: z.string().min(1) });

const CODES: Readonly<Record<string, AppErrorCode>> = {
  ENOENT: 'export-folder-missing',
  ENOTDIR: 'export-folder-missing',
  ENODEV: 'export-folder-missing',
  ENOSPC: 'export-disk-full',
  EDQUOT: 'export-disk-full',
  // Windows refuses to replace a file that another program has open.
  EBUSY: 'export-file-open',
  EPERM: 'export-file-open',
  EACCES: 'export-file-open',
};

export function createExports({ settings, askOpen, note }: ExportsOptions): Exports {
  async function folder(): Promise<string | null> {
    const text = await readFile(settings, 'utf8').catch(() => '');
    const kept = settingsSchema.safeParse(jsonOf(text));
    return kept.success ? kept.data.folder : null;
  }
  async function write(name: string, content: () => Promise<Uint8Array>): Promise<Written> {
    const chosen = await folder();
    if (chosen === null) return fail(appError('export-folder-none'));
    const where = path.join(chosen, path.basename(name));
    try {
      const bytes = await content();
      await writeAtomically(where, bytes, 0o644);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return ok({ where, sha256, size: bytes.byteLength });
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'no code';
      note(`a report could not be written: ${code}`);
      return fail(appError(CODES[code] ?? 'file-not-written'));
    }
  }
  return {
    folder,
    async chooseFolder() {
      const { canceled, filePaths } = await askOpen({ properties: ['openDirectory', 'createDirectory'] });
      if (!canceled && filePaths[0])
        await writeAtomically(settings, JSON.stringify({ folder: filePaths[0] }));
      return folder();
    },
    save: (name, bytes) => write(name, () => Promise.resolve(bytes)),
    savePdf: (page, name) => write(name, () => pdfOf(page, 'A4')),
  };
}
