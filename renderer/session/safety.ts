import type { DossierEvent } from '../../shared/domain/dossier/event.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { CounterDatabase } from '../store/database.ts';
import type { Journal } from '../store/journal.ts';
import { completeJournal } from '../store/recovery/complete.ts';
import { storeError } from '../store/store-error.ts';
import type { StorageState } from './session.ts';

/** Keeps the journal level with the database, and an eye on the room left on the disk. */
export interface Safety {
  /** Puts a save's events into the journal. After a failure it keeps trying by itself, and `stop` says why to wait. */
  keep(events: readonly DossierEvent[]): Promise<Result<unknown>>;
  /** The position up to which the journal holds every own event; what lies beyond is not saved yet. */
  kept(): number;
  /** Gives the journal what it lacks: how many events, or why not. */
  complete(): Promise<Result<number>>;
  /** Why nothing new may be begun now; null when all is well. */
  stop(): AppError | null;
  /** Resolves once the journal holds everything. */
  whole(): Promise<void>;
  close(): void;
}

export interface SafetyOptions {
  readonly db: CounterDatabase;
  readonly journal: Journal;
  readonly space: () => Promise<{ readonly free: number; readonly level: StorageState['space'] }>;
  readonly onChange: (change: Partial<StorageState>) => void;
  /** A bug on the way; gives the error it is to the clerk. */
  readonly onBug: (bug: unknown) => AppError;
  /** Milliseconds between two tries after a failure, and between two looks at the disk. */
  readonly retryMs?: number;
  readonly lookMs?: number;
}

export function createSafety(options: SafetyOptions): Safety {
  const { db, journal, onChange, onBug, retryMs = 3000, lookMs = 20_000 } = options;
  let failure: AppError | null = null;
  let space: StorageState['space'] = 'enough';
  let retry: ReturnType<typeof setTimeout> | undefined;
  let waiting: (() => void)[] = [];
  let closed = false;
  const looking = setInterval(() => void look(), lookMs);

  async function look(): Promise<void> {
    const { free, level } = await options.space();
    if (closed) return;
    space = level;
    onChange({ space, free });
  }

  function settle<T>(result: Result<T>): Result<T> {
    if (closed) return result;
    failure = result.ok ? null : result.error;
    onChange({ journal: failure?.code ?? null });
    clearTimeout(retry);
    if (failure) {
      retry = setTimeout(() => void complete(), retryMs);
      void look().catch(onBug);
    } else {
      for (const done of waiting.splice(0)) done();
    }
    return result;
  }

  async function guarded<T>(run: () => Promise<Result<T>>): Promise<Result<T>> {
    try {
      return await run();
    } catch (problem) {
      return fail(errorFrom(problem, onBug));
    }
  }

  let upTo = 0;

  let turn: Promise<unknown> = Promise.resolve();
  /** One at a time, so that no event is written twice for nothing. */
  function complete(): Promise<Result<number>> {
    const mine = turn.then(async () => {
      const completed = settle(await guarded(() => completeJournal(db, journal)));
      if (!completed.ok) return completed;
      upTo = Math.max(upTo, completed.value.upTo);
      return ok(completed.value.added);
    });
    turn = mine.catch(() => undefined);
    return mine;
  }

  void look().catch(onBug);
  return {
    kept: () => upTo,
    complete,
    async keep(events) {
      const [first, last] = [events[0], events.at(-1)];
      // An older save may have missed it when the machine went down: a log with a hole could never be sent, so that goes first.
      if (first && first.position > upTo + 1) return complete();
      const kept = await guarded(() => journal.append([{ kind: 'events', events: [...events] }]));
      if (kept.ok && last) upTo = Math.max(upTo, last.position);
      // While older events are missing, this one being there does not make the journal whole.
      return kept.ok && failure ? complete() : settle(kept);
    },
    stop() {
      if (space === 'full') return appError('store-full');
      return failure ? appError('journal-stopped') : null;
    },
    whole: () => (failure ? new Promise((done) => waiting.push(done)) : Promise.resolve()),
    close() {
      closed = true;
      clearInterval(looking);
      clearTimeout(retry);
      waiting = [];
    },
  };
}

function errorFrom(problem: unknown, onBug: SafetyOptions['onBug']): AppError {
  try {
    return storeError(problem);
  } catch (bug) {
    return onBug(bug);
  }
}
