import { randomBytes, scrypt } from 'node:crypto';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { Stanza, type Identity, type Recipient } from 'age-encryption';

/*
 * age's recipient for passphrases, byte for byte (https://age-encryption.org/v1, "scrypt recipient type"), but stretched by the
 * system's scrypt on another thread: the library's own takes a second of JavaScript, in which nothing else would be answered.
 */

const KIND = 'scrypt';
const LABEL = Buffer.from('age-encryption.org/v1/scrypt');
const SALT = 16;
/** As age itself: a file must not make us work for hours. */
const HIGHEST_FACTOR = 20;
/** The key is used once only. */
const NONCE = new Uint8Array(12);
/** A file key of 16 bytes, sealed. */
const BODY = 32;

function stretch(passphrase: string, salt: Uint8Array, factor: number): Promise<Uint8Array> {
  const [cost, block] = [2 ** factor, 8];
  const limits = { N: cost, r: block, p: 1, maxmem: 256 * cost * block };
  return new Promise((resolve, reject) => {
    scrypt(passphrase, Buffer.concat([LABEL, salt]), 32, limits, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

/** Seals for whoever knows the passphrase. `factor` is the binary logarithm of what one try costs. */
export function passphraseRecipient(passphrase: string, factor: number): Recipient {
  return {
    async wrapFileKey(fileKey) {
      const salt = randomBytes(SALT);
      const key = await stretch(passphrase, salt, factor);
      const named = salt.toString('base64').replace(/=+$/u, '');
      return [new Stanza([KIND, named, String(factor)], chacha20poly1305(key, NONCE).encrypt(fileKey))];
    },
  };
}

/** Opens what was sealed with the passphrase; a header that is not as age writes it throws. */
export function passphraseIdentity(passphrase: string): Identity {
  return {
    async unwrapFileKey(stanzas) {
      const found = stanzas.find(({ args }) => args[0] === KIND);
      if (!found) return null;
      const [, salt = '', factor = ''] = found.args;
      const bytes = Buffer.from(salt, 'base64');
      const wellMade = stanzas.length === 1 && found.args.length === 3 && bytes.byteLength === SALT;
      if (!wellMade || !/^[1-9][0-9]?$/u.test(factor) || Number(factor) > HIGHEST_FACTOR)
        throw new Error('not a passphrase as age writes it');
      if (found.body.byteLength !== BODY) throw new Error('not a file key');
      const key = await stretch(passphrase, bytes, Number(factor));
      try {
        return chacha20poly1305(key, NONCE).decrypt(found.body);
      } catch {
        return null;
      }
    },
  };
}
