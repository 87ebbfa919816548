/** Bytes of a file that are kept together; each frame can be read without the others. */
export const FRAME = 64 * 1024;

/** How a file's frames lie on the disk: the one place that knows, so that encryption can be put here. */
export interface AttachmentCodec {
  /** Bytes a frame grows by. */
  readonly overhead: number;
  encode(frame: Uint8Array, index: number): Uint8Array;
  /** Throws when what is there was not made by `encode`. */
  decode(stored: Uint8Array, index: number): Uint8Array;
}

/** As they are. */
export const plainAttachmentCodec: AttachmentCodec = {
  overhead: 0,
  encode: (frame) => frame,
  decode: (stored) => stored,
};

/** How many bytes a stored file of so many bytes holds. */
export function plainSize(stored: number, { overhead }: AttachmentCodec): number {
  return stored - Math.ceil(stored / (FRAME + overhead)) * overhead;
}
