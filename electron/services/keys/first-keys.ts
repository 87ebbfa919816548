import { randomBytes } from 'node:crypto';
import { KEY_BYTES } from '../../../shared/keys.ts';
import { derive, sealBytes } from './cipher.ts';
import type { KeyFile } from './key-file.ts';
import { newDataKey } from './ring.ts';
import { hideSecret, type Protection } from './system-secret.ts';

/** What keys are sealed as; see `sealBytes`. */
export const MASTER = 'master key';
export const dataKeyName = (id: number) => `data key ${String(id)}`;
export const base64 = (bytes: Buffer) => bytes.toString('base64');

/** The keys of a new machine: open with the device's secret alone until the first PIN is set. */
export async function makeFirst(safeStorage: Protection): Promise<KeyFile> {
  const [secret, master, first] = [randomBytes(KEY_BYTES), randomBytes(KEY_BYTES), newDataKey()];
  return {
    version: 1,
    secret: await hideSecret(safeStorage, secret),
    open: base64(sealBytes(derive(MASTER, secret), master, MASTER)),
    recovery: null,
    clerks: [],
    keys: [{ id: first.id, sealed: base64(sealBytes(master, first.key, dataKeyName(first.id))) }],
  };
}
