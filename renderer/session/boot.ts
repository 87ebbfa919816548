import type { Desktop } from '../../shared/ipc/contract.ts';
import type { Staff } from '../../shared/portal/contract.ts';
import { newId } from '../../shared/ids.ts';
import type { CounterDatabase } from '../store/database.ts';
import { readMeta, writeMeta } from '../store/meta.ts';
import { createOversight, type Oversight } from '../store/oversight/oversight.ts';
import { createReports } from '../store/report/report-client.ts';
import { renewLookups } from '../store/return-lists.ts';
import { createSearch } from '../store/search/search-client.ts';
import { createSyncEngine, type SyncEngine } from '../sync/engine.ts';
import { createOverseer } from '../sync/oversee.ts';
import { createPortalCall } from '../sync/portal-client.ts';
import { createSyncStore } from '../sync/store-port.ts';
import type { Uploads } from '../sync/uploads.ts';
import { deviceNow, setSkew } from './clock.ts';
import { takeRestoredDrafts, watchNightly } from './backup.ts';
import { finishErasing } from './finish-erasing.ts';
import { createJournalPort } from './journal.ts';
import { keepSkew } from './keep-skew.ts';
import { lockNow, settleBeforeLock, watchIdle } from './lock.ts';
import { openStore, RecoveryError, type OpenedStore, type RecoveryDesk } from './recover.ts';
import { createSafety, type Safety } from './safety.ts';
import { provideServices } from './services.ts';
import { renewKeys } from './renew-keys.ts';
import { resultOf } from './reply.ts';
import { reportBug } from './report-bug.ts';
import { useSession } from './session.ts';
import { startTimer } from './start-timer.ts';
import { createMainUploads } from './uploads.ts';

export interface BootOptions {
  readonly desktop: Desktop;
  readonly recovery: RecoveryDesk;
  readonly speak: (language: 'vi' | 'en' | 'fr') => Promise<void>;
  /** Who unlocked the machine just now; null when it was open. */
  readonly hand: Staff | null;
  /** The database was taken away under the running app: what runs has stopped, and all must be begun anew. */
  readonly onLost: () => void;
}

/**
 * Opens the store, rebuilds it from the journal if it must, restores the session and starts syncing if this counter is
 * enrolled and someone is signed in. Throws `StoreError` (`store-newer`, `store-failed`) when the database cannot be
 * opened.
 */
export async function boot({ desktop, recovery, speak, hand, onLost }: BootOptions): Promise<void> {
  const journal = createJournalPort(desktop);
  const keys = resultOf(await desktop.invoke('keys:open', {}));
  if (!keys.ok) throw new RecoveryError(keys.error);
  const opened = await openStore(journal, recovery, speak, keys.value.store);
  const { db } = opened;
  const search = createSearch(db);
  const oversight = createOversight(db);
  const reports = createReports(db, () => oversight.offices().map((office) => office.db));
  oversight.onChange(() => reports.oversee());
  const safety = createSafety({
    db,
    journal,
    space: () => desktop.invoke('journal:space', {}),
    onChange: (change) => {
      useSession.setState(({ storage }) => ({ storage: { ...storage, ...change } }));
    },
    onBug: (bug) => reportBug(desktop, 'journal', bug),
  });
  const uploads = createMainUploads(desktop, () => {
    sync.wake();
  });
  const sync = createSync(desktop, db, safety, uploads, oversight);
  const wake = () => {
    sync.wake();
  };
  const stopListening: (() => void)[] = [];
  let lost = false;
  const endAll = () => {
    lost = true;
    for (const stop of stopListening) stop();
    window.removeEventListener('online', wake);
    safety.close();
    search.close();
    oversight.close();
    reports.cancel();
    db.close();
  };
  const reopen = () => {
    if (lost) return;
    endAll();
    void sync.stop();
    onLost();
  };
  const lock = async () => {
    await settleBeforeLock(safety);
    if (lost) return;
    await sync.stop();
    endAll();
    await desktop.invoke('keys:lock', {});
    onLost();
  };
  provideServices({ db, search, reports, oversight, sync, uploads, safety, desktop, lock, reopen });
  if (hand) await writeMeta(db, 'staff', hand);
  await takeRestoredDrafts(db, desktop);
  await restoreSession(db, desktop, hand);
  await oversight.begin(useSession.getState().staff).catch((bug: unknown) => {
    // Without its key nothing of it can be read; the counter must start.
    reportBug(desktop, 'oversight', bug);
  });
  const onLockBug = (bug: unknown) => reportBug(desktop, 'lock', bug);
  stopListening.push(
    desktop.on('connection:changed', wake),
    desktop.on('attachments:progress', (upload) => {
      useSession.setState({ upload });
    }),
    desktop.on('backup:progress', (backupProgress) => {
      useSession.setState({ backupProgress });
    }),
    desktop.on('keys:lock-now', () => void lockNow().catch(onLockBug)),
    watchIdle(useSession.getState().keys?.lockAfter ?? 600, onLockBug),
    desktop.on('app:closing', () => safety.complete()),
    watchNightly({ db, desktop, safety }, (bug) => reportBug(desktop, 'nightly backup', bug)),
  );
  window.addEventListener('online', wake);
  db.on('close', reopen);
  // Rows of an earlier app: nobody waits for it.
  void renewLookups(db).catch((bug: unknown) => {
    // A database closed meanwhile is no bug; the next start goes on.
    if (db.isOpen()) reportBug(desktop, 'lookups', bug);
  });
  // What earlier keys sealed is sealed anew, and they go.
  void renewKeys(db, desktop).then(
    (renewed) => {
      if (!renewed.ok) reportBug(desktop, 'renewing keys', new Error(renewed.error.code));
    },
    (bug: unknown) => {
      if (db.isOpen()) reportBug(desktop, 'renewing keys', bug);
    },
  );
  // What an erasure cut off had left in the journal and among the files.
  void finishErasing(db, desktop).catch((bug: unknown) => {
    if (db.isOpen()) reportBug(desktop, 'erasing', bug);
  });
  // What an earlier run left unsent goes once the journal has it.
  void levelJournal(opened, safety).then(wake);
  const { device, staff, standing } = useSession.getState();
  if (device && staff && standing === 'own') sync.start();
}

function createSync(
  desktop: Desktop,
  db: CounterDatabase,
  safety: Safety,
  uploads: Uploads,
  oversight: Oversight,
): SyncEngine {
  const call = createPortalCall((operation, input) =>
    desktop.invoke('portal:call', { operation, input: input as never }),
  );
  const oversee = createOverseer({
    own: db,
    oversight,
    call,
    onBug: (bug) => reportBug(desktop, 'oversight', bug),
  });
  return createSyncEngine({
    uploads,
    store: createSyncStore(db, () => safety.kept()),
    call,
    now: deviceNow,
    random: Math.random,
    newId,
    startTimer,
    onStatus: (status) => {
      useSession.setState({
        sync: status,
        ...(status.trouble === 'counter-moved' ? { standing: 'moved' } : {}),
      });
    },
    onSkew: keepSkew(db),
    onBug: (bug) => reportBug(desktop, 'sync', bug),
    onSynced: (at) => {
      void writeMeta(db, 'lastSyncAt', at);
      // New numbers, a new catalogue, own events that came back: the journal has them too.
      void safety.complete();
      oversee();
    },
  });
}

/** Brings the journal up to the log, and notes what this start found. Nobody waits for it: work may begin. */
async function levelJournal({ comparison, journal }: OpenedStore, safety: Safety): Promise<void> {
  const forked = comparison?.forked === true;
  const added = await safety.complete();
  const findings = {
    added: added.ok ? added.value : 0,
    torn: journal?.notes.some((note) => note.kind === 'torn') === true,
    damaged: (journal?.notes ?? []).reduce(
      (sum, note) => sum + (note.kind === 'damaged' ? note.entries : 0),
      0,
    ),
    forked,
  };
  if (findings.added + findings.damaged > 0 || findings.torn || forked) useSession.setState({ findings });
}

async function restoreSession(db: CounterDatabase, desktop: Desktop, hand: Staff | null): Promise<void> {
  const [keys, about, device, staff, language, lastSyncAt, clock, moved] = await Promise.all([
    desktop.invoke('keys:state', {}),
    desktop.invoke('app:about', {}),
    readMeta(db, 'device'),
    readMeta(db, 'staff'),
    readMeta(db, 'language'),
    readMeta(db, 'lastSyncAt'),
    readMeta(db, 'clock'),
    readMeta(db, 'moved'),
  ]);
  setSkew(clock?.skewMs ?? null);
  useSession.setState((session) => ({
    keys,
    locking: false,
    about,
    device,
    // Nobody is at a copy: whoever takes it over signs in.
    staff: device && device.deviceId !== about.deviceId ? null : staff,
    language,
    sync: { ...session.sync, lastSyncAt, skewMs: clock?.skewMs ?? null },
    standing: device && device.deviceId !== about.deviceId ? 'copied' : moved ? 'moved' : 'own',
    // Whoever unlocks goes on where they were.
    screen:
      hand && session.staff?.id === hand.id
        ? session.screen
        : {
            name: device && staff && device.deviceId === about.deviceId ? 'reception' : 'settings',
            params: {},
          },
    findings: null,
  }));
}
