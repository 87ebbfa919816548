import type { JournalEntry, JournalState } from '../../shared/journal.ts';
import type { Result } from '../../shared/result.ts';

/** Where reading the journal goes on. */
export interface JournalCursor {
  readonly file: string;
  readonly offset: number;
}

/** What the journal holds after a cursor; `damaged` entries were passed over, `next` is null at the end. */
export interface JournalBatch {
  readonly entries: readonly JournalEntry[];
  readonly damaged: number;
  readonly next: JournalCursor | null;
}

/**
 * The second copy of every own event, kept outside the browser's reach. The store knows nothing of where. Failures:
 * `store-full`, `store-failed`, `store-newer`.
 */
export interface Journal {
  /** Everything is on the disk when it resolves well; nothing of it counts otherwise. */
  append(entries: readonly JournalEntry[]): Promise<Result<unknown>>;
  state(): Promise<Result<JournalState>>;
  read(cursor: JournalCursor | null, limit: number): Promise<Result<JournalBatch>>;
}

/** Entries read at a time. */
const BATCH = 500;

/** Reads the whole journal, batch by batch. Gives how many entries were damaged, or the first failure. */
export async function eachJournalBatch(
  journal: Journal,
  visit: (entries: readonly JournalEntry[]) => Promise<void>,
): Promise<Result<number>> {
  let damaged = 0;
  for (let cursor: JournalCursor | null = null, first = true; first || cursor; first = false) {
    const batch: Result<JournalBatch> = await journal.read(cursor, BATCH);
    if (!batch.ok) return batch;
    await visit(batch.value.entries);
    damaged += batch.value.damaged;
    cursor = batch.value.next;
  }
  return { ok: true, value: damaged };
}
