/** How a backup keeps its small plain parts off the disk, and takes the data keys along. */
export interface Protection {
  seal(plain: Uint8Array): Uint8Array;
  /** Throws on what can't be read; bytes that were never sealed come back as they are. */
  open(stored: Uint8Array): Buffer;
  /** The data keys as they go into a backup; null when nothing here is sealed. */
  keys(): string | null;
  /** Takes in the data keys a backup held. */
  adoptKeys(text: string): Promise<void>;
}

/** Seals nothing. */
export const PLAIN: Protection = {
  seal: (plain) => plain,
  open: (stored) => Buffer.from(stored),
  keys: () => null,
  adoptKeys: async () => undefined,
};
