import { createHash, randomUUID } from 'node:crypto';
import path from 'node:path';
import { ATTACHMENT_LIMIT, sha256Schema } from '../../../shared/domain/attachment.ts';
import { appError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { FRAME, plainAttachmentCodec, plainSize, type AttachmentCodec } from './codec.ts';
import { nodeAttachmentDisk, type AttachmentDisk } from './disk.ts';
import { IntakeRefused, openIntake, type Intake, type TakenIn } from './intake.ts';

export interface AttachmentStoreOptions {
  readonly folder: string;
  readonly disk?: AttachmentDisk;
  readonly codec?: AttachmentCodec;
  /** Told what was cleared away and what failed; never what files hold or are called. */
  readonly note: (message: string) => void;
}

/** A file's bytes, to be read in any order. */
export interface StoredFile {
  readonly size: number;
  read(from: number, to: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/**
 * Files by the SHA-256 of their bytes: each is there once, whole and flushed to the disk, or not at all. Failures are
 * values: `store-full`, `store-failed`; what is wrong with a file has a code of its own.
 */
export interface AttachmentStore {
  /** Deletes what a crash left half-written. */
  sweep(): Promise<void>;
  /** Begins taking a file in; `size` is what is announced, in bytes. Gives a name for the calls that follow. */
  begin(size: number): Promise<Result<string>>;
  /** The next bytes. After a failure nothing of the file is left. */
  write(id: string, bytes: Uint8Array): Promise<Result<null>>;
  finish(id: string): Promise<Result<TakenIn>>;
  cancel(id: string): Promise<void>;
  /** Bytes of a file as far as its length tells; null when it is not here. */
  sizeOf(sha256: string): Promise<number | null>;
  /** Reads all of a file: `attachment-lost` when it is not here, `attachment-damaged` when it holds something else. */
  verify(sha256: string): Promise<Result<{ readonly size: number }>>;
  /** Deletes a file; no file is no failure. Rejects with Node's own error. */
  remove(sha256: string): Promise<void>;
  /** Opens a file that is here; throws otherwise. */
  open(sha256: string): Promise<StoredFile>;
}

export function createAttachmentStore(options: AttachmentStoreOptions): AttachmentStore {
  const { folder, note, disk = nodeAttachmentDisk, codec = plainAttachmentCodec } = options;
  const incoming = path.join(folder, 'incoming');
  const intakes = new Map<string, Intake>();
  /** Calls of one file in the order they came. */
  const turns = new Map<string, Promise<unknown>>();

  function placeOf(sha256: string): { readonly folder: string; readonly file: string } {
    const name = sha256Schema.parse(sha256);
    const place = path.join(folder, name.slice(0, 2));
    return { folder: place, file: path.join(place, name) };
  }

  function failure(error: unknown): Result<never> {
    if (error instanceof IntakeRefused) return fail(error.error);
    const code = (error as NodeJS.ErrnoException).code ?? 'no code';
    note(`a file could not be kept: ${code}`);
    return fail(appError(code === 'ENOSPC' || code === 'EDQUOT' ? 'store-full' : 'store-failed'));
  }

  function inTurn<T>(id: string, run: (intake: Intake) => Promise<T>): Promise<Result<T>> {
    const before = turns.get(id) ?? Promise.resolve();
    const mine = before.then(async (): Promise<Result<T>> => {
      const intake = intakes.get(id);
      // Gone already: an earlier part of it failed, or it was cancelled.
      if (!intake) return fail(appError('store-failed'));
      try {
        return ok(await run(intake));
      } catch (error) {
        await discard(id);
        return failure(error);
      }
    });
    turns.set(id, mine);
    return mine;
  }

  async function discard(id: string): Promise<void> {
    const intake = intakes.get(id);
    intakes.delete(id);
    turns.delete(id);
    await intake?.discard();
  }

  async function keep(intake: Intake, { sha256 }: TakenIn): Promise<void> {
    const { folder: place, file } = placeOf(sha256);
    try {
      // Over one that is there: the new bytes are known to be right, the old ones may have been damaged since.
      await disk.move(intake.file, place, file);
    } catch (error) {
      // Windows does not replace a file that is being read: then the one there serves, if it is right.
      if (!(await verify(sha256)).ok) throw error;
      await disk.remove(intake.file);
    }
  }

  async function open(sha256: string): Promise<StoredFile> {
    const { file } = placeOf(sha256);
    const size = plainSize((await disk.size(file)) ?? 0, codec);
    const opened = await disk.open(file);
    const step = FRAME + codec.overhead;
    return {
      size,
      async read(from, to) {
        const first = Math.floor(from / FRAME);
        const last = Math.ceil(Math.min(to, size) / FRAME);
        const parts: Uint8Array[] = [];
        for (let i = first; i < last; i++) parts.push(codec.decode(await opened.read(i * step, step), i));
        return Buffer.concat(parts).subarray(from - first * FRAME, to - first * FRAME);
      },
      close: () => opened.close(),
    };
  }

  async function verify(sha256: string): Promise<Result<{ readonly size: number }>> {
    if ((await disk.size(placeOf(sha256).file)) === null) return fail(appError('attachment-lost'));
    let opened: StoredFile | null = null;
    try {
      opened = await open(sha256);
      const hash = createHash('sha256');
      for (let at = 0; at < opened.size; at += FRAME * 16)
        hash.update(await opened.read(at, at + FRAME * 16));
      return hash.digest('hex') === sha256 ? ok({ size: opened.size }) : fail(appError('attachment-damaged'));
    } catch (error) {
      note(`a file could not be read: ${(error as NodeJS.ErrnoException).code ?? 'damaged'}`);
      return fail(appError('attachment-damaged'));
    } finally {
      await opened?.close();
    }
  }

  return {
    async sweep() {
      const left = await disk.list(incoming);
      for (const name of left) await disk.remove(path.join(incoming, name));
      if (left.length > 0) note(`cleared away ${String(left.length)} files that were not whole`);
    },
    async begin(size) {
      if (size === 0) return fail(appError('attachment-empty'));
      if (size > ATTACHMENT_LIMIT) return fail(appError('attachment-too-large'));
      const id = randomUUID();
      try {
        await disk.list(incoming);
        intakes.set(id, await openIntake(disk, codec, path.join(incoming, `${id}.part`)));
        return ok(id);
      } catch (error) {
        return failure(error);
      }
    },
    write: (id, bytes) =>
      inTurn(id, async (intake) => {
        await intake.write(bytes);
        return null;
      }),
    finish: (id) =>
      inTurn(id, async (intake) => {
        const taken = await intake.end();
        await keep(intake, taken);
        intakes.delete(id);
        turns.delete(id);
        return taken;
      }),
    async cancel(id) {
      await turns.get(id);
      await discard(id);
    },
    async sizeOf(sha256) {
      const stored = await disk.size(placeOf(sha256).file);
      return stored === null ? null : plainSize(stored, codec);
    },
    verify,
    remove: (sha256) => disk.remove(placeOf(sha256).file),
    open,
  };
}
