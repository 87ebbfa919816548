import type { CounterDatabase } from '../database.ts';
import type { DossierRow } from '../rows.ts';
import { FoldedIndex } from './folded-index.ts';
import { searchEntryOf, type SearchEntry } from './search-entry.ts';

/** Dossiers read at a time while the index is built. */
const BATCH = 500;

/** The index over a database: built once from its dossiers, then kept current with entries handed to it. */
export interface SearchService {
  readonly ready: Promise<void>;
  index(entries: readonly SearchEntry[]): void;
  /** Ids, newest first; waits for the index to be built. */
  search(text: string, limit: number): Promise<readonly string[]>;
}

/** Reads a database's dossiers into an index. The database stays open; close it after `ready` if it is not shared. */
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
    const rows: readonly DossierRow[] = await db.dossiers.where('id').above(after).limit(BATCH).toArray();
    for (const row of rows) {
      const entry = searchEntryOf(db.codec.decode(row.payload));
      if (entry) index.add(entry);
    }
    after = rows.length < BATCH ? undefined : rows.at(-1)?.id;
  }
}
