import { fail, ok, type Result } from '../../shared/result.ts';
import type { PageError, PageLook, PagesReply, PagesRequest, PageToBind, Recipe } from './recipe.ts';

type WithoutCall<T> = T extends unknown ? Omit<T, 'call'> : never;
type Reply = Exclude<PagesReply, { kind: 'progress' }>;

interface Call {
  readonly resolve: (reply: Reply) => void;
  readonly onProgress: (done: number) => void;
}

/** Work on pages, in a worker of its own: the screen goes on meanwhile. */
export interface PagesWork {
  look(file: Blob, recipe: Recipe): Promise<Result<PageLook, PageError>>;
  /** The text of the QR code in a picture; null when there is none, or the picture can't be read. */
  code(file: Blob): Promise<string | null>;
  /** One PDF of some pages; told how many are done. */
  bind(
    pages: readonly PageToBind[],
    onProgress: (done: number) => void,
  ): Promise<Result<Uint8Array<ArrayBuffer>, PageError>>;
  /** Ends what is under way at once; those who wait are told that it can't be read. A later call starts anew. */
  cancel(): void;
}

/** Gives the worker out on the first call. */
export function createPagesWork(): PagesWork {
  let worker: Worker | null = null;
  let last = 0;
  const calls = new Map<number, Call>();

  function refuseAll(): void {
    for (const [call, { resolve }] of calls)
      resolve({ kind: 'refused', call, error: { code: 'attachment-unreadable' } });
    calls.clear();
  }
  function start(): Worker {
    const made = new Worker(new URL('./pages-worker.ts', import.meta.url), { type: 'module', name: 'pages' });
    made.addEventListener('error', () => {
      refuseAll();
      stop();
    });
    made.addEventListener('message', ({ data }: MessageEvent<PagesReply>) => {
      const call = calls.get(data.call);
      if (data.kind === 'progress') return call?.onProgress(data.done);
      calls.delete(data.call);
      call?.resolve(data);
    });
    return made;
  }
  function stop(): void {
    worker?.terminate();
    worker = null;
  }
  function ask(request: WithoutCall<PagesRequest>, onProgress: (done: number) => void): Promise<Reply> {
    worker ??= start();
    const call = (last += 1);
    worker.postMessage({ ...request, call });
    return new Promise((resolve) => calls.set(call, { resolve, onProgress }));
  }

  return {
    async look(file, recipe) {
      const reply = await ask({ kind: 'look', file, recipe }, () => undefined);
      return reply.kind === 'looked' ? ok(reply.look) : fail(errorOf(reply));
    },
    async code(file) {
      const reply = await ask({ kind: 'code', file }, () => undefined);
      return reply.kind === 'code' ? reply.text : null;
    },
    async bind(pages, onProgress) {
      const reply = await ask({ kind: 'bind', pages }, onProgress);
      return reply.kind === 'bound' ? ok(reply.bytes) : fail(errorOf(reply));
    },
    cancel() {
      stop();
      refuseAll();
    },
  };
}

function errorOf(reply: Reply): PageError {
  return reply.kind === 'refused' ? reply.error : { code: 'page-damaged' };
}
