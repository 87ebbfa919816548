import type { AppError } from '../../shared/errors.ts';
import type { StoreKeys } from '../../shared/keys.ts';
import type { JournalState } from '../../shared/journal.ts';
import { sizeOfRanges } from '../../shared/ranges.ts';
import { CounterDatabase } from '../store/database.ts';
import { eachJournalBatch, type Journal } from '../store/journal.ts';
import { readMeta } from '../store/meta.ts';
import { compareWithJournal, type Comparison } from '../store/recovery/compare.ts';
import { restoreFromJournal, type Restored } from '../store/recovery/restore.ts';
import { storeError, StoreNewerError } from '../store/store-error.ts';

/** What the recovery screen shows. */
export type RecoveryStep =
  /** The database can't be opened; the journal was read whole. Going on puts the database aside. */
  | { readonly stage: 'unreadable'; readonly events: number }
  | { readonly stage: 'checking' }
  /** The database is of an older app: its rows are brought to this one. `total` 0 while that is not known. */
  | { readonly stage: 'migrating'; readonly done: number; readonly total: number }
  | { readonly stage: 'events' | 'dossiers'; readonly done: number; readonly total: number }
  | ({
      readonly stage: 'done';
      readonly found: 'empty' | 'behind' | 'unreadable';
      /** Events the database lacked. */
      readonly events: number;
      /** Whether a clerk must sign in before work can go on. */
      readonly signIn: boolean;
    } & Restored);

/** Where recovery is shown. */
export interface RecoveryDesk {
  show(step: RecoveryStep): void;
  /** Shows a step with its key; resolves when the clerk goes on. */
  goOn(step: RecoveryStep): Promise<void>;
}

export interface OpenedStore {
  readonly db: CounterDatabase;
  /** Null when the journal could not be read. */
  readonly comparison: Comparison | null;
  readonly journal: JournalState | null;
}

/**
 * Opens the database and holds it against the journal. One that is empty, behind or unreadable is rebuilt from it, in the
 * clerk's sight. Throws what `storeError` knows when the database can't be opened and can't be rebuilt: nothing was changed.
 */
export async function openStore(
  journal: Journal,
  desk: RecoveryDesk,
  speak: (language: 'vi' | 'en' | 'fr') => Promise<void>,
  keys: StoreKeys | null,
): Promise<OpenedStore> {
  const answer = await journal.state();
  if (!answer.ok && answer.error.code === 'store-newer') throw new StoreNewerError('journal');
  const state = answer.ok ? answer.value : null;
  if (state?.device) await speak(state.device.language);
  const { db, unreadable } = await openDatabase(journal, state, desk, keys);
  if (!answer.ok && (await readMeta(db, 'device')) === null) {
    // An empty database beside a journal nobody can read: enrolling anew would begin a second log of the same counter.
    db.close();
    throw new RecoveryError(answer.error);
  }
  if (!state) return { db, comparison: null, journal: null };
  const comparison = await compareWithJournal(db, state);
  if (comparison.log === 'whole' || comparison.forked) return { db, comparison, journal: state };
  const restored = await restoreFromJournal(db, journal, state, { onProgress: (step) => desk.show(step) });
  if (!restored.ok) throw new RecoveryError(restored.error);
  await desk.goOn({
    stage: 'done',
    found: unreadable ? 'unreadable' : comparison.log,
    events: comparison.missingInLog,
    signIn: (await readMeta(db, 'staff')) === null,
    ...restored.value,
  });
  return { db, comparison: { ...comparison, log: 'whole', missingInLog: 0 }, journal: state };
}

/** The journal failed in the middle of a rebuild, which the next start begins again. */
export class RecoveryError extends Error {
  override readonly name = 'RecoveryError';
  readonly error: AppError;
  constructor(error: AppError) {
    super(error.code);
    this.error = error;
  }
}

async function openDatabase(
  journal: Journal,
  state: JournalState | null,
  desk: RecoveryDesk,
  keys: StoreKeys | null,
): Promise<{ readonly db: CounterDatabase; readonly unreadable: boolean }> {
  const db = new CounterDatabase(undefined, {
    keys,
    autoOpen: false,
    onUpgrade: (progress) => desk.show({ stage: 'migrating', ...progress }),
  });
  try {
    await db.open();
    return { db, unreadable: false };
  } catch (problem) {
    if (storeError(problem).code !== 'store-failed' || !state?.device) throw problem;
    desk.show({ stage: 'checking' });
    const damaged = await eachJournalBatch(journal, () => Promise.resolve());
    // What can't be rebuilt whole is not given up.
    if (!damaged.ok || damaged.value > 0) throw problem;
    const events = state.counters.reduce((sum, { held }) => sum + sizeOfRanges(held), 0);
    await desk.goOn({ stage: 'unreadable', events });
    await CounterDatabase.delete(db.name);
    const fresh = new CounterDatabase(undefined, { keys, autoOpen: false });
    await fresh.open();
    return { db: fresh, unreadable: true };
  }
}
