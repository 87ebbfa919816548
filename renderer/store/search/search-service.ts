import type { CounterDatabase } from '../database.ts';
import type { FindableRow } from '../rows.ts';
import { FoldedIndex } from './folded-index.ts';
import type { SearchEntry } from './search-entry.ts';

/** Rows read at a time while the index is built. */
const BATCH = 250;

/** The index over a database: built once from its `findable` rows, then kept current with entries handed to it. */
export interface SearchService {
  readonly ready: Promise<void>;
  index(entries: readonly SearchEntry[]): void;
  /** Ids, newest first; waits for the index to be built. */
  search(text: string, limit: number): Promise<readonly string[]>;
}

/** Reads what dossiers are found by into an index. The database stays open; close it after `ready` if it is not shared. */
export function createSearchService(db: CounterDatabase): SearchService {
  const index = new FoldedIndex();
  // What changes during the build is added after it: a batch read before a change must not undo it.
  let waiting: SearchEntry[] | null = [];
  const add = (entries: readonly SearchEntry[]) => {
    for (const entry of entries) index.add(entry);
  };
  const ready = build(db, index).then(() => {
    add(waiting ?? []);
    waiting = null;
  });
  return {
    ready,
    index: (entries) => (waiting ? waiting.push(...entries) : add(entries)),
    search: async (text, limit) => {
      await ready;
      return index.search(text, limit);
    },
  };
}

async function build(db: CounterDatabase, index: FoldedIndex): Promise<void> {
  for (let after: string | undefined = ''; after !== undefined;) {
    const rows: readonly FindableRow[] = await db.findable.where('id').above(after).limit(BATCH).toArray();
    for (const row of rows) index.add(db.codec.decode(row.payload));
    after = rows.length < BATCH ? undefined : rows.at(-1)?.id;
  }
}
