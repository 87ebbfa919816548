import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { appError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';

const run = promisify(execFile);
/** How long listing devices and scanning a page may take, milliseconds: a lamp has to warm up. */
const LIST_TIMEOUT = 20_000;
const PAGE_TIMEOUT = 120_000;
/** The most bytes of one page. */
const PAGE_LIMIT = 200 * 1024 * 1024;

export interface Sane {
  /** Scans one page into a folder as PNG; the name it has there. Errors: `scanner-none`, `scanner-failed`. */
  scanTo(folder: string): Promise<Result<string>>;
}

/** Scanners through SANE's `scanimage`, where it is installed: arguments are fixed, nothing of the page gets into them. */
export function createSane(program: string, note: (message: string) => void, now: () => number): Sane {
  async function firstDevice(): Promise<string | null> {
    const { stdout } = await run(program, ['-f', '%d%n'], { timeout: LIST_TIMEOUT });
    return stdout.split('\n').find((name) => /^[\w.:+/-]{1,200}$/u.test(name)) ?? null;
  }
  return {
    async scanTo(folder) {
      try {
        const device = await firstDevice();
        if (device === null) return fail(appError('scanner-none'));
        const { stdout } = await run(
          program,
          [`--device-name=${device}`, '--format=png', '--resolution=200', '--mode=Gray'],
          { timeout: PAGE_TIMEOUT, maxBuffer: PAGE_LIMIT, encoding: 'buffer' },
        );
        if (stdout.byteLength === 0) return fail(appError('scanner-failed'));
        const name = `quet-${String(now())}.png`;
        await writeFile(path.join(folder, name), stdout, { flag: 'wx', mode: 0o600 });
        return ok(name);
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        note(`scanimage: ${code ?? 'no code'}`);
        return fail(appError(code === 'ENOENT' ? 'scanner-none' : 'scanner-failed'));
      }
    },
  };
}
