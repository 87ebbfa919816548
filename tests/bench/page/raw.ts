import type { DossierRow, EventRow, MetaRow } from '../../../renderer/store/rows.ts';
import type { Rows } from './data.ts';

/** IndexedDB without any library: the same stores, keys and indexes as the counter's database. */
export const RAW_NAME = 'bench-raw';
const STRICT = { durability: 'strict' } as const;

export function promised<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('request failed'));
  });
}

export function done(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('transaction aborted'));
  });
}

export function openRaw(): Promise<IDBDatabase> {
  const request = indexedDB.open(RAW_NAME, 1);
  request.onupgradeneeded = () => {
    const db = request.result;
    db.createObjectStore('events', { keyPath: ['counter', 'position'] }).createIndex(
      'dossierId',
      'dossierId',
    );
    const dossiers = db.createObjectStore('dossiers', { keyPath: 'id' });
    dossiers.createIndex('codes', 'codes', { multiEntry: true });
    for (const name of ['receivedAt', 'changedAt', 'ownPosition']) dossiers.createIndex(name, name);
    db.createObjectStore('findable', { keyPath: 'id' });
    db.createObjectStore('drafts', { keyPath: 'id' }).createIndex('updatedAt', 'updatedAt');
    db.createObjectStore('meta', { keyPath: 'key' });
    // Only here: an outbox as most apps have it, a row for each event waiting to be sent.
    db.createObjectStore('outbox', { keyPath: 'position' });
  };
  return promised(request);
}

/** Writes rows quickly (relaxed durability), to either database. */
export async function bulkWrite(db: IDBDatabase, rows: readonly Rows[]): Promise<void> {
  const transaction = db.transaction(['events', 'dossiers', 'findable'], 'readwrite', {
    durability: 'relaxed',
  });
  const [events, dossiers] = [transaction.objectStore('events'), transaction.objectStore('dossiers')];
  for (const row of rows) {
    for (const event of row.events) events.put(event);
    dossiers.put(row.dossier);
    for (const found of row.findable) transaction.objectStore('findable').put(found);
  }
  await done(transaction);
}

export function saveRaw(
  db: IDBDatabase,
  rows: Rows,
  meta: readonly MetaRow[],
  draftId: string,
): Promise<void> {
  const transaction = db.transaction(
    ['events', 'dossiers', 'findable', 'drafts', 'meta'],
    'readwrite',
    STRICT,
  );
  const events = transaction.objectStore('events');
  for (const event of rows.events) events.add(event);
  transaction.objectStore('dossiers').put(rows.dossier);
  for (const found of rows.findable) transaction.objectStore('findable').put(found);
  for (const row of meta) transaction.objectStore('meta').put(row);
  transaction.objectStore('drafts').delete(draftId);
  return done(transaction);
}

/** The newest 50, as fast as this browser can: one request for all, from the index's end. */
export function listRaw(db: IDBDatabase, count: number): Promise<readonly DossierRow[]> {
  const index = db.transaction('dossiers').objectStore('dossiers').index('changedAt');
  const options = { direction: 'prev', count } as unknown as IDBKeyRange;
  return promised(index.getAll(options)) as Promise<readonly DossierRow[]>;
}

export function byCodeRaw(db: IDBDatabase, code: string): Promise<DossierRow> {
  return promised(
    db.transaction('dossiers').objectStore('dossiers').index('codes').get(code),
  ) as Promise<DossierRow>;
}

/** Events waiting, from the outbox table. */
export async function outboxBatchRaw(db: IDBDatabase, limit: number): Promise<readonly EventRow[]> {
  const transaction = db.transaction(['outbox', 'events']);
  const waiting = (await promised(transaction.objectStore('outbox').getAll(null, limit))) as readonly {
    readonly key: IDBValidKey;
  }[];
  const events = transaction.objectStore('events');
  return Promise.all(waiting.map((row) => promised(events.get(row.key)) as Promise<EventRow>));
}

/** What was sent leaves the outbox: a row an event. */
export function sentRaw(db: IDBDatabase, batch: readonly EventRow[]): Promise<void> {
  const transaction = db.transaction('outbox', 'readwrite', STRICT);
  for (const row of batch) transaction.objectStore('outbox').delete(row.position);
  return done(transaction);
}

/** Takes events in: each event's row, and its dossier read, changed and put back. */
export function mergeRaw(
  db: IDBDatabase,
  events: readonly EventRow[],
  change: (row: DossierRow, event: EventRow) => DossierRow,
  cursor: MetaRow,
): Promise<void> {
  const transaction = db.transaction(['events', 'dossiers', 'meta'], 'readwrite', STRICT);
  const dossiers = transaction.objectStore('dossiers');
  for (const event of events) {
    transaction.objectStore('events').put(event);
    const request = dossiers.get(event.dossierId) as IDBRequest<DossierRow>;
    request.onsuccess = () => dossiers.put(change(request.result, event));
  }
  transaction.objectStore('meta').put(cursor);
  return done(transaction);
}
