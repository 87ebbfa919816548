import { Encrypter } from 'age-encryption';
import { createTarPacker } from 'modern-tar';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { BACKUP_FORMAT, type Manifest } from '../../../shared/backup.ts';
import { appError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { diskError, type BackupDisk } from './disk.ts';
import { headerBytes, MANIFEST } from './format.ts';

/** One thing that goes into a backup: a file's first `size` bytes, or bytes at hand. */
export type Source =
  | { readonly name: string; readonly file: string; readonly size: number }
  | { readonly name: string; readonly bytes: Buffer };

export interface Packing {
  /** Where the file goes; it must not be there yet. */
  readonly file: string;
  readonly recipient: string;
  /** The sealed key for the header. */
  readonly sealed: string;
  readonly sources: readonly Source[];
  readonly about: Omit<Manifest, 'format' | 'entries'>;
  readonly disk: BackupDisk;
  /** Bytes done of all. */
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

const sizeOf = (source: Source): number => ('bytes' in source ? source.bytes.byteLength : source.size);

/**
 * Writes a backup beside its name, flushed, as a stream: never much of it in memory. Gives its manifest. After a failure
 * (`backup-disk-full`, `backup-folder`, `backup-cancelled`) nothing of it is left, as far as the disk still answers.
 */
export async function packBackup(packing: Packing): Promise<Result<Manifest>> {
  const { file, disk, signal } = packing;
  let stopped: unknown = null;
  try {
    const target = await disk.create(file);
    try {
      const manifest = await stream(packing, (bytes) => target.write(bytes));
      await target.finish();
      return ok(manifest);
    } catch (problem) {
      stopped = problem;
      await target.abandon();
    }
  } catch (problem) {
    stopped = problem;
  }
  await disk.remove(file).catch(() => undefined);
  return fail(signal.aborted ? appError('backup-cancelled') : diskError(stopped));
}

async function stream(packing: Packing, write: (bytes: Uint8Array) => Promise<void>): Promise<Manifest> {
  const { about, sealed, recipient, signal } = packing;
  const { counter, madeAt } = about;
  await write(headerBytes({ format: BACKUP_FORMAT, counter, madeAt, key: sealed }));
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const { readable, controller } = createTarPacker();
  const encrypted = await encrypter.encrypt(readable as ReadableStream<Uint8Array>);
  const [manifest] = await Promise.all([
    fill(controller, packing).catch((problem: unknown) => {
      controller.error(problem);
      throw problem;
    }),
    encrypted.pipeTo(new WritableStream({ write }), { signal }),
  ]);
  return manifest;
}

async function fill(
  tar: ReturnType<typeof createTarPacker>['controller'],
  { sources, about, onProgress, signal }: Packing,
): Promise<Manifest> {
  const total = sources.reduce((sum, source) => sum + sizeOf(source), 0);
  const entries: Manifest['entries'] = [];
  let done = 0;
  for (const source of sources) {
    const size = sizeOf(source);
    const hash = createHash('sha256');
    const body = tar.add({ name: source.name, size, mode: 0o600, mtime: new Date(about.madeAt) }).getWriter();
    for await (const bytes of bytesOf(source)) {
      signal.throwIfAborted();
      hash.update(bytes);
      await body.write(bytes);
      done += bytes.byteLength;
      onProgress(done, total);
    }
    await body.close();
    entries.push({ name: source.name, size, sha256: hash.digest('hex') });
  }
  const manifest: Manifest = { ...about, format: BACKUP_FORMAT, entries };
  const bytes = new TextEncoder().encode(JSON.stringify(manifest));
  const body = tar.add({ name: MANIFEST, size: bytes.byteLength, mode: 0o600 }).getWriter();
  await body.write(bytes);
  await body.close();
  tar.finalize();
  return manifest;
}

/** Exactly the bytes promised: a journal grows while it is copied, and what came later is left out. */
async function* bytesOf(source: Source): AsyncGenerator<Uint8Array> {
  if ('bytes' in source) {
    if (source.bytes.byteLength > 0) yield new Uint8Array(source.bytes);
    return;
  }
  if (source.size === 0) return;
  let read = 0;
  for await (const piece of createReadStream(source.file, { end: source.size - 1, highWaterMark: 1 << 18 })) {
    const bytes = new Uint8Array(piece as Buffer);
    read += bytes.byteLength;
    yield bytes;
  }
  if (read !== source.size) throw Object.assign(new Error(`${source.name} became shorter`), { code: 'EIO' });
}
