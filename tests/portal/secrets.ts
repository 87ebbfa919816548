import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** A new token: 32 random bytes, base64url. Only its hash is stored. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 (hex) of a token or code, the only form in which it is stored. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex');
}

/** Whether two hashes (hex) are equal, in a time that does not tell where they differ. */
export function sameHash(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a, 'hex'), Buffer.from(b, 'hex')];
  return left.length === right.length && timingSafeEqual(left, right);
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, 32, { N: 2 ** 14, r: 8, p: 1 }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

/** A password as stored: salt and scrypt key, hex. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `${salt.toString('hex')}:${(await derive(password, salt)).toString('hex')}`;
}

const NOBODY = `${'0'.repeat(32)}:${'0'.repeat(64)}`;

/** Whether a password is the stored one. With nothing stored (no such user) it takes as long and says no. */
export async function checkPassword(password: string, stored: string | null): Promise<boolean> {
  const [salt = '', key = ''] = (stored ?? NOBODY).split(':');
  const derived = await derive(password, Buffer.from(salt, 'hex'));
  return sameHash(derived.toString('hex'), key) && stored !== null;
}
