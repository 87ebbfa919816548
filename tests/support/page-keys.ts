import type { Page } from '@playwright/test';
import type { Desktop } from '../../shared/ipc/contract.ts';
import type { StoreKeys } from '../../shared/keys.ts';

/** Keys as they pass between a page and a test: JSON knows no bytes. */
export type PlainKeys = readonly { readonly id: number; readonly key: readonly number[] }[];

/** The keys of the database of a running app, as main gives them to its page. */
export function pageKeys(page: Page): Promise<PlainKeys> {
  return page.evaluate(async () => {
    const { desktop } = globalThis as unknown as { readonly desktop: Desktop };
    const keys = await desktop.invoke('keys:open', {});
    if (!keys.ok) throw new Error(keys.error.code);
    return keys.value.store.map(({ id, key }) => ({ id, key: [...key] }));
  });
}

/** The keys as the store takes them. */
export const storeKeys = (keys: PlainKeys): StoreKeys =>
  keys.map(({ id, key }) => ({ id, key: Uint8Array.from(key) }));
