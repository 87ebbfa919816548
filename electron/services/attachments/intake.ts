import { createHash } from 'node:crypto';
import { ATTACHMENT_LIMIT, mediaTypeOf, SNIFFED, type MediaType } from '../../../shared/domain/attachment.ts';
import { appError, type AppError } from '../../../shared/errors.ts';
import { FRAME, type AttachmentCodec } from './codec.ts';
import type { AttachmentDisk, NewFile } from './disk.ts';

/** Why a file is not taken; never a bug. */
export class IntakeRefused extends Error {
  readonly error: AppError;
  constructor(error: AppError) {
    super(error.code);
    this.error = error;
  }
}

/** What came in, once all of it is on the disk. */
export interface TakenIn {
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: MediaType;
}

/** A file on its way in: hashed, looked at and written as its bytes come. */
export interface Intake {
  readonly file: string;
  write(bytes: Uint8Array): Promise<void>;
  /** Flushes the file to the disk and closes it. */
  end(): Promise<TakenIn>;
  /** Closes and deletes it. */
  discard(): Promise<void>;
}

/** Begins a file in a temporary place. Refusals and failures of the disk throw; then call `discard`. */
export async function openIntake(
  disk: AttachmentDisk,
  codec: AttachmentCodec,
  file: string,
): Promise<Intake> {
  const hash = createHash('sha256');
  const frame = Buffer.alloc(FRAME);
  const head = Buffer.alloc(SNIFFED);
  let filled = 0;
  let frames = 0;
  let size = 0;
  let open: NewFile | null = await disk.create(file);

  async function flushFrame(): Promise<void> {
    if (filled === 0) return;
    await open?.write(codec.encode(frame.subarray(0, filled), frames));
    frames += 1;
    filled = 0;
  }
  async function close(): Promise<void> {
    const closing = open;
    open = null;
    await closing?.close();
  }

  return {
    file,
    async write(bytes) {
      if (size + bytes.byteLength > ATTACHMENT_LIMIT)
        throw new IntakeRefused(appError('attachment-too-large'));
      if (size < SNIFFED) head.set(bytes.subarray(0, SNIFFED - size), size);
      hash.update(bytes);
      size += bytes.byteLength;
      for (let at = 0; at < bytes.byteLength;) {
        const part = bytes.subarray(at, at + FRAME - filled);
        frame.set(part, filled);
        filled += part.byteLength;
        at += part.byteLength;
        if (filled === FRAME) await flushFrame();
      }
    },
    async end() {
      if (size === 0) throw new IntakeRefused(appError('attachment-empty'));
      const mediaType = mediaTypeOf(head.subarray(0, Math.min(size, SNIFFED)));
      if (!mediaType) throw new IntakeRefused(appError('attachment-type-refused'));
      await flushFrame();
      await open?.sync();
      await close();
      return { sha256: hash.digest('hex'), size, mediaType };
    },
    async discard() {
      await close().catch(() => undefined);
      await disk.remove(file).catch(() => undefined);
    },
  };
}
