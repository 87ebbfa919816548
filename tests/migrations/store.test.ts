import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CounterDatabase } from '../../renderer/store/database.ts';
import { drafts } from '../../renderer/store/drafts.ts';
import { readMeta } from '../../renderer/store/meta.ts';
import { outboxSummary } from '../../renderer/store/outbox-view.ts';
import { rebuildProjections, verifyProjections } from '../../renderer/store/projections.ts';
import { dossierByCode, recentDossiers, timeline } from '../../renderer/store/queries.ts';
import { renewLookups } from '../../renderer/store/return-lists.ts';
import { LATEST, VERSIONS } from '../../renderer/store/schema/versions.ts';
import { createSearchService } from '../../renderer/store/search/search-service.ts';
import { storeError } from '../../renderer/store/store-error.ts';
import type { DossierEvent } from '../../shared/domain/dossier/event.ts';
import { plainCodec } from '../../renderer/store/codec.ts';
import { SEALED } from '../../renderer/store/schema/version.ts';
import { sealedCodec } from '../../renderer/store/sealed-codec.ts';
import { TEST_KEYS } from '../support/keys.ts';
import { save, instant } from '../unit/store/counter.ts';
import { frozenStore, frozenStores, thaw, type FrozenStore } from './frozen.ts';

/** Tables no upgrade may change a byte of: what a person or the portal said, not what is made from it. */
const KEPT = ['events', 'held', 'drafts', 'meta', 'catalogue'];

let databases = 0;
async function thawed(version: number): Promise<{ readonly name: string; readonly frozen: FrozenStore }> {
  const frozen = frozenStore(version);
  databases += 1;
  const name = `frozen-${String(databases)}`;
  await thaw(name, frozen);
  return { name, frozen };
}

/** All of a database, read by IndexedDB itself. */
async function raw(name: string): Promise<Pick<FrozenStore, 'native' | 'rows'>> {
  const request = indexedDB.open(name);
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('open'));
  });
  const rows: Record<string, FrozenStore['rows'][string]> = {};
  for (const table of db.objectStoreNames) {
    const all = db.transaction(table).objectStore(table).getAll();
    await new Promise((resolve) => (all.onsuccess = resolve));
    rows[table] = all.result as FrozenStore['rows'][string];
  }
  db.close();
  return { native: db.version, rows };
}

/** Rows with what was sealed in them opened again. */
const opened = (rows: FrozenStore['rows'][string] = []) =>
  rows.map((row) =>
    row['payload'] instanceof Uint8Array
      ? { ...row, payload: sealedCodec(TEST_KEYS).decode(row['payload'] as never) }
      : row,
  );

const eventsOf = ({ rows }: Pick<FrozenStore, 'rows'>) =>
  (rows['events'] ?? []).map((row) => row['payload'] as DossierEvent);
const codesOf = (events: readonly DossierEvent[]) =>
  events.flatMap(({ type, data }) => (type === 'received' ? [(data as { code: string }).code] : []));

afterEach(() => vi.restoreAllMocks());

describe('a fixture', () => {
  it('is there for every version before this one', () => {
    expect(VERSIONS.map(({ version }) => version)).toEqual(Array.from({ length: LATEST }, (_, i) => i + 1));
    expect(frozenStores).toEqual(expect.arrayContaining(VERSIONS.slice(0, -1).map(({ version }) => version)));
  });
});

describe.each(frozenStores)('a database of version %i', (version) => {
  it('is brought to this version; log, outbox, held events, drafts and settings stay as they are, to the byte', async () => {
    const { name, frozen } = await thawed(version);
    const before = await raw(name);
    const db = new CounterDatabase(name, { keys: TEST_KEYS });
    await db.open();
    db.close();
    const after = await raw(name);
    expect(before.native).toBe(frozen.native);
    expect(after.native).toBe(10 * LATEST);
    for (const table of KEPT) {
      expect(JSON.stringify(opened(after.rows[table]))).toBe(JSON.stringify(opened(frozen.rows[table])));
      expect(after.rows[table]?.length).toBeGreaterThan(0);
    }
  });

  it('has the projections that its log folds to, row by row', async () => {
    const { name, frozen } = await thawed(version);
    const db = new CounterDatabase(name, { keys: TEST_KEYS });
    // As every start does, beside the clerk's work.
    await renewLookups(db);
    expect(await verifyProjections(db)).toEqual([]);
    const dossiers = async () => opened((await db.dossiers.toArray()) as never);
    const migrated = await dossiers();
    expect(migrated).toHaveLength(frozen.rows['dossiers']?.length ?? 0);
    await Promise.all([db.dossiers.clear(), db.findable.clear()]);
    await rebuildProjections(db);
    expect(await dossiers()).toEqual(migrated);
    db.close();
  });

  it('is worked with as before: found by code and name, listed, waiting to be sent, and added to', async () => {
    const { name, frozen } = await thawed(version);
    const db = new CounterDatabase(name, { keys: TEST_KEYS });
    const codes = codesOf(eventsOf(frozen));
    await renewLookups(db);
    for (const code of codes) expect((await dossierByCode(db, code))?.dossier.reception?.code).toBe(code);
    const search = createSearchService(db);
    expect((await search.search('hang vu', 50)).length).toBeGreaterThan(0);
    expect((await search.search('nguyen dat', 50)).length).toBeGreaterThan(0);
    const own = eventsOf(frozen).filter((event) => event.counter === 'HT-1');
    const { acknowledged } = await readMeta(db, 'outbox');
    expect(await outboxSummary(db)).toMatchObject({
      unsent: own.filter((event) => event.position > acknowledged).length,
      held: frozen.rows['held']?.length,
    });
    expect(await drafts(db)).toHaveLength(frozen.rows['drafts']?.length ?? 0);
    const [last] = await recentDossiers(db, 1);
    const newest = eventsOf(frozen).reduce((at, { at: { instant: each } }) => (each > at ? each : at), '');
    const [latest] = await timeline(db, last?.dossier.id ?? '');
    expect(latest?.event.at.instant).toBe(newest);
    const first = (await dossierByCode(db, codes[0] ?? ''))?.dossier.id ?? '';
    await save(db, { type: 'addNote', text: 'sau khi cập nhật' }, instant(900), first);
    expect((await recentDossiers(db, 1))[0]?.dossier.id).toBe(first);
    expect(await verifyProjections(db)).toEqual([]);
    db.close();
  });
});

/** A version that only adds a table has no rows to bring over. */
const withRowsToBring = frozenStores.filter((version) =>
  VERSIONS.some((each) => each.version > version && each.upgrade),
);

it.each(frozenStores)(
  'nothing a person said lies plain once a database of version %i was opened',
  async (version) => {
    const { name } = await thawed(version);
    const db = new CounterDatabase(name, { keys: TEST_KEYS });
    await db.open();
    db.close();
    const { rows } = await raw(name);
    const text = JSON.stringify({ ...rows, catalogue: [] }, (_, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    );
    for (const said of ['Nguyễn', 'Hằng', 'Phạm Thị Hoa', '022090', '09123'])
      expect(text).not.toContain(said);
  },
);

describe.each(withRowsToBring)('the rows of version %i that are brought over', (version) => {
  it('tells how far it is', async () => {
    const { name, frozen } = await thawed(version);
    const told: { readonly done: number; readonly total: number }[] = [];
    const db = new CounterDatabase(name, { keys: TEST_KEYS, onUpgrade: (progress) => told.push(progress) });
    await db.open();
    db.close();
    const total = ['events', 'dossiers', 'findable', 'streams', 'drafts', 'meta'].reduce(
      (sum, table) => sum + (frozen.rows[table]?.length ?? 0),
      0,
    );
    expect(told[0]).toEqual({ done: 0, total: 0 });
    expect(told.at(-1)).toEqual({ done: total, total });
    // Each step counts from nothing.
    const last = told.slice(told.findLastIndex((each) => each.total === 0)).map(({ done }) => done);
    expect(last).toEqual(last.toSorted((a, b) => a - b));
  });

  it('is as it was when the upgrade has a bug, and says what to do; the next start makes it', async () => {
    const { name } = await thawed(version);
    const before = await raw(name);
    const steps = VERSIONS.filter((each) => each.version > version && each.upgrade);
    for (const step of steps) {
      let calls = 0;
      const bug = () => {
        calls += 1;
        if (calls > 20) throw new TypeError('bug');
        return { at: { instant: instant(0) } } as never;
      };
      // Up to version 3 rows are read as they lie, then they are sealed.
      const codec = { encode: bug, decode: bug, isCurrent: () => true };
      if (step.version < SEALED) vi.spyOn(plainCodec, 'decode').mockImplementation(bug);
      const failing = await new CounterDatabase(name, { codec }).open().then(() => null, storeError);
      expect(failing, String(step.version)).toEqual({ code: 'store-not-upgraded' });
      vi.restoreAllMocks();
      expect(await raw(name)).toEqual(before);
    }
    const db = new CounterDatabase(name, { keys: TEST_KEYS });
    // As every start does, beside the clerk's work.
    await renewLookups(db);
    expect(await verifyProjections(db)).toEqual([]);
    db.close();
  });

  it('is as it was when the disk fails in the middle: that is no fault of the upgrade', async () => {
    const { name } = await thawed(version);
    const before = await raw(name);
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    const failing = await new CounterDatabase(name, { keys: TEST_KEYS }).open().then(() => null, storeError);
    expect(failing).toEqual({ code: 'store-full' });
    vi.restoreAllMocks();
    expect(await raw(name)).toEqual(before);
  });
});
