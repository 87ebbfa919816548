import { setTimeout as pause } from 'node:timers/promises';
import { ATTACHMENT_LIMIT } from '../../../shared/domain/attachment.ts';
import { appError, type AppErrorCode } from '../../../shared/errors.ts';
import { SCAN_LIMIT, type ScannedPages } from '../../../shared/ipc/scanning.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { askScanner, type EsclReply, type EsclRequest } from './escl-http.ts';
import {
  readCapabilities,
  readStatus,
  settingsFor,
  type Capabilities,
  type ScannerStatus,
  type Source,
} from './escl-words.ts';
import { keepPage, sweepHalfWritten, wholePage } from './page-file.ts';
import type { ScannerAddress } from './private-address.ts';

export interface EsclOptions {
  readonly note: (message: string) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How long nothing may come: for a short answer, a page (the lamp warms up), the end of a job; milliseconds. */
  readonly quiet: { readonly word: number; readonly page: number; readonly end: number };
  /** The longest a scanner that says “not yet” is waited for, and the longest pause between two questions; milliseconds. */
  readonly patience: { readonly whole: number; readonly step: number };
}

export interface ScanRun {
  readonly signal: AbortSignal;
  /** Told after each page, with how many there are. */
  readonly onPage: (count: number) => void;
}

export interface Escl {
  /** Who answers at an address. Errors: `scanner-unreachable`, `scanner-foreign`, `scanner-outside`. */
  look(address: ScannerAddress): Promise<Result<{ readonly name: string; readonly feeder: boolean }>>;
  /**
   * Scans what lies in the feeder, else what lies on the glass, into a folder, each page written whole. What came before a
   * trouble is kept; with no page at all the trouble is the error: `scanner-…`.
   */
  scanTo(address: ScannerAddress, folder: string, run: ScanRun): Promise<Result<ScannedPages>>;
}

/** The most bytes of capabilities, status or the answer to a job. */
const WORDS = 512 * 1024;
export const ESCL_TIMES: Pick<EsclOptions, 'quiet' | 'patience'> = {
  quiet: { word: 10_000, page: 60_000, end: 2_000 },
  patience: { whole: 60_000, step: 2_000 },
};
/** What the feeder's state means to a clerk. */
const FEEDER: Readonly<Record<string, AppErrorCode>> = {
  ScannerAdfJam: 'scanner-jam',
  ScannerAdfMispick: 'scanner-jam',
  ScannerAdfMultipickDetected: 'scanner-jam',
  ScannerAdfHatchOpen: 'scanner-open',
};

/** Why a scan cannot begin or go on. */
class Trouble extends Error {
  readonly code: AppErrorCode;
  constructor(code: AppErrorCode) {
    super(code);
    this.code = code;
  }
}

/** Network scanners that speak eSCL (AirScan, Mopria), by HTTP. */
export function createEscl({ note, now, quiet, patience }: EsclOptions): Escl {
  const word = (address: ScannerAddress, method: EsclRequest['method'], path: string, run?: ScanRun) =>
    askScanner(address, {
      method,
      path,
      limit: WORDS,
      quiet: quiet.word,
      ...(run && { signal: run.signal }),
    });
  const pathOf = (address: ScannerAddress) => new URL(address).pathname;

  async function capabilitiesOf(address: ScannerAddress, run?: ScanRun): Promise<Capabilities> {
    const reply = await word(address, 'GET', `${pathOf(address)}/ScannerCapabilities`, run);
    if (reply.status === 503) throw new Trouble('scanner-busy');
    try {
      if (reply.status === 200) return readCapabilities(reply.bytes.toString('utf8'));
    } catch {
      // Not the words of a scanner.
    }
    throw new Trouble('scanner-foreign');
  }
  /** Null when it doesn't say: a scanner without a status can still scan. */
  async function statusOf(address: ScannerAddress, run?: ScanRun): Promise<ScannerStatus | null> {
    try {
      const reply = await word(address, 'GET', `${pathOf(address)}/ScannerStatus`, run);
      return reply.status === 200 ? readStatus(reply.bytes.toString('utf8')) : null;
    } catch {
      return null;
    }
  }

  /** Asks again while it says “not yet” (503). */
  async function patiently(run: ScanRun, ask: () => Promise<EsclReply>): Promise<EsclReply> {
    for (let waited = 0; ;) {
      const reply = await ask();
      if (reply.status !== 503 || waited >= patience.whole) return reply;
      const wait = Math.min(
        reply.retryAfter === null ? patience.step : reply.retryAfter * 1000,
        patience.step,
      );
      await pause(Math.max(wait, 10), undefined, { signal: run.signal });
      waited += Math.max(wait, 10);
    }
  }

  /** Makes a job; its path on the scanner. Whatever host the answer names, only its path is used. */
  async function begin(address: ScannerAddress, body: string, run: ScanRun): Promise<string> {
    const path = `${pathOf(address)}/ScanJobs`;
    const reply = await patiently(run, () =>
      askScanner(address, {
        method: 'POST',
        path,
        body,
        limit: WORDS,
        quiet: quiet.word,
        signal: run.signal,
      }),
    );
    if (reply.status === 503) throw new Trouble('scanner-busy');
    if (reply.status !== 201 || reply.location === null || !URL.canParse(reply.location, address)) {
      note(`escl: a job was answered ${String(reply.status)}`);
      throw new Trouble(await reasonOf(address, run));
    }
    return new URL(reply.location, address).pathname.replace(/\/+$/u, '');
  }

  /** Why it stopped, as its status says. */
  async function reasonOf(address: ScannerAddress, run: ScanRun): Promise<AppErrorCode> {
    const status = await statusOf(address, run);
    return FEEDER[status?.feeder ?? ''] ?? 'scanner-failed';
  }

  async function pages(address: ScannerAddress, job: string, source: Source, run: ScanRun, keep: Keep) {
    for (let count = 0; count < SCAN_LIMIT;) {
      const reply = await patiently(run, () =>
        askScanner(address, {
          method: 'GET',
          path: `${job}/NextDocument`,
          limit: ATTACHMENT_LIMIT,
          quiet: quiet.page,
          signal: run.signal,
        }),
      );
      // The feeder is empty: done. But a jam also ends the job.
      if (reply.status === 404 || reply.status === 410) {
        const status = await statusOf(address, run);
        const why = FEEDER[status?.feeder ?? ''] ?? (count === 0 ? 'scanner-empty' : null);
        if (why !== null) throw new Trouble(source === 'Platen' ? 'scanner-failed' : why);
        return;
      }
      const type = reply.status === 200 ? wholePage(reply.bytes) : null;
      if (type === null) {
        note(`escl: page ${String(count + 1)} was answered ${String(reply.status)}`);
        throw new Trouble(reply.status === 503 ? 'scanner-busy' : await reasonOf(address, run));
      }
      await keep(reply.bytes, type);
      count += 1;
      if (source === 'Platen') return;
    }
  }

  const end = (address: ScannerAddress, path: string) =>
    askScanner(address, { method: 'DELETE', path, limit: WORDS, quiet: quiet.end }).catch(() => undefined);

  function codeOf(error: unknown, begun: boolean): AppErrorCode {
    if (error instanceof Trouble) return error.code;
    const { code = 'no code', name } = error as NodeJS.ErrnoException;
    note(`escl: ${name === 'AbortError' ? 'stopped' : code}`);
    if (name === 'AbortError') return 'scan-cancelled';
    if (code === 'EOUTSIDE') return 'scanner-outside';
    if (code === 'ENOSPC') return 'store-full';
    return begun ? 'scanner-failed' : 'scanner-unreachable';
  }

  return {
    async look(address) {
      try {
        const { name, sources } = await capabilitiesOf(address);
        return ok({ name, feeder: sources.Feeder !== undefined });
      } catch (error) {
        return fail(appError(codeOf(error, false)));
      }
    },
    async scanTo(address, folder, run) {
      const names: string[] = [];
      const at = now();
      let job: string | null = null;
      let trouble: AppErrorCode | null = null;
      try {
        await sweepHalfWritten(folder);
        const can = await capabilitiesOf(address, run);
        const source = sourceOf(can, await statusOf(address, run));
        job = await begin(address, settingsFor(can, source.name, source.can), run);
        await pages(address, job, source.name, run, async (bytes, type) => {
          names.push(await keepPage(folder, bytes, type, at, names.length + 1));
          run.onPage(names.length);
        });
      } catch (error) {
        trouble = codeOf(error, job !== null);
      }
      // It is told even when all went well: one that waits for the next question answers nobody else.
      if (job !== null) await end(address, job);
      if (trouble !== null && names.length === 0) return fail(appError(trouble));
      return ok({ names, trouble });
    },
  };
}

type Keep = (bytes: Buffer, type: NonNullable<ReturnType<typeof wholePage>>) => Promise<void>;

/** The feeder when something lies in it; else the glass, where there is one. */
function sourceOf({ sources }: Capabilities, status: ScannerStatus | null) {
  const { Feeder: feeder, Platen: platen } = sources;
  // Paper stuck in the feeder is not what lies on the glass.
  const why = FEEDER[status?.feeder ?? ''];
  if (why) throw new Trouble(why);
  if (feeder && (!platen || status?.feeder === 'ScannerAdfLoaded')) {
    if (status?.feeder === 'ScannerAdfEmpty') throw new Trouble('scanner-empty');
    return { name: 'Feeder' as const, can: feeder };
  }
  if (!platen) throw new Trouble('scanner-foreign');
  return { name: 'Platen' as const, can: platen };
}
