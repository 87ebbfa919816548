import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { appError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';

/** How long listing devices and scanning a page may take, milliseconds: a lamp has to warm up. */
const LIST_TIMEOUT = 20_000;
const PAGE_TIMEOUT = 120_000;
/** The most bytes of one page. */
const PAGE_LIMIT = 200 * 1024 * 1024;
/** How long a scanner told to stop may take to, milliseconds. */
const STOP_GRACE = 1500;

export interface Sane {
  /** Scans one page into a folder as PNG; the name it has there. Errors: `scanner-none`, `scanner-failed`, `scan-cancelled`. */
  scanTo(folder: string, signal?: AbortSignal): Promise<Result<string>>;
}

/** Scanners through SANE's `scanimage`, where it is installed: arguments are fixed, nothing of the page gets into them. */
export function createSane(
  program: string,
  note: (message: string) => void,
  now: () => number,
  pageTimeout = PAGE_TIMEOUT,
): Sane {
  async function firstDevice(signal?: AbortSignal): Promise<string | null> {
    const listed = await run(program, ['-f', '%d%n'], LIST_TIMEOUT, signal);
    return (
      listed
        .toString()
        .split('\n')
        .find((name) => /^[\w.:+/-]{1,200}$/u.test(name)) ?? null
    );
  }
  return {
    async scanTo(folder, signal) {
      try {
        const device = await firstDevice(signal);
        if (device === null) return fail(appError('scanner-none'));
        const args = [`--device-name=${device}`, '--format=png', '--resolution=200', '--mode=Gray'];
        const page = await run(program, args, pageTimeout, signal);
        if (page.byteLength === 0) return fail(appError('scanner-failed'));
        const name = `quet-${String(now())}.png`;
        await writeFile(path.join(folder, name), page, { flag: 'wx', mode: 0o600 });
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

/**
 * What a program writes until it ends well. It has a process group of its own, which ends with it: a driver's helper that
 * stays behind would hold the output open, and the page would never come to an end.
 */
function run(
  program: string,
  args: readonly string[],
  timeout: number,
  signal?: AbortSignal,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new Error('cancelled'));
    const child = spawn(program, args, { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
    const chunks: Buffer[] = [];
    let size = 0;
    let killing: NodeJS.Timeout | undefined;
    const kill = (signalName: NodeJS.Signals) => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, signalName);
      } catch {
        // Nothing of it is left.
      }
    };
    const stop = () => {
      kill('SIGTERM');
      killing ??= setTimeout(kill, STOP_GRACE, 'SIGKILL');
    };
    const late = setTimeout(stop, timeout);
    signal?.addEventListener('abort', stop, { once: true });
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size > PAGE_LIMIT) stop();
      else chunks.push(chunk);
    });
    child.once('exit', () => kill('SIGKILL'));
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(late);
      clearTimeout(killing);
      signal?.removeEventListener('abort', stop);
      if (code === 0 && size <= PAGE_LIMIT) resolve(Buffer.concat(chunks));
      else reject(Object.assign(new Error('scanimage failed'), { code: `exit ${String(code)}` }));
    });
  });
}
