import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openStore, RecoveryError, type RecoveryStep } from '../../../renderer/session/recover.ts';
import { CounterDatabase, DATABASE_NAME } from '../../../renderer/store/database.ts';
import { readMeta, writeMeta } from '../../../renderer/store/meta.ts';
import { StoreNewerError, storeError } from '../../../renderer/store/store-error.ts';
import { completeJournal } from '../../../renderer/store/recovery/complete.ts';
import { fakeJournal, type FakeJournal } from '../../support/fake-journal.ts';
import { counterDatabase, logOf, receive } from './counter.ts';

let journal: FakeJournal;
let shown: RecoveryStep[];
const desk = {
  show: (step: RecoveryStep) => void shown.push(step),
  goOn: async (step: RecoveryStep) => void shown.push(step),
};
const open = () => openStore(journal, desk, async () => undefined, null);
const stages = () => shown.map((step) => step.stage);

/** The database can't be opened until it is deleted, as when its files are damaged. */
function damageDatabase() {
  let damaged = true;
  const realOpen = indexedDB.open.bind(indexedDB);
  vi.spyOn(indexedDB, 'open').mockImplementation((name, version) => {
    if (damaged && name === DATABASE_NAME) throw new DOMException('Internal error', 'UnknownError');
    return realOpen(name, version);
  });
  const realDelete = indexedDB.deleteDatabase.bind(indexedDB);
  return vi.spyOn(indexedDB, 'deleteDatabase').mockImplementation((name) => {
    if (name === DATABASE_NAME) damaged = false;
    return realDelete(name);
  });
}

beforeEach(async () => {
  shown = [];
  journal = fakeJournal();
  const db = await counterDatabase();
  await receive(db, 0);
  await receive(db, 1);
  await completeJournal(db, journal);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await CounterDatabase.delete(DATABASE_NAME);
});

describe('opening the store', () => {
  it('rebuilds an empty database in the clerk’s sight; the next time nothing is to do', async () => {
    const { db, comparison } = await open();
    expect(stages()).toEqual(['events', 'dossiers', 'done']);
    expect(shown.at(-1)).toMatchObject({ found: 'empty', dossiers: 2, damaged: 0, signIn: true });
    expect(comparison?.log).toBe('whole');
    expect((await logOf(db)).length).toBe(
      journal.entries.flatMap((each) => (each.kind === 'events' ? each.events : [])).length,
    );
    db.close();
    shown = [];
    (await open()).db.close();
    expect(shown).toEqual([]);
  });

  it('puts a damaged database aside only once the journal was read whole and the clerk goes on', async () => {
    const deleted = damageDatabase();
    let before = -1;
    const { db } = await openStore(
      journal,
      {
        ...desk,
        goOn: async (step) => {
          if (step.stage === 'unreadable') before = deleted.mock.calls.length;
          shown.push(step);
        },
      },
      async () => undefined,
      null,
    );
    expect(stages()).toEqual(['checking', 'unreadable', 'events', 'dossiers', 'done']);
    expect(before).toBe(0);
    expect(shown.at(-1)).toMatchObject({ found: 'unreadable', dossiers: 2 });
    db.close();
  });

  it.each([
    ['is damaged too', () => (journal.damaged = 1)],
    ['holds no counter', () => (journal = fakeJournal())],
    ['can’t be read', () => (journal.failing = 'store-failed')],
  ])('never gives up a damaged database when the journal %s', async (_, spoil) => {
    const deleted = damageDatabase();
    spoil();
    const problem = await open().catch((error: unknown) => error);
    expect(storeError(problem).code).toBe('store-failed');
    expect(deleted).not.toHaveBeenCalled();
  });

  it('leaves a newer database, and everything beside a newer journal, alone', async () => {
    const newer = indexedDB.open(DATABASE_NAME, 1000);
    await new Promise((resolve) => (newer.onsuccess = resolve));
    newer.result.close();
    const deleted = vi.spyOn(indexedDB, 'deleteDatabase');
    expect(storeError(await open().catch((error: unknown) => error)).code).toBe('store-newer');
    journal.failing = 'store-newer';
    await expect(open()).rejects.toBeInstanceOf(StoreNewerError);
    expect(deleted).not.toHaveBeenCalled();
  });

  it('opens without the journal when that can’t be read, but never as an empty counter', async () => {
    journal.failing = 'store-failed';
    await expect(open()).rejects.toBeInstanceOf(RecoveryError);
    journal.failing = null;
    (await open()).db.close();
    journal.failing = 'store-failed';
    const { db, comparison } = await open();
    expect(comparison).toBeNull();
    db.close();
  });

  it('closes a log that turns out to end before the journal, so that no position is written twice', async () => {
    const { db } = await open();
    const head = await readMeta(db, 'chain');
    await writeMeta(db, 'chain', { position: head.position - 1, hash: head.hash });
    expect(await completeJournal(db, journal)).toMatchObject({ ok: false, error: { code: 'store-failed' } });
    expect(db.isOpen()).toBe(false);
  });
});
