import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A database as an older app left it: how it was laid out, and every row. */
export interface FrozenStore {
  readonly version: number;
  /** The version IndexedDB itself counts. */
  readonly native: number;
  readonly stores: Readonly<
    Record<
      string,
      {
        readonly keyPath: string | string[];
        readonly indexes: readonly {
          readonly name: string;
          readonly keyPath: string | string[];
          readonly multiEntry: boolean;
          readonly unique: boolean;
        }[];
      }
    >
  >;
  readonly rows: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
}

const here = import.meta.dirname;
const numbered = (pattern: RegExp) =>
  readdirSync(here)
    .flatMap((name) => pattern.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);

/** Versions of the database, and formats of the journal, that have a fixture. */
export const frozenStores = numbered(/^store-(\d+)\.json$/u);
export const frozenJournals = numbered(/^journal-(\d+)$/u);

export function frozenStore(version: number): FrozenStore {
  return JSON.parse(readFileSync(path.join(here, `store-${String(version)}.json`), 'utf8')) as FrozenStore;
}

export const frozenJournal = (format: number) => path.join(here, `journal-${String(format)}`);

/** Makes a database exactly as it was, past the app. */
export async function thaw(name: string, { native, stores, rows }: FrozenStore): Promise<void> {
  const request = indexedDB.open(name, native);
  await new Promise<void>((resolve, reject) => {
    request.onupgradeneeded = () => {
      for (const [table, { keyPath, indexes }] of Object.entries(stores)) {
        const store = request.result.createObjectStore(table, { keyPath });
        for (const { name: index, keyPath: path, ...options } of indexes)
          store.createIndex(index, path, options);
        for (const row of rows[table] ?? []) store.add(row);
      }
    };
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
    request.onerror = () => reject(request.error ?? new Error('open'));
  });
}
