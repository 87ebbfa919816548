import { Upload, type DetailedError, type FileSource } from 'tus-js-client';
import { jsonOf } from '../../../shared/domain/json.ts';
import { appError, type AppErrorCode } from '../../../shared/errors.ts';
import { ATTACHMENTS_PATH, refusalSchema } from '../../../shared/portal/contract.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { missingToken, tokenHeaders } from '../portal-request.ts';
import type { Tokens } from '../vault.ts';
import { createHttpStack, statusCode, TransferTrouble } from './http-stack.ts';
import type { AttachmentStore, StoredFile } from './store.ts';

export interface UploaderOptions {
  readonly baseUrl: string;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly tokens: () => Tokens;
  readonly store: AttachmentStore;
  /** How much of a file the portal has, in bytes. */
  readonly onProgress: (progress: {
    readonly sha256: string;
    readonly sent: number;
    readonly size: number;
  }) => void;
  /** Bytes sent at a time, and so the most that a cut can make go twice. */
  readonly chunk?: number;
  /** Milliseconds a chunk may take. */
  readonly silence?: number;
}

export interface Uploader {
  /**
   * Brings a file to the portal, going on where it stopped, today or another day. One file at a time. Ok once the portal
   * has all of it and found it right. `attachment-lost`, `attachment-damaged`: what is on the disk here is not the file.
   */
  upload(sha256: string): Promise<Result<null>>;
  /** Ends what is under way, and what waits; it can be taken up again. */
  stop(): void;
}

/** On a 2G line (about 5 kB/s) this takes under a minute: well within a chunk's time, and little to send again. */
const CHUNK = 256 * 1024;
const SILENCE = 150_000;
/** After these the same file is tried again at once as long as each try brings it further. */
const CUTS: ReadonlySet<AppErrorCode> = new Set([
  'portal-cut',
  'portal-unreachable',
  'portal-timeout',
  'portal-busy',
]);

export function createUploader(options: UploaderOptions): Uploader {
  const { store } = options;
  let queue: Promise<unknown> = Promise.resolve();
  let generation = 0;
  let abort: () => void = () => undefined;

  async function run(sha256: string, mine: number): Promise<Result<null>> {
    const missing = missingToken('session', options.tokens());
    if (missing) return fail(appError(missing));
    const there = await store.verify(sha256);
    if (!there.ok) return there;
    const file = await store.open(sha256);
    try {
      for (let reached = -1; ;) {
        if (mine !== generation) return fail(appError('portal-unreachable'));
        const progress = { offset: reached };
        const result = await attempt(options, sha256, file, progress, (stop) => {
          abort = stop;
        });
        if (result.ok || !CUTS.has(result.error.code) || progress.offset <= reached) return result;
        reached = progress.offset;
      }
    } finally {
      abort = () => undefined;
      await file.close();
    }
  }

  return {
    upload(sha256) {
      const mine = generation;
      const turn = queue.then(() => run(sha256, mine));
      queue = turn.catch(() => undefined);
      return turn;
    },
    stop() {
      generation += 1;
      abort();
    },
  };
}

function attempt(
  options: UploaderOptions,
  sha256: string,
  file: StoredFile,
  progress: { offset: number },
  onStop: (stop: () => void) => void,
): Promise<Result<null>> {
  const endpoint = options.baseUrl + ATTACHMENTS_PATH;
  const url = `${endpoint}/${sha256}`;
  const { size } = file;
  return new Promise((resolve, reject) => {
    const source: FileSource = {
      size,
      slice: async (from, to) => {
        const value = await file.read(from, Math.min(to, size));
        // The tus client asks a chunk for its size.
        return { value: Object.assign(value, { size: value.byteLength }), done: to >= size };
      },
      close: () => undefined,
    };
    // The first argument only has to be there: the bytes come from the source.
    const upload = new Upload(Buffer.alloc(1), {
      endpoint,
      uploadUrl: url,
      metadata: { sha256 },
      chunkSize: options.chunk ?? CHUNK,
      retryDelays: null,
      storeFingerprintForResuming: false,
      fileReader: { openFile: () => Promise.resolve(source) },
      httpStack: createHttpStack({
        fetch: options.fetch,
        headers: () => tokenHeaders('session', options.tokens()),
        endpoint,
        url,
        silence: options.silence ?? SILENCE,
        onOffset: (offset) => {
          progress.offset = Math.max(progress.offset, offset);
          options.onProgress({ sha256, sent: Math.min(offset, size), size });
        },
      }),
      onError: (error) => {
        const code = codeOf(error);
        if (code === null) reject(error);
        else resolve(fail(appError(code)));
      },
      onSuccess: () => resolve(ok(null)),
    });
    onStop(() => {
      void upload.abort();
      resolve(fail(appError('portal-unreachable')));
    });
    upload.start();
  });
}

/** Why an upload ended; null for a bug. */
function codeOf(error: Error | DetailedError): AppErrorCode | null {
  const cause = 'causingError' in error ? error.causingError : null;
  if (cause instanceof TransferTrouble) return cause.code;
  // The disk would not give the bytes.
  if (cause && 'errno' in cause) return 'attachment-damaged';
  const response = 'originalResponse' in error ? error.originalResponse : null;
  if (!response) return null;
  const refusal = refusalSchema.safeParse(jsonOf(response.getBody()));
  return refusal.success ? refusal.data.code : statusCode(response.getStatus());
}
