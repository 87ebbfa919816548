import { describe, expect, it } from 'vitest';
import { createSyncEngine, type SyncEngine } from '../../../renderer/sync/engine.ts';
import type { CallFailure, PortalCall } from '../../../renderer/sync/portal-client.ts';
import type { SyncStatus } from '../../../renderer/sync/status.ts';
import type { SyncStore } from '../../../renderer/sync/store-port.ts';
import { EMPTY_NUMBERING } from '../../../shared/domain/numbering.ts';
import { appError, type AppErrorCode } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import { ok } from '../../../shared/result.ts';
import { noUploads } from '../../support/no-uploads.ts';

/** An engine on a store with nothing to send, a portal that answers as told, and timers run by hand. */
function counter() {
  const timers: { ms: number; run: () => void; live: boolean }[] = [];
  const seen: SyncStatus[] = [];
  const calls: string[] = [];
  let clock = Date.parse('2026-08-17T01:00:00Z');
  let answer: () => Promise<Result<never, CallFailure>> | null = () => null;
  const replies: Record<string, unknown> = {
    position: { acknowledged: 0, lastHash: '0'.repeat(64) },
    lease: { leases: [] },
    pull: { events: [], next: 0, more: false },
    catalogue: { version: 1, catalogue: null },
  };
  const call = ((operation: string) => {
    calls.push(operation);
    return answer() ?? Promise.resolve(ok({ reply: replies[operation], time: '2026-08-17T01:03:00Z' }));
  }) as PortalCall;
  const nothing = () => Promise.resolve();
  const store: SyncStore = {
    nextBatch: () => Promise.resolve([]),
    heldBatch: () => Promise.resolve([]),
    waitingFiles: () => Promise.resolve([]),
    acknowledge: nothing,
    release: nothing,
    rewind: nothing,
    head: () => Promise.resolve(0),
    goOnAfter: nothing,
    witnessed: nothing,
    setMoved: nothing,
    hashAt: () => Promise.resolve(null),
    unsentCount: () => Promise.resolve(0),
    cursor: () => Promise.resolve(0),
    merge: nothing,
    rebuilding: () => Promise.resolve(false),
    rebuilt: nothing,
    catalogueVersion: () => Promise.resolve(1),
    saveCatalogue: nothing,
    patchCatalogue: () => Promise.resolve(true),
    numbering: () => Promise.resolve(EMPTY_NUMBERING),
    updateNumbering: nothing,
  };
  const engine: SyncEngine = createSyncEngine({
    store,
    call,
    uploads: noUploads(),
    now: () => new Date(clock).toISOString(),
    random: () => 1,
    newId: () => '00000000-0000-7000-8000-000000000000',
    startTimer: (ms, run) => {
      const timer = { ms, run, live: true };
      timers.push(timer);
      return () => {
        timer.live = false;
      };
    },
    onStatus: (status) => seen.push(status),
    onSynced: () => undefined,
    onBug: () => ({ ...appError('unexpected'), reference: 'ABCDE' }),
  });
  return {
    engine,
    calls,
    seen,
    next: () => timers.filter((timer) => timer.live).at(-1),
    fire: () => {
      const timer = timers.filter((each) => each.live).at(-1);
      if (!timer) throw new Error('no timer is running');
      timer.live = false;
      clock += timer.ms;
      timer.run();
    },
    failWith: (code: AppErrorCode, retryAfter: number | null = null) => {
      answer = () => Promise.resolve({ ok: false, error: { error: appError(code), retryAfter } });
    },
    throwBug: () => {
      answer = () => Promise.reject(new Error('the database went away'));
    },
    recover: () => {
      answer = () => null;
    },
    settled: () => engine.syncNow(),
  };
}

/** Waits until the round under way is over, without starting another. */
async function roundOver(engine: SyncEngine): Promise<void> {
  while (engine.status().nextTryAt === null) await Promise.resolve();
}

describe('the sync engine', () => {
  it('syncs at start, says so, and looks for news later by itself', async () => {
    const { engine, next, calls } = counter();
    engine.start();
    await roundOver(engine);
    expect(engine.status()).toMatchObject({
      connection: 'online',
      activity: 'idle',
      lastSyncAt: '2026-08-17T01:00:00.000Z',
      skewMs: 180_000,
    });
    expect(calls).toEqual(['position', 'lease', 'pull', 'catalogue']);
    expect(next()?.ms).toBe(15_000);
  });

  it('waits longer after each failure that came by itself and recovers with no new local write', async () => {
    const { engine, next, fire, failWith, recover } = counter();
    failWith('portal-unreachable');
    engine.start();
    const waits: number[] = [];
    for (let i = 0; i < 7; i++) {
      await roundOver(engine);
      waits.push(next()?.ms ?? 0);
      fire();
    }
    await roundOver(engine);
    expect(waits).toEqual([2000, 4000, 8000, 16_000, 25_000, 25_000, 25_000]);
    expect(engine.status()).toMatchObject({ connection: 'offline', trouble: 'portal-unreachable' });
    recover();
    fire();
    await roundOver(engine);
    expect(engine.status()).toMatchObject({ connection: 'online', trouble: null });
  });

  it('saving often while offline does not make the wait longer', async () => {
    const { engine, next, failWith } = counter();
    failWith('portal-unreachable');
    engine.start();
    await roundOver(engine);
    for (let i = 0; i < 10; i++) {
      engine.wake();
      await roundOver(engine);
    }
    expect(next()?.ms).toBe(2000);
  });

  it('leaves the portal alone for as long as it asked, but obeys the clerk’s key', async () => {
    const { engine, next, failWith, calls } = counter();
    failWith('portal-busy', 90);
    engine.start();
    await roundOver(engine);
    expect(next()?.ms).toBe(90_000);
    const before = calls.length;
    engine.wake();
    expect(calls.length).toBe(before);
    expect(await engine.syncNow()).toMatchObject({ ok: false, error: { code: 'portal-busy' } });
    expect(calls.length).toBe(before + 1);
  });

  it('tells a captive portal from being offline', async () => {
    const { engine, failWith } = counter();
    failWith('portal-captive');
    engine.start();
    await roundOver(engine);
    expect(engine.status()).toMatchObject({ connection: 'trouble', trouble: 'portal-captive' });
  });

  it('goes on after a bug of its own', async () => {
    const { engine, fire, throwBug, recover } = counter();
    throwBug();
    engine.start();
    await roundOver(engine);
    expect(engine.status()).toMatchObject({ connection: 'trouble', trouble: 'unexpected' });
    recover();
    fire();
    await roundOver(engine);
    expect(engine.status().connection).toBe('online');
  });

  it('runs one round at a time and once more for what came meanwhile', async () => {
    const { engine, calls } = counter();
    engine.start();
    engine.wake();
    engine.wake();
    await roundOver(engine);
    await roundOver(engine);
    while (calls.length < 8) await Promise.resolve();
    expect(calls.filter((each) => each === 'position').length).toBe(2);
  });

  it('stops for good when stopped', async () => {
    const { engine, calls, next } = counter();
    engine.start();
    await roundOver(engine);
    await engine.stop();
    const before = calls.length;
    engine.wake();
    expect(calls.length).toBe(before);
    expect(next()).toBeUndefined();
  });
});
