import { randomBytes, randomInt } from 'node:crypto';
import { z } from 'zod';
import { jsonOf } from '../../../shared/domain/json.ts';
import { KEY_BYTES, type StoreKeys } from '../../../shared/keys.ts';
import { derive, openBytes, sealBytes } from './cipher.ts';

/** A key that data is sealed under. `id` is drawn at random: keys of two machines meet when a backup is restored. */
export interface DataKey {
  readonly id: number;
  readonly key: Buffer;
}

/** Every data key this machine has: the last seals, each of them opens. */
export type Ring = readonly [DataKey, ...DataKey[]];

export function newDataKey(): DataKey {
  return { id: randomInt(1, 0xffff_ffff), key: randomBytes(KEY_BYTES) };
}

const ringSchema = z.strictObject({
  version: z.literal(1),
  keys: z.array(z.strictObject({ id: z.number().int().min(1).max(0xffff_ffff), key: z.base64() })).min(1),
});

/** The ring as it goes into a backup, which is itself encrypted. */
export function ringText(ring: Ring): string {
  const keys = ring.map(({ id, key }) => ({ id, key: key.toString('base64') }));
  return JSON.stringify({ version: 1, keys });
}

/** The ring a text holds; null when it holds none. */
export function ringOf(text: string): Ring | null {
  const parsed = ringSchema.safeParse(jsonOf(text));
  if (!parsed.success) return null;
  const [first, ...rest] = parsed.data.keys.map(({ id, key }) => ({ id, key: Buffer.from(key, 'base64') }));
  return first && [first, ...rest].every(({ key }) => key.byteLength === KEY_BYTES) ? [first, ...rest] : null;
}

/** A ring with the keys of another before its own, so that its own last still seals. */
export function joinRings(ring: Ring, other: Ring): Ring {
  const known = new Set(ring.map(({ id }) => id));
  const [first, ...rest] = [...other.filter(({ id }) => !known.has(id)), ...ring];
  return [first ?? ring[0], ...rest];
}

/** What the page may know: keys for its database, from which no other can be told. */
export function storeKeysOf(ring: Ring): StoreKeys {
  return ring.map(({ id, key }) => ({ id, key: new Uint8Array(derive('store', key)) }));
}

/** Seals bytes for one purpose under the ring as it is at each call; `index` tells the pieces of one thing apart. */
export interface Sealer {
  seal(plain: Uint8Array, index?: number): Buffer;
  /** Throws on what none of the ring's keys sealed, or what was sealed for another purpose or place. */
  open(sealed: Uint8Array, index?: number): Buffer;
  /** Whether bytes begin as sealed ones do. */
  looksSealed(bytes: Uint8Array): boolean;
  /** Whether they name the key that seals now. */
  isCurrent(bytes: Uint8Array): boolean;
}

/** One byte that names the form, four that name the key. */
const FORM = 1;
const HEAD = 5;
/** Bytes a sealer adds. */
export const SEALER_OVERHEAD = HEAD + 28;

/** `ring` throws while there are no keys. */
export function createSealer(purpose: string, ring: () => Ring): Sealer {
  const derived = new WeakMap<Buffer, Buffer>();
  const keyOf = ({ key }: DataKey): Buffer => {
    const made = derived.get(key) ?? derive(purpose, key);
    derived.set(key, made);
    return made;
  };
  const about = (index: number) => `${purpose} ${String(index)}`;
  const looksSealed = (bytes: Uint8Array) => bytes.byteLength >= SEALER_OVERHEAD && bytes[0] === FORM;
  const current = () => ring().at(-1) ?? ring()[0];
  const idOf = (sealed: Uint8Array) => Buffer.from(sealed.subarray(1, HEAD)).readUInt32BE();
  return {
    looksSealed,
    isCurrent: (bytes) => looksSealed(bytes) && idOf(bytes) === current().id,
    seal(plain, index = 0) {
      const head = Buffer.alloc(HEAD);
      head[0] = FORM;
      head.writeUInt32BE(current().id, 1);
      return Buffer.concat([head, sealBytes(keyOf(current()), plain, about(index))]);
    },
    open(sealed, index = 0) {
      if (!looksSealed(sealed)) throw new Error('not sealed');
      const id = idOf(sealed);
      const key = ring().find((each) => each.id === id);
      if (!key) throw new Error('sealed under a key that is not here');
      return openBytes(keyOf(key), sealed.subarray(HEAD), about(index));
    },
  };
}
