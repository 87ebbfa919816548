import { Decrypter } from 'age-encryption';
import { createTarDecoder } from 'modern-tar';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { manifestSchema, type Manifest } from '../../../shared/backup.ts';
import { jsonOf } from '../../../shared/domain/json.ts';
import { appError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { diskError } from './disk.ts';
import { HEADER_LIMIT, isEntryName, MANIFEST, readHeader, type BackupHeader } from './format.ts';

/** Takes an entry's bytes as they come; `end` once all of them came. */
export interface EntrySink {
  write(bytes: Uint8Array): Promise<void>;
  end(): Promise<void>;
}

export interface Unpacking {
  readonly file: string;
  readonly identity: string;
  /** Where an entry's bytes go; null to check them only. */
  readonly open: ((name: string) => Promise<EntrySink>) | null;
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

/** Reads a backup's header. Errors: `backup-foreign`, `backup-newer`, `backup-damaged`, `backup-folder`. */
export async function headerOf(
  file: string,
): Promise<Result<{ readonly header: BackupHeader; readonly end: number; readonly size: number }>> {
  try {
    const handle = await open(file, 'r');
    try {
      const start = Buffer.alloc(HEADER_LIMIT);
      const { bytesRead } = await handle.read(start, 0, HEADER_LIMIT, 0);
      const header = readHeader(start.subarray(0, bytesRead));
      return header.ok ? ok({ ...header.value, size: (await handle.stat()).size }) : header;
    } finally {
      await handle.close();
    }
  } catch (problem) {
    return fail(diskError(problem));
  }
}

/** A disk that failed while entries were written, as told from a file that is damaged. */
class SinkError extends Error {
  override readonly name = 'SinkError';
}

/**
 * Reads a whole backup and holds every entry against the manifest. Gives the manifest; whatever does not fit is
 * `backup-damaged`. What was written through `open` counts only when this answers well.
 */
export async function unpackBackup(unpacking: Unpacking): Promise<Result<Manifest>> {
  const start = await headerOf(unpacking.file);
  if (!start.ok) return start;
  const { signal } = unpacking;
  try {
    const manifest = await readAll(unpacking, start.value.end, start.value.size);
    const { counter, madeAt } = start.value.header;
    // The header is not part of what is encrypted: it may say only what the inside says too.
    return manifest.ok && (manifest.value.counter !== counter || manifest.value.madeAt !== madeAt)
      ? damaged('header')
      : manifest;
  } catch (problem) {
    if (signal.aborted) return fail(appError('backup-cancelled'));
    if (problem instanceof SinkError) return fail(diskError(problem.cause));
    // Everything else comes from the file's own bytes, or from the medium that no longer gives them.
    return fail(appError('backup-damaged', { what: problem instanceof Error ? problem.name : 'unknown' }));
  }
}

async function readAll(unpacking: Unpacking, from: number, size: number): Promise<Result<Manifest>> {
  const { file, identity, onProgress, signal } = unpacking;
  let done = from;
  const source = Readable.toWeb(createReadStream(file, { start: from, highWaterMark: 1 << 18, signal }));
  const counted = (source as ReadableStream<Uint8Array>).pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(bytes, controller) {
        done += bytes.byteLength;
        onProgress(done, size);
        controller.enqueue(new Uint8Array(bytes));
      },
    }),
  );
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const plain = await decrypter.decrypt(counted);
  const found: { name: string; size: number; sha256: string }[] = [];
  let manifest: unknown = null;
  const entries = plain.pipeThrough(createTarDecoder({ strict: true })) as unknown as ReadableStream<{
    readonly header: { readonly name: string; readonly type?: string };
    readonly body: ReadableStream<Uint8Array>;
  }>;
  for await (const { header, body } of entries) {
    if (manifest !== null) return damaged('after manifest');
    if (header.name === MANIFEST) manifest = jsonOf(await textOf(body));
    else if (isEntryName(header.name) && (header.type ?? 'file') === 'file')
      found.push({ name: header.name, ...(await take(body, header.name, unpacking)) });
    else return damaged('entry name');
  }
  const parsed = manifestSchema.safeParse(manifest);
  if (!parsed.success) return damaged('manifest');
  return JSON.stringify(parsed.data.entries) === JSON.stringify(found) ? ok(parsed.data) : damaged('entries');
}

const damaged = (what: string): Result<never> => fail(appError('backup-damaged', { what }));

async function take(
  body: ReadableStream<Uint8Array>,
  name: string,
  { open: openSink, signal }: Unpacking,
): Promise<{ readonly size: number; readonly sha256: string }> {
  const hash = createHash('sha256');
  let size = 0;
  const sink = openSink ? await guarded(() => openSink(name)) : null;
  for await (const bytes of body) {
    signal.throwIfAborted();
    hash.update(bytes);
    size += bytes.byteLength;
    if (sink) await guarded(() => sink.write(bytes));
  }
  if (sink) await guarded(() => sink.end());
  return { size, sha256: hash.digest('hex') };
}

async function guarded<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    throw new SinkError('the disk failed', { cause });
  }
}

async function textOf(body: ReadableStream<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const bytes of body) pieces.push(bytes);
  return Buffer.concat(pieces).toString('utf8');
}
