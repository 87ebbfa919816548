import { createJournal } from '../../electron/services/journal/journal.ts';
import type { Uploader } from '../../electron/services/attachments/uploader.ts';
import { createPortalTransport } from '../../electron/services/portal-transport.ts';
import type { Tokens } from '../../electron/services/vault.ts';
import { startTimer as timer } from '../../renderer/session/start-timer.ts';
import { createSafety, type Safety } from '../../renderer/session/safety.ts';
import { appendEvents, type Appended, type Appending } from '../../renderer/store/append.ts';
import { CounterDatabase } from '../../renderer/store/database.ts';
import { readMeta, writeMeta } from '../../renderer/store/meta.ts';
import { compareWithJournal, type Comparison } from '../../renderer/store/recovery/compare.ts';
import { restoreFromJournal } from '../../renderer/store/recovery/restore.ts';
import type { StartTimer } from '../../renderer/sync/backoff.ts';
import { createSyncEngine, type SyncEngine } from '../../renderer/sync/engine.ts';
import { createPace, type Pace } from '../../renderer/sync/pace.ts';
import { createPortalCall } from '../../renderer/sync/portal-client.ts';
import { syncRound } from '../../renderer/sync/round.ts';
import { createSyncStore } from '../../renderer/sync/store-port.ts';
import { skewOf } from '../../shared/clock.ts';
import { createUploads, type Uploads } from '../../renderer/sync/uploads.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { MemoryDisk } from './memory-disk.ts';

export interface ProcessOptions {
  /** Its database. */
  readonly name: string;
  /** What its journal is on. */
  readonly disk: MemoryDisk;
  /** The portal as this counter reaches it. */
  readonly url: string;
  readonly tokens: () => Tokens;
  /** UTC instant by the machine's own clock. */
  readonly now: () => string;
  /** How its sync engine waits. Without it the engine rests, and rounds run only when asked for. */
  readonly startTimer?: StartTimer | undefined;
  /** How much goes in one push. */
  readonly pace?: Pace | undefined;
  /** Longest silence of the portal, milliseconds. */
  readonly silence?: number | undefined;
  /** Sends attached files. */
  readonly uploader: Pick<Uploader, 'upload' | 'stop'>;
}

/** One run of the app without screens, from start to kill: the real store, journal, safety, engine and transport. */
export interface SimulatedProcess {
  readonly db: CounterDatabase;
  readonly engine: SyncEngine;
  readonly uploads: Uploads;
  readonly safety: Safety;
  /** How the database stood to the journal at start; a rebuilt one is whole by now. */
  readonly found: Comparison['log'];
  /** Saves as the screens do: confirmed only when database and journal have it. */
  save(appending: Appending): Promise<Result<Appended, readonly AppError[]>>;
  /** Lets the engine begin, if there is one at work. */
  begin(): void;
  /** One round against the portal, now: true when it went through. */
  sync(): Promise<boolean>;
  /** The portal's clock minus the machine's as far as it is known. */
  skewMs(): number | null;
  /** Bugs that reached diagnostics. */
  readonly bugs: readonly unknown[];
  /** Ends it without a word: what was under way never comes back. */
  kill(): void;
}

/** Starts the app on what lies on the disk, rebuilding the database from the journal if it must. */
export async function startProcess(options: ProcessOptions): Promise<SimulatedProcess> {
  const { name, now, tokens, url, silence, pace = createPace() } = options;
  const dead = new AbortController();
  const bugs: unknown[] = [];
  const onBug = (bug: unknown): AppError => {
    if (!dead.signal.aborted) bugs.push(bug);
    return appError('unexpected');
  };
  const journal = createJournal({
    folder: '/journal',
    disk: options.disk.mount(),
    fileLimit: 256 * 1024,
    note: () => undefined,
  });
  const db = new CounterDatabase(name, { autoOpen: false });
  await db.open();
  const state = await journal.state();
  const found = state.ok ? (await compareWithJournal(db, state.value)).log : 'whole';
  if (state.ok && found !== 'whole') {
    const restored = await restoreFromJournal(db, journal, state.value, { onProgress: () => undefined });
    if (!restored.ok) throw new Error(`not restored: ${restored.error.code}`);
  }
  const safety = createSafety({
    db,
    journal,
    space: () => Promise.resolve({ free: 1e12, level: 'enough' }),
    onChange: () => undefined,
    onBug,
    retryMs: 20,
    lookMs: 3_600_000,
  });
  let skewMs = (await readMeta(db, 'clock'))?.skewMs ?? null;
  const transport = createPortalTransport({
    baseUrl: url,
    fetch: (address, init) =>
      fetch(address, {
        ...init,
        signal: AbortSignal.any([dead.signal, ...(init.signal ? [init.signal] : [])]),
      }),
    tokens,
    ...(silence === undefined ? {} : { silence }),
  });
  const onSkew = (measured: number, time: string): void => {
    skewMs = measured;
    const measuredAt = new Date(time).toISOString();
    // A measurement not kept is measured again.
    if (!dead.signal.aborted) writeMeta(db, 'clock', { skewMs: measured, measuredAt }).catch(() => undefined);
  };
  const onSynced = () => void safety.complete();
  const uploads = createUploads({
    send: (sha256) => options.uploader.upload(sha256),
    cancel: () => options.uploader.stop(),
    startTimer: timer,
    onNews: () => undefined,
    onBug,
  });
  const portal = {
    store: createSyncStore(db, () => safety.kept()),
    call: createPortalCall((operation, input) => transport.call(operation, input)),
    now,
    newId,
    pace,
    uploads,
  };
  const engine = createSyncEngine({
    ...portal,
    random: () => 1,
    startTimer: options.startTimer ?? (() => () => undefined),
    onStatus: () => undefined,
    onSkew,
    onSynced,
    onBug,
  });
  const syncOnce = async (): Promise<boolean> => {
    const round = await syncRound({
      ...portal,
      onStep: () => undefined,
      onTime: (time, sentAt) => {
        if (time !== null) onSkew(skewOf(time, sentAt, now()), time);
      },
      cancelled: () => dead.signal.aborted,
    });
    if (round.ok) onSynced();
    return round.ok;
  };
  void safety.complete();
  return {
    db,
    engine,
    uploads,
    safety,
    found,
    bugs,
    save: async (appending) => {
      const stop = safety.stop();
      if (stop) return fail([stop]);
      const saved = await appendEvents(db, appending);
      if (!saved.ok) return saved;
      const kept = await safety.keep(saved.value.events);
      engine.wake();
      return kept.ok ? ok(saved.value) : fail([appError('journal-failed')]);
    },
    begin: () => {
      if (options.startTimer) engine.start();
    },
    sync: async () => (options.startTimer ? (await engine.syncNow()).ok : syncOnce()),
    skewMs: () => skewMs,
    kill: () => {
      dead.abort();
      uploads.stop();
      void engine.stop();
      safety.close();
      db.close();
    },
  };
}
