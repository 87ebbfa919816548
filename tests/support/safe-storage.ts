import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Protection } from '../../electron/services/keys/system-secret.ts';

/** A system's keychain: what it encrypted only it decrypts. `backend` as Electron names Linux's. */
export function fakeSafeStorage(
  backend: ReturnType<Protection['getSelectedStorageBackend']> = 'gnome_libsecret',
): Protection {
  const key = randomBytes(32);
  return {
    isAsyncEncryptionAvailable: async () => true,
    getSelectedStorageBackend: () => backend,
    async encryptStringAsync(text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
    },
    async decryptStringAsync(bytes) {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(-16));
      const plain = Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
      return { result: plain.toString(), shouldReEncrypt: false };
    },
  };
}
