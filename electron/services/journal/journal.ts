import path from 'node:path';
import { appError, type AppErrorCode } from '../../../shared/errors.ts';
import type { JournalEntry, JournalState } from '../../../shared/journal.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { nodeDisk, type JournalDisk } from './disk.ts';
import { eraseInFiles } from './erase.ts';
import { frame, plainJournalCodec, type JournalCodec } from './frame.ts';
import { readBatch, type JournalBatch, type JournalCursor } from './read.ts';
import { journalFiles, JournalNewerError, scanJournal } from './scan.ts';
import { resealFiles, sealPlainFiles } from './seal.ts';
import { createTally, type Tally } from './tally.ts';
import { createWriter, type JournalEnd, type Writer } from './writer.ts';

export interface JournalOptions {
  readonly folder: string;
  readonly disk?: JournalDisk;
  readonly codec?: JournalCodec;
  /** Why it can't be opened now; null when it can. Without its keys nothing of it is touched. */
  readonly withheld?: () => AppErrorCode | null;
  /** A file that would grow beyond this many bytes is followed by another. */
  readonly fileLimit?: number;
  /** Told what opening found and what failed; never what entries hold. */
  readonly note: (message: string) => void;
}

/**
 * The second copy of every own event, on a disk the browser knows nothing of. Failures are values: `store-full`,
 * `store-failed`, and `store-newer` for a journal of a newer app, which is left as it is.
 */
export interface Journal {
  /** Appends entries, all flushed to the disk when it resolves. After a failure none of them counts. */
  append(entries: readonly JournalEntry[]): Promise<Result<null>>;
  state(): Promise<Result<JournalState>>;
  /** The next entries after a cursor, null for the first; at most `limit`. */
  read(cursor: JournalCursor | null, limit: number): Promise<Result<JournalBatch>>;
  /** Its files as far as they are confirmed, and what they hold; what is appended later is not in it. */
  snapshot(): Promise<Result<JournalSnapshot>>;
  /** Takes what tells of people out of events with these ids; see `eraseInFiles`. Appends wait meanwhile. */
  erase(ids: readonly string[]): Promise<Result<{ readonly changed: number }>>;
  /** Seals anew what an earlier key sealed. Appends wait meanwhile. */
  reseal(): Promise<Result<null>>;
  /** Lets go of the file. Everything confirmed is on the disk already; the next call opens it again. */
  close(): Promise<void>;
}

export interface JournalSnapshot {
  readonly files: readonly { readonly name: string; readonly size: number }[];
  readonly state: JournalState;
}

interface Opened {
  readonly tally: Tally;
  readonly writer: Writer;
}
interface Waiting {
  readonly entries: readonly JournalEntry[];
  readonly done: (result: Result<null>) => void;
}

const FILE_LIMIT = 8 * 1024 * 1024;

export function createJournal(options: JournalOptions): Journal {
  const { folder, note, disk = nodeDisk, codec = plainJournalCodec, fileLimit = FILE_LIMIT } = options;
  let opening: Promise<Result<Opened>> | null = null;
  let waiting: Waiting[] = [];
  let committing = false;
  /** Resolves when what is under way is done. */
  let quiet: Promise<void> = Promise.resolve();

  async function open(): Promise<Result<Opened>> {
    const withheld = options.withheld?.() ?? null;
    if (withheld) return fail(appError(withheld));
    try {
      const rewritten = await sealPlainFiles(folder, codec);
      if (rewritten > 0) note(`${String(rewritten)} files that lay plain are sealed`);
      const tally = createTally();
      const tail = await scanJournal(disk, folder, codec, tally);
      for (const each of tally.state().notes)
        note(
          Object.entries(each)
            .map(([name, value]) => `${name}=${String(value)}`)
            .join(' '),
        );
      const writer = createWriter(disk, folder, { fileLimit, format: codec.format }, tail);
      if (tail.torn) await writer.cutBack();
      return ok({ tally, writer });
    } catch (error) {
      return failed('opening', error);
    }
  }

  /** Opens once; what failed is tried again by the next call. */
  async function opened(): Promise<Result<Opened>> {
    opening ??= open();
    const result = await opening;
    if (!result.ok) opening = null;
    return result;
  }

  /** Those who came while a flush was under way share the next one. */
  async function commit(): Promise<void> {
    committing = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      const result = await write(batch.flatMap((each) => each.entries));
      for (const { done } of batch) done(result);
    }
    committing = false;
  }

  /** Runs something while nothing is written; what comes meanwhile is written after it. */
  async function alone<T>(run: () => Promise<T>): Promise<T> {
    while (committing) await quiet;
    committing = true;
    const running = run();
    quiet = running.then(() => undefined);
    try {
      return await running;
    } finally {
      committing = false;
      if (waiting.length > 0) quiet = commit();
    }
  }

  /** Writes files anew: they are of another length afterwards, so the next call looks at them as at a start. */
  function rewriting<T>({ writer }: Opened, doing: string, run: () => Promise<T>): Promise<Result<T>> {
    return alone(async () => {
      try {
        await writer.close();
        return ok(await run());
      } catch (error) {
        return failed(doing, error);
      } finally {
        // Not before: opening clears away files half-written, and this one is.
        opening = null;
      }
    });
  }

  async function write(entries: readonly JournalEntry[]): Promise<Result<null>> {
    const journal = await opened();
    if (!journal.ok) return journal;
    try {
      await journal.value.writer.write(
        Buffer.concat(entries.map((entry) => frame(codec.encode(Buffer.from(JSON.stringify(entry)))))),
      );
    } catch (error) {
      return failed('writing', error);
    }
    for (const entry of entries) journal.value.tally.add(entry);
    return ok(null);
  }

  function failed(doing: string, error: unknown): Result<never> {
    if (error instanceof JournalNewerError) return fail(appError('store-newer'));
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (typeof code !== 'string') throw error;
    note(`${doing} failed: ${code}`);
    return fail(appError(FULL.has(code) ? 'store-full' : 'store-failed'));
  }

  return {
    append(entries) {
      if (entries.length === 0) return Promise.resolve(ok(null));
      const kept = new Promise<Result<null>>((done) => waiting.push({ entries, done }));
      if (!committing) quiet = commit();
      return kept;
    },
    async state() {
      const journal = await opened();
      return journal.ok ? ok(journal.value.tally.state()) : journal;
    },
    async read(cursor, limit) {
      const journal = await opened();
      if (!journal.ok) return journal;
      try {
        return ok(await readBatch(disk, folder, codec, journal.value.writer.end(), cursor, limit));
      } catch (error) {
        return failed('reading', error);
      }
    },
    async snapshot() {
      const journal = await opened();
      if (!journal.ok) return journal;
      try {
        // Both at once, without a wait between them: an entry written meanwhile is in neither.
        const [end, state] = [journal.value.writer.end(), journal.value.tally.state()];
        return ok({ files: await sizesUpTo(disk, folder, end), state });
      } catch (error) {
        return failed('reading', error);
      }
    },
    async erase(ids) {
      const journal = await opened();
      if (!journal.ok) return journal;
      return rewriting(journal.value, 'erasing', async () => ({
        changed: await eraseInFiles(folder, codec, new Set(ids)),
      }));
    },
    async reseal() {
      const journal = await opened();
      if (!journal.ok) return journal;
      return rewriting(journal.value, 'sealing anew', async () => {
        await resealFiles(folder, codec);
        return null;
      });
    },
    async close() {
      const journal = await opening;
      opening = null;
      if (journal?.ok) await journal.value.writer.close();
    },
  };
}

/** What a disk without room answers: full, over quota, file too large for it. */
const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

async function sizesUpTo(
  disk: JournalDisk,
  folder: string,
  end: JournalEnd,
): Promise<JournalSnapshot['files']> {
  const names = journalFiles(await disk.list(folder)).filter((name) => name <= end.name);
  return Promise.all(
    names.map(async (name) => ({
      name,
      size: name === end.name ? end.size : await disk.size(path.join(folder, name)),
    })),
  );
}
