import { plainCodec } from '../../../renderer/store/codec.ts';
import { sealedCodec } from '../../../renderer/store/sealed-codec.ts';
import { CounterDatabase, DATABASE_NAME } from '../../../renderer/store/database.ts';
import { recentDossiers } from '../../../renderer/store/queries.ts';
import { verifyProjections } from '../../../renderer/store/projections.ts';
import { dossierRow, eventRow, newestInstant, type DossierRow } from '../../../renderer/store/rows.ts';
import type { DossierEvent } from '../../../shared/domain/dossier/event.ts';
import { evolve } from '../../../shared/domain/dossier/evolve.ts';
import { storeKeys, type PlainKeys } from '../../support/page-keys.ts';
import type { FrozenStore } from '../../migrations/frozen.ts';
import { acceptanceOf, EVENTS_EACH, rowsOf, sampleOf, type Rows } from './data.ts';
import { bulkWrite, done, promised } from './raw.ts';

const CHUNK = 1000;

/** Dossier `i` as version 1 kept it; the portal accepted every other one, some time later. */
function rowsOf1(i: number): Rows {
  const rows = i % 2 === 0 ? rowsOf(i) : accepted(i);
  const { changedAt: _, ...dossier } = rows.dossier;
  return { ...rows, dossier: dossier as DossierRow };
}

function accepted(i: number): Rows {
  const { events, dossier } = sampleOf(i);
  const acceptance = acceptanceOf(i, i + 1);
  const instant = new Date(Date.parse(acceptance.at.instant) + (i % 5000) * 1000).toISOString();
  const all: readonly DossierEvent[] = [...events, { ...acceptance, at: { ...acceptance.at, instant } }];
  const after = all.slice(EVENTS_EACH).reduce(evolve, dossier);
  const facts = { ownPosition: (i + 1) * EVENTS_EACH, changedAt: newestInstant(all) };
  return {
    events: all.map((event) => eventRow(plainCodec, event)),
    dossier: dossierRow(plainCodec, after, facts),
    findable: rowsOf(i).findable,
  };
}

/** Makes the app's database as version 1 of it was laid out, with small tables from a fixture and `count` dossiers. */
async function fillVersion1({ native, stores, rows }: FrozenStore, count: number): Promise<void> {
  const request = indexedDB.open(DATABASE_NAME, native);
  request.onupgradeneeded = () => {
    for (const [name, { keyPath, indexes }] of Object.entries(stores)) {
      const store = request.result.createObjectStore(name, { keyPath });
      for (const { name: index, keyPath: path, multiEntry, unique } of indexes)
        store.createIndex(index, path, { multiEntry, unique });
    }
  };
  const db = await promised(request);
  const small = ['meta', 'drafts', 'held', 'catalogue'];
  const transaction = db.transaction(small, 'readwrite');
  for (const name of small) for (const row of rows[name] ?? []) transaction.objectStore(name).put(row);
  const position = count * EVENTS_EACH;
  transaction.objectStore('meta').put({ key: 'chain', payload: { position, hash: '0'.repeat(64) } });
  transaction.objectStore('meta').put({ key: 'outbox', payload: { acknowledged: position - 1, held: 1 } });
  await done(transaction);
  for (let at = 0; at < count; at += CHUNK)
    await bulkWrite(
      db,
      Array.from({ length: Math.min(CHUNK, count - at) }, (_, k) => rowsOf1(at + k)),
    );
  db.close();
}

/** What lies there, read past the app and without changing it. */
async function inspectStore() {
  const db = await promised(indexedDB.open(DATABASE_NAME));
  const transaction = db.transaction(db.objectStoreNames);
  const layout = Object.fromEntries(
    [...db.objectStoreNames].map((name) => [name, [...transaction.objectStore(name).indexNames].join()]),
  );
  const counts = { events: 0, dossiers: 0, dated: 0 };
  counts.events = await promised(transaction.objectStore('events').count());
  const store = transaction.objectStore('dossiers');
  for (let after = ''; ;) {
    const rows = (await promised(
      store.getAll(IDBKeyRange.lowerBound(after, true), CHUNK),
    )) as readonly DossierRow[];
    counts.dossiers += rows.length;
    counts.dated += rows.filter((row) => 'changedAt' in row).length;
    const last = rows.at(-1);
    if (!last) break;
    after = last.id;
  }
  const { version } = db;
  db.close();
  return { version, layout, ...counts };
}

/** SHA-256 (hex) over all rows of tables, in order; what was sealed in them is opened with the keys first. */
async function digestOf(names: readonly string[], keys: PlainKeys | null): Promise<string> {
  const db = await promised(indexedDB.open(DATABASE_NAME));
  const codec = keys && sealedCodec(storeKeys(keys));
  const opened = (row: { readonly payload?: unknown }) =>
    codec && row.payload !== undefined ? { ...row, payload: codec.decode(row.payload as never) } : row;
  let digest = '';
  for (const name of names) {
    for (let range: IDBKeyRange | null = null; ;) {
      const store = db.transaction(name).objectStore(name);
      const [rows, keys] = await Promise.all([
        promised(store.getAll(range, CHUNK)),
        promised(store.getAllKeys(range, CHUNK)),
      ]);
      const last = keys.at(-1);
      if (last === undefined) break;
      const text = new TextEncoder().encode(digest + JSON.stringify(rows.map(opened)));
      digest = [...new Uint8Array(await crypto.subtle.digest('SHA-256', text))]
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join('');
      range = IDBKeyRange.lowerBound(last, true);
    }
  }
  db.close();
  return digest;
}

/** How the app reads what is there now: dossiers whose row is not what their log folds to, and the one changed last. */
async function checkStore(keys: PlainKeys) {
  const db = new CounterDatabase(undefined, { keys: storeKeys(keys) });
  await db.open();
  const wrong = await verifyProjections(db);
  const [newest] = await recentDossiers(db, 1);
  db.close();
  return { wrong: wrong.length, newest: newest?.dossier.id ?? null };
}

const version1 = { fillVersion1, inspectStore, digestOf, checkStore };
export type Version1 = typeof version1;
Object.assign(globalThis, { version1 });
