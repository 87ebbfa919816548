import type { AppErrorCode } from '../../shared/errors.ts';
import type { Result } from '../../shared/result.ts';
import type { StartTimer } from './backoff.ts';

/** Files on their way to the portal: one at a time, beside everything else. */
export interface Uploads {
  /** These are to go; those on their way, there, or known not to go, are left as they are. */
  want(files: readonly string[]): void;
  /** Resolves once each is there or is not going now, with true; with false after `patience` milliseconds. */
  settled(files: readonly string[], patience: number): Promise<boolean>;
  /** Whether the portal has a file, as far as is known since the start. */
  has(sha256: string): boolean;
  /** Why a file cannot go by itself; null when it can. */
  trouble(sha256: string): AppErrorCode | null;
  /** The portal does not have it after all. */
  forget(sha256: string): void;
  /** What could not go is tried once more: a file was attached again, or the clerk asked. */
  again(): void;
  stop(): void;
}

export interface UploadsOptions {
  /** Brings a file to the portal; main does it, going on where it stopped. */
  readonly send: (sha256: string) => Promise<Result<null>>;
  /** Ends what is being sent. */
  readonly cancel: () => void;
  readonly startTimer: StartTimer;
  /** A file is there, or it came out that it cannot go: a round should see to its event. */
  readonly onNews: () => void;
  readonly onBug: (bug: unknown) => void;
}

/** Trouble that no waiting ends. Everything else is the line's or the portal's: tried again in the next round. */
const LASTING: ReadonlySet<AppErrorCode> = new Set([
  'attachment-lost',
  'attachment-damaged',
  'attachment-too-large',
  'attachment-empty',
]);

const LOST_AT_PORTAL = 3;

export function createUploads(options: UploadsOptions): Uploads {
  const there = new Set<string>();
  /** How often the portal lacked a file it had said to have. */
  const forgotten = new Map<string, number>();
  const troubles = new Map<string, AppErrorCode>();
  /** Waiting to go, in order; the first is being sent while `running`. */
  const queue = new Set<string>();
  let watching: (() => void)[] = [];
  let running = false;

  async function sendOne(sha256: string): Promise<void> {
    const result = await options.send(sha256);
    if (result.ok) there.add(sha256);
    else if (LASTING.has(result.error.code)) troubles.set(sha256, result.error.code);
    // The line is gone for all of them: the next round asks for them again.
    else return queue.clear();
    queue.delete(sha256);
    options.onNews();
  }

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    try {
      for (let next = first(); next !== undefined; next = first()) {
        await sendOne(next);
        tell();
      }
    } catch (bug) {
      queue.clear();
      options.onBug(bug);
    } finally {
      running = false;
      tell();
    }
  }
  const first = () => queue.values().next().value;

  function tell(): void {
    for (const look of watching) look();
  }

  return {
    want(files) {
      for (const sha256 of files) {
        // A portal that contradicts itself is not asked for ever: a person sees to it.
        if ((forgotten.get(sha256) ?? 0) >= LOST_AT_PORTAL) troubles.set(sha256, 'attachment-damaged');
        if (!there.has(sha256) && !troubles.has(sha256)) queue.add(sha256);
      }
      void run();
    },
    settled: (files, patience) =>
      new Promise((resolve) => {
        const done = (all: boolean) => {
          callOff();
          watching = watching.filter((each) => each !== look);
          resolve(all);
        };
        const look = () => {
          if (!files.some((sha256) => queue.has(sha256))) done(true);
        };
        const callOff = options.startTimer(patience, () => done(false));
        watching.push(look);
        look();
      }),
    has: (sha256) => there.has(sha256),
    trouble: (sha256) => troubles.get(sha256) ?? null,
    forget(sha256) {
      if (there.delete(sha256)) forgotten.set(sha256, (forgotten.get(sha256) ?? 0) + 1);
    },
    again() {
      troubles.clear();
      forgotten.clear();
    },
    stop() {
      queue.clear();
      options.cancel();
      tell();
    },
  };
}
