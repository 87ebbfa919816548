import { SEALER_OVERHEAD, type Sealer } from '../keys/ring.ts';

/** Bytes of a file that are kept together; each frame can be read without the others. */
export const FRAME = 64 * 1024;

/** How a file's frames lie on the disk: the one place that knows. */
export interface AttachmentCodec {
  /** Bytes a frame grows by. */
  readonly overhead: number;
  encode(frame: Uint8Array, index: number): Uint8Array;
  /** Throws when what is there was not made by `encode`. */
  decode(stored: Uint8Array, index: number): Uint8Array;
  /** Whether a frame is sealed under the key in use. */
  isCurrent(stored: Uint8Array): boolean;
}

/** As they are. */
export const plainAttachmentCodec: AttachmentCodec = {
  overhead: 0,
  encode: (frame) => frame,
  decode: (stored) => stored,
  isCurrent: () => true,
};

/** Seals each frame for its place in the file; that it is the right file, and all of it, its SHA-256 says. */
export function sealedAttachmentCodec(sealer: Sealer): AttachmentCodec {
  return {
    overhead: SEALER_OVERHEAD,
    encode: (frame, index) => sealer.seal(frame, index),
    decode: (stored, index) => sealer.open(stored, index),
    isCurrent: (stored) => sealer.isCurrent(stored),
  };
}

/** How many bytes a stored file of so many bytes holds. */
export function plainSize(stored: number, { overhead }: AttachmentCodec): number {
  return stored - Math.ceil(stored / (FRAME + overhead)) * overhead;
}
