import { v7 } from 'uuid';

/** Repeatable randomness: the same seed gives the same dossiers. */
export interface Random {
  /** From 0 up to, but not including, `limit`. */
  readonly below: (limit: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
  readonly chance: (share: number) => boolean;
  readonly digits: (count: number) => string;
  /** A UUIDv7 of an instant. */
  readonly uuid: (instant: string) => string;
}

/** Mulberry32 over a text's code units. */
export function createRandom(seed: string): Random {
  let state = 7;
  for (let i = 0; i < seed.length; i += 1) state = (Math.imul(state, 31) + seed.charCodeAt(i)) | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    pick: (from) => {
      const picked = from[below(from.length)];
      if (picked === undefined) throw new RangeError('nothing to pick from');
      return picked;
    },
    chance: (share) => next() < share,
    digits: (count) => Array.from({ length: count }, () => String(below(10))).join(''),
    uuid: (instant) =>
      v7({
        msecs: Date.parse(instant),
        random: Uint8Array.from({ length: 16 }, () => below(256)),
        seq: below(2 ** 31),
      }),
  };
}
