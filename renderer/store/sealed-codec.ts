import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import type { StoreKeys } from '../../shared/keys.ts';
import type { Codec, Encoded } from './codec.ts';
import { createOpenedTexts } from './opened-texts.ts';
import { SealBrokenError } from './store-error.ts';

/*
 * A sealed value: one byte that names this form, four that name the key, the nonce, then what XChaCha20-Poly1305 made of
 * the value's JSON. The five bytes before the nonce are authenticated too.
 */
const FORM = 1;
const HEAD = 5;
const NONCE = 24;
const START = HEAD + NONCE;

/** What is written in a batch of writes is drawn from the system at once. */
const POOL = NONCE * 256;

const text = new TextEncoder();
const words = new TextDecoder('utf-8', { fatal: true });

/**
 * Seals values under the last of some keys and opens what any of them sealed. Synchronous, so that it stays inside a
 * transaction; a random nonce of 24 bytes never repeats in practice. What JSON leaves out is left out (`undefined`).
 * `decode` throws `SealBrokenError`.
 */
export function sealedCodec(keys: StoreKeys): Codec {
  const byId = new Map(keys.map(({ id, key }) => [id, key]));
  const current = keys.at(-1);
  if (!current) throw new Error('no key');
  const head = headOf(current.id);
  const pool = new Uint8Array(POOL);
  let used = POOL;
  const known = createOpenedTexts(HEAD, START);

  function nextNonce(): Uint8Array {
    if (used === POOL) {
      crypto.getRandomValues(pool);
      used = 0;
    }
    used += NONCE;
    return pool.subarray(used - NONCE, used);
  }

  function seal(value: unknown): Uint8Array {
    const json = JSON.stringify(value);
    const plain = text.encode(json);
    const nonce = nextNonce();
    const sealed = new Uint8Array(START + plain.byteLength + 16);
    sealed.set(head);
    sealed.set(nonce, HEAD);
    xchacha20poly1305(current?.key ?? head, nonce, head).encrypt(plain, sealed.subarray(START));
    // What was just written is what the screens read next.
    known.keep(sealed, json);
    return sealed;
  }

  function open(sealed: unknown): unknown {
    if (!(sealed instanceof Uint8Array) || sealed.byteLength <= START || sealed[0] !== FORM)
      throw new SealBrokenError('not sealed');
    const before = known.get(sealed);
    if (before !== undefined) return JSON.parse(before) as unknown;
    const id = new DataView(sealed.buffer, sealed.byteOffset).getUint32(1);
    const key = byId.get(id);
    if (!key) throw new SealBrokenError(`no key ${id}`);
    let plain: Uint8Array;
    try {
      plain = xchacha20poly1305(key, sealed.subarray(HEAD, START), sealed.subarray(0, HEAD)).decrypt(
        sealed.subarray(START),
      );
    } catch {
      throw new SealBrokenError('not what was sealed');
    }
    const json = words.decode(plain);
    known.keep(sealed, json);
    return JSON.parse(json) as unknown;
  }

  return {
    encode: <T>(value: T) => seal(value) as unknown as Encoded<T>,
    decode: <T>(encoded: Encoded<T>) => open(encoded) as T,
    isCurrent: (encoded) => {
      const sealed: unknown = encoded;
      return sealed instanceof Uint8Array && head.every((byte, i) => sealed[i] === byte);
    },
  };
}

function headOf(id: number): Uint8Array {
  const head = new Uint8Array(HEAD);
  head[0] = FORM;
  new DataView(head.buffer).setUint32(1, id);
  return head;
}
