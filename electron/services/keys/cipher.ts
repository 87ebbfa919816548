import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const NONCE = 12;
const TAG = 16;
/** Bytes that sealing adds. */
export const SEAL_OVERHEAD = NONCE + TAG;

/** Seals bytes with AES-256-GCM under a random nonce. `about` is authenticated: what was sealed as one thing never opens as another. */
export function sealBytes(key: Uint8Array, plain: Uint8Array, about: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** What was sealed; throws when it is not exactly that. */
export function openBytes(key: Uint8Array, sealed: Uint8Array, about: string): Buffer {
  if (sealed.byteLength < SEAL_OVERHEAD) throw new Error('too short');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE)).setAAD(Buffer.from(about));
  decipher.setAuthTag(sealed.subarray(-TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]);
}

/** A key for one purpose, from another: knowing it tells nothing of that one. */
export function derive(purpose: string, ...from: readonly Uint8Array[]): Buffer {
  return Buffer.from(hkdfSync('sha256', Buffer.concat(from), '', `quay-mot-cua ${purpose}`, 32));
}
