import type { Desktop } from '../../shared/ipc/contract.ts';
import { newId } from '../../shared/ids.ts';
import { CounterDatabase } from '../store/database.ts';
import { readMeta, writeMeta } from '../store/meta.ts';
import { createSearch } from '../store/search/search-client.ts';
import { createSyncEngine } from '../sync/engine.ts';
import { createPortalCall } from '../sync/portal-client.ts';
import { createSyncStore } from '../sync/store-port.ts';
import { deviceNow, setSkew } from './clock.ts';
import { keepSkew } from './keep-skew.ts';
import { provideServices } from './services.ts';
import { reportBug } from './report-bug.ts';
import { useSession } from './session.ts';

/**
 * Opens the store, restores the session and starts syncing if this counter is enrolled and someone is signed in.
 * Throws `StoreError` (`store-newer`, `store-failed`) when the database cannot be opened.
 */
export async function boot(desktop: Desktop): Promise<void> {
  const db = new CounterDatabase();
  await db.open();
  const search = createSearch(db);
  const sync = createSyncEngine({
    store: createSyncStore(db),
    call: createPortalCall((operation, input) =>
      desktop.invoke('portal:call', { operation, input: input as never }),
    ),
    now: deviceNow,
    random: Math.random,
    newId,
    startTimer: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => {
        clearTimeout(timer);
      };
    },
    onStatus: (status) => {
      useSession.setState({ sync: status });
    },
    onSkew: keepSkew(db),
    onBug: (bug) => reportBug(desktop, 'sync', bug),
    onSynced: (at) => void writeMeta(db, 'lastSyncAt', at),
  });
  provideServices({ db, search, sync, desktop });
  await restoreSession(db, desktop);
  desktop.on('connection:changed', () => {
    sync.wake();
  });
  window.addEventListener('online', () => {
    sync.wake();
  });
  if (useSession.getState().device && useSession.getState().staff) sync.start();
}

async function restoreSession(db: CounterDatabase, desktop: Desktop): Promise<void> {
  const [about, device, staff, language, lastSyncAt, clock] = await Promise.all([
    desktop.invoke('app:about', {}),
    readMeta(db, 'device'),
    readMeta(db, 'staff'),
    readMeta(db, 'language'),
    readMeta(db, 'lastSyncAt'),
    readMeta(db, 'clock'),
  ]);
  setSkew(clock?.skewMs ?? null);
  useSession.setState((session) => ({
    about,
    device: device ?? null,
    staff: staff ?? null,
    language: language ?? 'vi',
    sync: { ...session.sync, lastSyncAt: lastSyncAt ?? null, skewMs: clock?.skewMs ?? null },
    screen: { name: device && staff ? 'reception' : 'settings', params: {} },
  }));
}
