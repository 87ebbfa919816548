/* eslint-disable @typescript-eslint/no-deprecated -- the synchronous calls are still Electron's, and apps use them */
import type * as Electron from 'electron';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { app } from './app.ts';
import { strict } from './strict.ts';

const marker = Buffer.from('sd1');
const ivLength = 12;
const tagLength = 16;
let warned = false;

/** The key lies beside the data: it protects nothing from someone who has the disk, and says so. */
function key(): Buffer {
  if (!app.isReady()) throw new Error('safeStorage cannot be used before app is ready');
  if (!warned) {
    warned = true;
    console.warn('stand-in: safeStorage keeps its key in a plain file beside the data; it protects nothing.');
  }
  const file = path.join(app.getPath('userData'), 'stand-in-safe-storage.key');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600, flag: 'wx' });
  return readFileSync(file);
}

function encryptString(plainText: string): Buffer {
  if (typeof plainText !== 'string') throw new TypeError('plainText must be a string');
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv('aes-256-gcm', key(), iv);
  const body = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()]);
  return Buffer.concat([marker, iv, cipher.getAuthTag(), body]);
}

function decryptString(encrypted: Buffer): string {
  const fail = 'Error while decrypting the ciphertext provided to safeStorage.decryptString.';
  if (!Buffer.from(encrypted.subarray(0, marker.length)).equals(marker)) throw new Error(fail);
  const secret = key();
  const iv = encrypted.subarray(marker.length, marker.length + ivLength);
  const tag = encrypted.subarray(marker.length + ivLength, marker.length + ivLength + tagLength);
  try {
    const decipher = createDecipheriv('aes-256-gcm', secret, iv);
    decipher.setAuthTag(tag);
    const body = encrypted.subarray(marker.length + ivLength + tagLength);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  } catch {
    throw new Error(fail);
  }
}

/** Electron's `safeStorage` with a key file in place of the system's keychain. */
export const safeStorage = strict('safeStorage', {
  isEncryptionAvailable: () => app.isReady(),
  isAsyncEncryptionAvailable: async () => {
    await app.whenReady();
    return true;
  },
  encryptString,
  decryptString,
  encryptStringAsync: async (plainText) => encryptString(plainText),
  decryptStringAsync: async (encrypted) => ({ result: decryptString(encrypted), shouldReEncrypt: false }),
  getSelectedStorageBackend: () => 'basic_text',
} satisfies Pick<
  Electron.SafeStorage,
  | 'isEncryptionAvailable'
  | 'isAsyncEncryptionAvailable'
  | 'encryptString'
  | 'decryptString'
  | 'encryptStringAsync'
  | 'decryptStringAsync'
  | 'getSelectedStorageBackend'
>);
