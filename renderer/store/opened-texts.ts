/** Characters kept: some 500 dossiers, a few megabytes with what they were sealed in. */
const MOST = 1_000_000;

/** Plain texts by the sealed values they came from. */
export interface OpenedTexts {
  /** The text of a sealed value, if exactly these bytes were opened or made lately. */
  get(sealed: Uint8Array): string | undefined;
  keep(sealed: Uint8Array, text: string): void;
}

/**
 * Remembers what was opened last, because lists read the same rows again after every change and opening a row costs more
 * than reading it. `from` and `to` are where in a sealed value its nonce lies. Texts and not values: whoever reads gets a
 * value of their own. Lives as long as the database is open, no longer.
 */
export function createOpenedTexts(from: number, to: number, most: number = MOST): OpenedTexts {
  // A Map keeps the order of insertion: the first is the one not used for longest.
  const known = new Map<string, { readonly sealed: Uint8Array; readonly text: string }>();
  let size = 0;
  const keyOf = (sealed: Uint8Array) => String.fromCharCode(...sealed.subarray(from, to));
  return {
    get(sealed) {
      const key = keyOf(sealed);
      const found = known.get(key);
      // The nonce finds it; every byte must be what it was, or it is opened and refused.
      if (!found || !sameBytes(found.sealed, sealed)) return undefined;
      known.delete(key);
      known.set(key, found);
      return found.text;
    },
    keep(sealed, text) {
      const key = keyOf(sealed);
      size += text.length - (known.get(key)?.text.length ?? 0);
      known.set(key, { sealed, text });
      for (const [oldest, each] of known) {
        if (size <= most) break;
        known.delete(oldest);
        size -= each.text.length;
      }
    },
  };
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.byteLength !== b.byteLength) return false;
  for (let i = 0; i < a.byteLength; i += 1) if (a[i] !== b[i]) return false;
  return true;
}
