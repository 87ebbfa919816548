import { skewOf } from '../../shared/clock.ts';
import type { AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { backoff, type StartTimer } from './backoff.ts';
import { createPace, type Pace } from './pace.ts';
import type { CallFailure, PortalCall } from './portal-client.ts';
import { handOverRound, retryHeld, syncRound, type RoundContext } from './round.ts';
import { IDLE_STATUS, type SyncStatus } from './status.ts';
import type { SyncStore } from './store-port.ts';
import type { Uploads } from './uploads.ts';

export interface EngineOptions {
  readonly store: SyncStore;
  readonly call: PortalCall;
  readonly uploads: Uploads;
  /** UTC instant by this machine's own clock. */
  readonly now: () => string;
  readonly random: () => number;
  readonly newId: () => string;
  readonly startTimer: StartTimer;
  readonly onStatus: (status: SyncStatus) => void;
  /** Told the portal's clock minus this machine's (milliseconds), with the portal's time, after each answer. */
  readonly onSkew?: (skewMs: number, portalTime: string) => void;
  /** Told after each complete round, with its time. */
  readonly onSynced: (at: string) => void;
  /** How much goes in one push; tests give a quicker one. */
  readonly pace?: Pace;
  /** Told of a bug in a round; gives the error to show, with its reference. */
  readonly onBug: (bug: unknown) => AppError;
}

export interface SyncEngine {
  /** Begins; the first round runs at once. */
  start(): void;
  /** Something changed (a save, the connection, the clerk's key): try now, whatever the wait was. */
  wake(): void;
  /**
   * Runs a round now and says how it went; with `held`, refused events are sent again first; with `handOver`, only what a
   * counter that another machine took over may still do.
   */
  syncNow(options?: { readonly held?: boolean; readonly handOver?: boolean }): Promise<Result<null>>;
  /** Ends; resolves when nothing is under way any more. */
  stop(): Promise<void>;
  status(): SyncStatus;
}

/** With nothing to send, news from the portal is still fetched this often. */
const QUIET_MS = 15_000;
const OFFLINE_CODES: ReadonlySet<AppError['code']> = new Set(['portal-unreachable']);

/**
 * The one engine: runs rounds one at a time, waits with backoff after a failure, and is woken by a save, the network or
 * the clerk. The counter never waits for it.
 */
export function createSyncEngine(options: EngineOptions): SyncEngine {
  let status: SyncStatus = IDLE_STATUS;
  let running: Promise<Result<null>> | null = null;
  let again = false;
  let stopped = true;
  let failures = 0;
  /** Until then (ms since 1970) the portal asked to be left alone; only the clerk's own key goes past it. */
  let notBefore = 0;
  let callOff: () => void = () => undefined;

  function show(change: Partial<SyncStatus>): void {
    status = { ...status, ...change };
    options.onStatus(status);
  }
  function schedule(ms: number): void {
    callOff();
    if (stopped) return;
    show({ nextTryAt: new Date(Date.parse(options.now()) + ms).toISOString() });
    callOff = options.startTimer(ms, () => {
      // Only waits that ended by themselves make the next one longer: saving often must not.
      failures += 1;
      void run();
    });
  }
  function settle(result: Result<null, CallFailure>): Result<null> {
    show({ activity: 'idle', progress: null, nextTryAt: null });
    if (stopped) return ok(null);
    const now = options.now();
    if (result.ok) {
      failures = 0;
      notBefore = 0;
      show({
        connection: 'online',
        trouble: null,
        lastSyncAt: now,
        since: status.connection === 'online' ? status.since : now,
      });
      options.onSynced(now);
      schedule(QUIET_MS);
      return result;
    }
    const { error, retryAfter } = result.error;
    notBefore = retryAfter === null ? 0 : Date.parse(now) + retryAfter * 1000;
    const connection = OFFLINE_CODES.has(error.code) ? 'offline' : 'trouble';
    show({ connection, trouble: error.code, since: status.connection === connection ? status.since : now });
    schedule(backoff(failures + 1, retryAfter, options.random));
    return { ok: false, error };
  }
  const context: RoundContext = {
    ...options,
    cancelled: () => stopped,
    pace: options.pace ?? createPace(),
    onStep: ({ activity, done, total }) => {
      show({ activity, progress: { done, total } });
    },
    onTime: (time, sentAt) => {
      if (time === null) return;
      const skewMs = skewOf(time, sentAt, options.now());
      show({ skewMs });
      options.onSkew?.(skewMs, time);
    },
  };
  async function round(held: boolean, handOver: boolean): Promise<Result<null>> {
    try {
      if (handOver) return settle(await handOverRound(context));
      const first = held ? await retryHeld(context) : ok(null);
      return settle(first.ok ? await syncRound(context) : first);
    } catch (bug) {
      // Whatever broke, sending must go on by itself later.
      return settle(fail({ error: options.onBug(bug), retryAfter: null }));
    }
  }
  function run(held = false, handOver = false): Promise<Result<null>> {
    callOff();
    show({ nextTryAt: null });
    running ??= round(held, handOver).finally(() => {
      running = null;
      if (again && !stopped) {
        again = false;
        void run();
      }
    });
    return running;
  }
  return {
    start: () => {
      stopped = false;
      void run();
    },
    wake: () => {
      if (stopped || Date.parse(options.now()) < notBefore) return;
      if (running) again = true;
      else void run();
    },
    syncNow: async ({ held = false, handOver = false } = {}) => {
      if (running) await running;
      return run(held, handOver);
    },
    stop: async () => {
      stopped = true;
      callOff();
      options.uploads.stop();
      await running;
    },
    status: () => status,
  };
}
