import type { SafeStorage } from 'electron';
import type { KeyFile } from './key-file.ts';
import { KeysLostError } from './key-file.ts';

/** What of Electron's safeStorage is used. */
export type Protection = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;

/** Whether the system keeps secrets from whoever has the disk: on Linux without a keyring it does not. */
export async function protects(safeStorage: Protection, platform: NodeJS.Platform): Promise<boolean> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
  return platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}

/** The device's secret as it lies in the key file. */
export async function hideSecret(safeStorage: Protection, secret: Buffer): Promise<KeyFile['secret']> {
  const text = secret.toString('base64');
  return (await safeStorage.isAsyncEncryptionAvailable())
    ? { protection: 'system', content: (await safeStorage.encryptStringAsync(text)).toString('base64') }
    : { protection: 'none', content: Buffer.from(text).toString('base64') };
}

/** The device's secret; throws `KeysLostError` for another user's or another machine's. */
export async function readSecret(
  safeStorage: Protection,
  { protection, content }: KeyFile['secret'],
): Promise<Buffer> {
  const bytes = Buffer.from(content, 'base64');
  try {
    const text =
      protection === 'none' ? bytes.toString() : (await safeStorage.decryptStringAsync(bytes)).result;
    return Buffer.from(text, 'base64');
  } catch {
    throw new KeysLostError('the system does not give the device secret');
  }
}
