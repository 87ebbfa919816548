import path from 'node:path';
import { takeRestoredKeys } from '../backup/restore.ts';
import type { KeyStore } from './key-state.ts';
import { createKeyStore, type KeyStoreOptions } from './key-store.ts';
import { backupProtection, hasSealedData } from './sealers.ts';

/** The keys of a data folder, read or made: see `KeyStore.open`. */
export async function openKeys({
  dataFolder,
  ...options
}: Omit<KeyStoreOptions, 'file' | 'hasData'> & { readonly dataFolder: string }): Promise<KeyStore> {
  const keys = createKeyStore({
    ...options,
    file: path.join(dataFolder, 'keys.json'),
    hasData: () => hasSealedData(dataFolder),
  });
  await keys.open();
  // Of a restore that ended before its keys were taken in: such a machine has no PIN yet.
  if (keys.withheld() === null) await takeRestoredKeys(dataFolder, backupProtection(keys));
  return keys;
}
