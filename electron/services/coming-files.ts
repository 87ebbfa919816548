/** Files that come over from the page part by part, held until they are taken. */
export interface ComingFiles {
  /** Adds a part at its place in bytes; false when it doesn't follow the one before, or the file gets too large. */
  add(id: string, at: number, part: Uint8Array): boolean;
  /** The whole file, once; null when nothing of it came. */
  take(id: string): Uint8Array | null;
}

/** How many files may be coming at once; the one begun first is given up for another. */
const AT_ONCE = 3;

/** Holds files of at most `limit` bytes each. */
export function createComingFiles(limit: number): ComingFiles {
  const files = new Map<string, { readonly parts: Uint8Array[]; size: number }>();
  return {
    add(id, at, part) {
      if (at === 0) {
        files.delete(id);
        const [first] = files.keys();
        if (files.size >= AT_ONCE && first !== undefined) files.delete(first);
        files.set(id, { parts: [], size: 0 });
      }
      const file = files.get(id);
      if (file?.size !== at || at + part.byteLength > limit) {
        files.delete(id);
        return false;
      }
      file.parts.push(part);
      file.size += part.byteLength;
      return true;
    },
    take(id) {
      const file = files.get(id);
      files.delete(id);
      return file ? Buffer.concat(file.parts) : null;
    },
  };
}
