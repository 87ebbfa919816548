import path from 'node:path';
import type { JournalEntry } from '../../../shared/journal.ts';
import type { JournalDisk } from './disk.ts';
import { FORMAT, formatOf, linesOf, unframe, type JournalCodec } from './frame.ts';
import type { Tally } from './tally.ts';

/** A file was written by a newer version of the app. */
export class JournalNewerError extends Error {
  override readonly name = 'JournalNewerError';
}

/** Where the journal goes on: a file and how far it holds whole entries. `size` 0: the header must be written. */
export interface Tail {
  readonly name: string;
  readonly size: number;
  /** Whether bytes after `size` must be cut away. */
  readonly torn: boolean;
}

const NAME = /^journal-(\d{6})\.log$/u;

/** The journal's files among others, oldest first. */
export const journalFiles = (names: readonly string[]) => names.filter((name) => NAME.test(name)).sort();

/** The name of the file after another, or of the first. */
export function nextName(name: string | undefined): string {
  const number = Number(NAME.exec(name ?? '')?.[1] ?? 0) + 1;
  return `journal-${String(number).padStart(6, '0')}.log`;
}

/** What a line holds; null when it is damaged. */
export function contentOf(line: Buffer, codec: JournalCodec): unknown {
  const stored = unframe(line);
  return stored && contentIn(stored, codec);
}

/** What an entry's bytes are; null when they can't be read. */
function contentIn(stored: Buffer, codec: JournalCodec): unknown {
  try {
    return JSON.parse(Buffer.from(codec.decode(stored)).toString('utf8'));
  } catch {
    return null;
  }
}

/** Counting trusts the checksum: only this app writes entries. Reading back checks each of them against the schema. */
function isEntry(content: unknown): content is JournalEntry {
  return typeof content === 'object' && content !== null && 'kind' in content && KINDS.has(content.kind);
}
const KINDS: ReadonlySet<unknown> = new Set<JournalEntry['kind']>([
  'events',
  'device',
  'catalogue',
  'cataloguePatch',
]);

/**
 * Reads every file, counts what is there and gives where to go on. Nothing is changed. Bytes after the last whole entry of
 * the last file are a write that was cut off; between whole entries they are damage, which is noted and passed over.
 */
export async function scanJournal(
  disk: JournalDisk,
  folder: string,
  codec: JournalCodec,
  tally: Tally,
): Promise<Tail> {
  const names = journalFiles(await disk.list(folder));
  let tail: Tail = { name: nextName(undefined), size: 0, torn: false };
  for (const name of names) {
    const scanned = await scanFile(disk, path.join(folder, name), codec, tally);
    const last = name === names.at(-1);
    if (scanned.damaged > 0) tally.note({ kind: 'damaged', file: name, entries: scanned.damaged });
    if (last) {
      // A file whose header is damaged is only read.
      tail = scanned.headed
        ? { name, size: scanned.size, torn: scanned.length > scanned.size }
        : { name: nextName(name), size: 0, torn: false };
      if (scanned.length > scanned.size && scanned.headed)
        tally.note({
          kind: 'torn',
          file: name,
          bytes: scanned.length - scanned.size,
          entries: scanned.unread,
        });
    }
    if (scanned.unread > 0 && !(last && scanned.headed))
      tally.note({ kind: 'damaged', file: name, entries: scanned.unread });
  }
  return tail;
}

interface Scanned {
  /** Whether the header is whole, or the file ends before its header does: it can be begun anew. */
  readonly headed: boolean;
  /** Up to the end of the last whole entry. */
  readonly size: number;
  readonly length: number;
  /** Entries that can't be read before a whole one, and after the last whole one. */
  readonly damaged: number;
  readonly unread: number;
}

async function scanFile(
  disk: JournalDisk,
  file: string,
  codec: JournalCodec,
  tally: Tally,
): Promise<Scanned> {
  let headed: boolean | null = null;
  let size = 0;
  let length = 0;
  let damaged = 0;
  let unread = 0;
  for await (const { bytes, end, closed } of linesOf(disk.read(file, 0))) {
    length = end;
    if (headed === null) {
      const format = closed ? formatOf(bytes) : null;
      if (format !== null && format > FORMAT) throw new JournalNewerError(`${file} has format ${format}`);
      headed = format !== null || !closed;
      if (format !== null) size = end;
      if (!headed) damaged += 1;
      continue;
    }
    const stored = closed ? unframe(bytes) : null;
    if (stored === null) {
      unread += 1;
      continue;
    }
    // Written whole, whether or not it can be read with the keys at hand: never cut away.
    const content = contentIn(stored, codec);
    if (isEntry(content)) tally.add(content);
    damaged += unread + (content === null ? 1 : 0);
    unread = 0;
    size = end;
  }
  return { headed: headed ?? true, size, length, damaged, unread };
}
