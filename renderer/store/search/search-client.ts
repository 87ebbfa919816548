import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import type { StoreKeys } from '../../../shared/keys.ts';
import type { CounterDatabase } from '../database.ts';
import { dossiersByIds, type DossierView } from '../queries.ts';
import type { SearchReply, SearchRequest } from './messages.ts';
import { searchEntryOf, type SearchEntry } from './search-entry.ts';
import { createSearchService, type SearchService } from './search-service.ts';

export interface SearchClient {
  /** Dossiers with every word of the text (or its beginning) in a name, code, identity number or phone; newest first. */
  search(text: string, limit: number): Promise<readonly DossierView[]>;
  /** Takes changed dossiers into the index. `append` and `merge` do so by themselves. */
  indexed(dossiers: readonly Dossier[]): void;
  /** Resolves when the index covers the whole database; a search before that waits for it. */
  readonly ready: Promise<void>;
  close(): void;
}

/** Starts the search of a database: in a worker where there are workers, in place elsewhere. */
export function createSearch(db: CounterDatabase): SearchClient {
  const { service, stop } =
    typeof Worker === 'undefined'
      ? { service: createSearchService(db), stop: () => undefined }
      : startWorker(db.name, db.keys);
  const indexed = (dossiers: readonly Dossier[]) =>
    service.index(dossiers.map(searchEntryOf).filter((entry) => entry !== null));
  const unsubscribe = db.onProjected(indexed);
  return {
    search: async (text, limit) => dossiersByIds(db, await service.search(text, limit)),
    indexed,
    ready: service.ready,
    close: () => {
      unsubscribe();
      stop();
    },
  };
}

interface Call {
  resolve(ids: readonly string[]): void;
  reject(error: Error): void;
}

function startWorker(
  database: string,
  keys: StoreKeys | null,
): { readonly service: SearchService; stop(): void } {
  const worker = new Worker(new URL('./search-worker.ts', import.meta.url), {
    type: 'module',
    name: 'search',
  });
  const send = (request: SearchRequest) => worker.postMessage(request);
  const calls = new Map<number, Call>();
  const ready = Promise.withResolvers<void>();
  let last = 0;
  const failAll = (message: string) => {
    const error = new Error(`Search stopped: ${message}`);
    ready.reject(error);
    for (const call of calls.values()) call.reject(error);
    calls.clear();
  };
  worker.addEventListener('error', (event) => failAll(event.message));
  worker.addEventListener('message', ({ data }: MessageEvent<SearchReply>) => {
    if (data.kind === 'ready') return ready.resolve();
    if (data.kind === 'failed') return failAll(data.message);
    calls.get(data.call)?.resolve(data.ids);
    calls.delete(data.call);
  });
  send({ kind: 'open', database, keys });
  const service: SearchService = {
    ready: ready.promise,
    index: (entries: readonly SearchEntry[]) => send({ kind: 'index', entries }),
    search: (text, limit) =>
      new Promise((resolve, reject) => {
        calls.set((last += 1), { resolve, reject });
        send({ kind: 'search', call: last, text, limit });
      }),
  };
  return { service, stop: () => worker.terminate() };
}
