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
  /** Scans one page into a folder as PNG; the name it has there. Errors: `scanner-none`, `scanner-failed`, `scan-cancelled`. */
  scanTo(folder: string, signal?: AbortSignal): Promise<Result<string>>;
}

/** Scanners through SANE's `scanimage`, where it is installed: arguments are fixed, nothing of the page gets into them. */
export function createSane(program: string, note: (message: string) => void, now: () => number): Sane {
  async function firstDevice(signal?: AbortSignal): Promise<string | null> {
    const { stdout } = await run(program, ['-f', '%d%n'], { timeout: LIST_TIMEOUT, signal });
    return stdout.split('\n').find((name) => /^[\w.:+/-]{1,200}$/u.test(name)) ?? null;
  }
  return {
    async scanTo(folder, signal) {
      try {
        const device = await firstDevice(signal);
        if (device === null) return fail(appError('scanner-none'));
        const { stdout } = await run(
          program,
          [`--device-name=${device}`, '--format=png', '--resolution=200', '--mode=Gray'],
          { timeout: PAGE_TIMEOUT, maxBuffer: PAGE_LIMIT, encoding: 'buffer', signal },
        );
        if (stdout.byteLength === 0) return fail(appError('scanner-failed'));
        const name = `quet-${String(now())}.png`;
        await writeFile(path.join(folder, name), stdout, { flag: 'wx', mode: 0o600 });
        return ok(name);
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        note(`scanimage: ${code ?? 'no code'}`);
        if (signal?.aborted) return fail(appError('scan-cancelled'));
        return fail(appError(code === 'ENOENT' ? 'scanner-none' : 'scanner-failed'));
      }
    },
  };
}
