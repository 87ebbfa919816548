import { fail, ok, type Result } from '../../shared/result.ts';
import type { Corners } from './paper-edges.ts';
import type { PageError, PageLook, PagesReply, PagesRequest, PageToBind, Picture, Recipe } from './recipe.ts';

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
  code(picture: Picture): Promise<string | null>;
  /** Where a paper lies in a picture; null when none stands out, or the picture can't be read. */
  paper(picture: Picture): Promise<Corners | null>;
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
    // A picture of the camera is given away: it is large, and nobody else wants it.
    const given = 'picture' in request && request.picture instanceof ImageBitmap ? [request.picture] : [];
    worker.postMessage({ ...request, call }, given);
    return new Promise((resolve) => calls.set(call, { resolve, onProgress }));
  }

  return {
    async look(file, recipe) {
      const reply = await ask({ kind: 'look', file, recipe }, () => undefined);
      return reply.kind === 'looked' ? ok(reply.look) : fail(errorOf(reply));
    },
    async code(picture) {
      const reply = await ask({ kind: 'code', picture }, () => undefined);
      return reply.kind === 'code' ? reply.text : null;
    },
    async paper(picture) {
      const reply = await ask({ kind: 'paper', picture }, () => undefined);
      return reply.kind === 'paper' ? reply.corners : null;
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
