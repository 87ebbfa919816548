import type { StartTimer } from '../../renderer/sync/backoff.ts';
import type { SyncEngine } from '../../renderer/sync/engine.ts';

/** Timers of a sync engine that run only when told. */
export interface ManualTimers {
  readonly startTimer: StartTimer;
  /** How long the running one waits, milliseconds; null when none runs. */
  readonly wait: () => number | null;
  /** Lets the running one end at once. */
  readonly fire: () => void;
}

export function manualTimers(): ManualTimers {
  let running: { readonly ms: number; readonly run: () => void } | null = null;
  return {
    startTimer: (ms, run) => {
      const mine = { ms, run };
      running = mine;
      return () => {
        if (running === mine) running = null;
      };
    },
    wait: () => running?.ms ?? null,
    fire: () => {
      const { run } = running ?? {};
      if (!run) throw new Error('no timer is running');
      running = null;
      run();
    },
  };
}

/** Resolves once no round is under way. */
export async function roundOver(engine: SyncEngine): Promise<void> {
  while (engine.status().nextTryAt === null) await new Promise<void>((resolve) => setImmediate(resolve));
}
