import type { StoreKeys } from '../../../shared/keys.ts';
import { CounterDatabase } from '../database.ts';
import type { SearchReply, SearchRequest } from './messages.ts';
import { createSearchService, type SearchService } from './search-service.ts';

let service: SearchService | undefined;

function answer(reply: SearchReply): void {
  self.postMessage(reply);
}

function fail(error: unknown): void {
  answer({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
}

function open(database: string, keys: StoreKeys | null): SearchService {
  const db = new CounterDatabase(database, { keys });
  const opened = createSearchService(db);
  opened.ready
    .then(() => answer({ kind: 'ready' }))
    .catch(fail)
    .finally(() => db.close());
  return opened;
}

self.addEventListener('message', ({ data }: MessageEvent<SearchRequest>) => {
  if (data.kind === 'open') service = open(data.database, data.keys);
  else if (data.kind === 'index') service?.index(data.entries);
  else
    service
      ?.search(data.text, data.limit)
      .then((ids) => answer({ kind: 'found', call: data.call, ids }), fail);
});
