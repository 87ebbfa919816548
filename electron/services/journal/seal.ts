import { createReadStream } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { formatOf, frame, headerOf, linesOf, unframe, type JournalCodec } from './frame.ts';
import { DRAFT, rewriteFile } from './rewrite.ts';
import { journalFiles } from './scan.ts';

/**
 * Rewrites files whose entries lie plain, one after the other: a neighbour is written, flushed and renamed over the old
 * one, so that a machine switched off in between has each file whole, plain or sealed. Lines that can't be read keep their
 * place, sealed: they are counted as damaged afterwards as before, and what they hold can still be looked at. Gives how
 * many files it rewrote. Failures reject with Node's own errors.
 */
export async function sealPlainFiles(folder: string, codec: JournalCodec): Promise<number> {
  if (codec.format < 2) return 0;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const names = await readdir(folder);
  for (const name of names) if (name.endsWith(DRAFT)) await rm(path.join(folder, name), { force: true });
  let rewritten = 0;
  for (const name of journalFiles(names)) {
    const file = path.join(folder, name);
    if (!(await liesPlain(file, codec))) continue;
    await rewrite(file, codec);
    rewritten += 1;
  }
  return rewritten;
}

/** By its header; a file whose header is damaged, by its entries. */
async function liesPlain(file: string, codec: JournalCodec): Promise<boolean> {
  let first = true;
  for await (const { bytes, closed } of linesOf(createReadStream(file))) {
    if (first) {
      first = false;
      const format = closed ? formatOf(bytes) : null;
      if (format !== null) return format < codec.format;
      continue;
    }
    const stored = unframe(bytes);
    if (stored && !codec.isOwn(stored)) return true;
  }
  return false;
}

/** Every entry sealed; a header that can't be read, and a write that was cut off, stay as they are. */
function rewrite(file: string, codec: JournalCodec): Promise<void> {
  return rewriteFile(file, {
    header: (line) => (formatOf(line) === null ? null : headerOf(codec.format)),
    entry: (line) => {
      const stored = unframe(line);
      return stored && codec.isOwn(stored) ? null : frame(codec.encode(stored ?? line));
    },
  });
}

/**
 * Seals anew whatever an earlier key sealed, file by file. What can't be read stays as it lies. Gives how many files it
 * wrote; run again it writes none. Failures reject with Node's own errors; then it is to be run again.
 */
export async function resealFiles(folder: string, codec: JournalCodec): Promise<number> {
  let rewritten = 0;
  for (const name of journalFiles(await readdir(folder))) {
    const file = path.join(folder, name);
    if (!(await holdsOlder(file, codec))) continue;
    await rewriteFile(file, {
      header: () => null,
      entry: (line) => {
        const plain = olderEntry(line, codec);
        return plain && frame(codec.encode(plain));
      },
    });
    rewritten += 1;
  }
  return rewritten;
}

async function holdsOlder(file: string, codec: JournalCodec): Promise<boolean> {
  for await (const { bytes, closed } of linesOf(createReadStream(file)))
    if (closed && olderEntry(bytes, codec)) return true;
  return false;
}

/** What an entry holds that an earlier key sealed; null for every other line, and where it can't be read. */
function olderEntry(line: Buffer, codec: JournalCodec): Buffer | null {
  const stored = unframe(line);
  if (!stored || !codec.isOwn(stored) || codec.isCurrent(stored)) return null;
  try {
    return Buffer.from(codec.decode(stored));
  } catch {
    return null;
  }
}
