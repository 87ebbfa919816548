import type { Page } from '@playwright/test';
import { sealedCodec } from '../../renderer/store/sealed-codec.ts';
import type { DossierEvent } from '../../shared/domain/dossier/event.ts';
import { pageKeys, storeKeys } from '../support/page-keys.ts';

export interface StoreContent {
  readonly events: readonly DossierEvent[];
  readonly dossiers: readonly { readonly id: string; readonly payload: unknown }[];
}

/** What lies in the counter's database, read past the app by IndexedDB itself and opened with the app's keys. */
export async function readStore(page: Page): Promise<StoreContent> {
  const [events, dossiers] = [await readRows(page, 'events'), await readRows(page, 'dossiers')];
  return { events: events.map((row) => row.payload as DossierEvent), dossiers };
}

/** The rows of one table, with what was sealed in them opened. */
export async function readRows(
  page: Page,
  table: 'events' | 'dossiers' | 'drafts',
): Promise<StoreContent['dossiers']> {
  const codec = sealedCodec(storeKeys(await pageKeys(page)));
  const rows = await page.evaluate(async (name) => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => {
          resolve(request.result);
        };
        request.onerror = () => {
          reject(new Error(String(request.error)));
        };
      });
    const database = await done(indexedDB.open('quay-mot-cua'));
    try {
      const store = database.transaction(name, 'readonly').objectStore(name);
      const found = await done(store.getAll() as IDBRequest<{ id: string; payload: Uint8Array }[]>);
      return found.map((row) => ({ ...row, payload: [...row.payload] }));
    } finally {
      database.close();
    }
  }, table);
  return rows.map((row) => ({ ...row, payload: codec.decode(Uint8Array.from(row.payload) as never) }));
}
