import { createTally } from '../../electron/services/journal/tally.ts';
import type { Journal } from '../../renderer/store/journal.ts';
import { appError, type AppErrorCode } from '../../shared/errors.ts';
import type { JournalEntry, JournalNote } from '../../shared/journal.ts';
import { fail, ok } from '../../shared/result.ts';

/** A journal in memory, counted by the real tally. */
export interface FakeJournal extends Journal {
  entries: JournalEntry[];
  notes: JournalNote[];
  /** Every call fails so until it is null again. */
  failing: AppErrorCode | null;
  /** Entries that can't be read back. */
  damaged: number;
}

export function fakeJournal(entries: readonly JournalEntry[] = []): FakeJournal {
  const journal: FakeJournal = {
    entries: [...entries],
    notes: [],
    failing: null,
    damaged: 0,
    append: async (added) => {
      if (journal.failing) return fail(appError(journal.failing));
      journal.entries.push(...structuredClone(added));
      return ok(null);
    },
    state: async () => {
      if (journal.failing) return fail(appError(journal.failing));
      const tally = createTally();
      for (const entry of journal.entries) tally.add(entry);
      for (const note of journal.notes) tally.note(note);
      return ok(tally.state());
    },
    read: async (cursor, limit) => {
      if (journal.failing) return fail(appError(journal.failing));
      const from = cursor?.offset ?? 0;
      const next = from + limit;
      return ok({
        entries: structuredClone(journal.entries.slice(from, next)),
        damaged: cursor ? 0 : journal.damaged,
        next: next < journal.entries.length ? { file: 'journal-000001.log', offset: next } : null,
      });
    },
  };
  return journal;
}
