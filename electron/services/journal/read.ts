import path from 'node:path';
import { journalEntrySchema, type JournalEntry } from '../../../shared/journal.ts';
import type { JournalDisk } from './disk.ts';
import { linesOf, type JournalCodec } from './frame.ts';
import { contentOf, journalFiles } from './scan.ts';
import type { JournalEnd } from './writer.ts';

/** Where reading goes on. */
export interface JournalCursor {
  readonly file: string;
  readonly offset: number;
}

export interface JournalBatch {
  readonly entries: readonly JournalEntry[];
  /** Entries passed over because they can't be read. */
  readonly damaged: number;
  /** Null at the end. */
  readonly next: JournalCursor | null;
}

/** A batch of more bytes than this is cut short, so that one message stays small. */
const BATCH_BYTES = 2 * 1024 * 1024;

/** Reads on after a cursor, up to the journal's confirmed end. */
export async function readBatch(
  disk: JournalDisk,
  folder: string,
  codec: JournalCodec,
  until: JournalEnd,
  cursor: JournalCursor | null,
  limit: number,
): Promise<JournalBatch> {
  const names = journalFiles(await disk.list(folder)).filter(
    (name) => name >= (cursor?.file ?? '') && name <= until.name,
  );
  const entries: JournalEntry[] = [];
  let damaged = 0;
  let bytesRead = 0;
  for (const file of names) {
    const start = file === cursor?.file ? cursor.offset : 0;
    let header = start === 0;
    for await (const { bytes, end } of linesOf(disk.read(path.join(folder, file), start), start)) {
      if (file === until.name && end > until.size) break;
      bytesRead += bytes.byteLength;
      if (header) {
        header = false;
        continue;
      }
      const entry = journalEntrySchema.safeParse(contentOf(bytes, codec));
      if (entry.success) entries.push(entry.data);
      else damaged += 1;
      if (entries.length >= limit || bytesRead >= BATCH_BYTES)
        return { entries, damaged, next: { file, offset: end } };
    }
  }
  return { entries, damaged, next: null };
}
