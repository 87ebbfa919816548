import { scrypt } from 'node:crypto';

/** What one try costs: 64 MB of memory, as much as a counter's machine can spare; N of scrypt, with r 8 and p 1. */
export const PIN_COST = 2 ** 16;
const BLOCK = 8;

/** A key from a PIN, slowly on purpose. */
export function stretchPin(pin: string, salt: Buffer, cost: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const limits = { N: cost, r: BLOCK, p: 1, maxmem: 256 * cost * BLOCK };
    scrypt(pin, salt, 32, limits, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

/** What is wrong with a PIN someone chose; null when nothing is. Six to twelve digits, not all alike, no plain run. */
export function pinFault(pin: string): 'pin-format' | 'pin-weak' | null {
  if (!/^[0-9]{6,12}$/u.test(pin)) return 'pin-format';
  const steps = Array.from({ length: pin.length - 1 }, (_, i) => Number(pin[i + 1]) - Number(pin[i]));
  return [-1, 0, 1].some((step) => steps.every((each) => each === step)) ? 'pin-weak' : null;
}

/** So many wrong PINs in a row cost nothing yet: fingers slip. */
const FREE = 4;
const FIRST_WAIT = 30_000;
const LONGEST_WAIT = 3_600_000;
/** After so many only a sign-in with the portal, or a supervisor here, helps. */
export const SHUT_AFTER = 15;

/** How long nobody may try after so many wrong PINs in a row, in milliseconds: doubling from half a minute to an hour. */
export function waitAfter(failures: number): number {
  return failures <= FREE ? 0 : Math.min(FIRST_WAIT * 2 ** (failures - FREE - 1), LONGEST_WAIT);
}

/** Tries left before the first wait; 0 once waiting has begun. */
export function triesLeft(failures: number): number {
  return Math.max(0, FREE + 1 - failures);
}
