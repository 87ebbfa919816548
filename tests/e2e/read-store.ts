import type { Page } from '@playwright/test';
import type { DossierEvent } from '../../shared/domain/dossier/event.ts';

export interface StoreContent {
  readonly events: readonly DossierEvent[];
  readonly dossiers: readonly { readonly id: string; readonly payload: unknown }[];
}

/** What lies in the counter's database, read past the app by IndexedDB itself. */
export async function readStore(page: Page): Promise<StoreContent> {
  const { events, dossiers } = await page.evaluate(async () => {
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
      const transaction = database.transaction(['events', 'dossiers'], 'readonly');
      const all = (name: string) =>
        done(transaction.objectStore(name).getAll() as IDBRequest<{ id: string; payload: unknown }[]>);
      return { events: await all('events'), dossiers: await all('dossiers') };
    } finally {
      database.close();
    }
  });
  return { events: events.map((row) => row.payload as DossierEvent), dossiers };
}
