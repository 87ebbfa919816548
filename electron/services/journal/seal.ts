import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { syncFolder } from '../files.ts';
import { formatOf, frame, headerOf, linesOf, unframe, type JournalCodec } from './frame.ts';
import { journalFiles } from './scan.ts';

/** A file on its way to being sealed; one that a crash left is begun anew. */
const DRAFT = '.sealing';

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

async function rewrite(file: string, codec: JournalCodec): Promise<void> {
  const draft = `${file}${DRAFT}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await copySealed(file, handle, codec);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
  await syncFolder(path.dirname(file));
}

async function copySealed(file: string, target: FileHandle, codec: JournalCodec): Promise<void> {
  let first = true;
  for await (const { bytes, closed } of linesOf(createReadStream(file, { highWaterMark: 1 << 18 }))) {
    if (first) {
      first = false;
      await target.write(
        formatOf(bytes) !== null && closed ? headerOf(codec.format) : Buffer.concat([bytes, NEWLINE]),
      );
      continue;
    }
    // A write that was cut off: opening the journal takes it away, and says so.
    if (!closed) await target.write(bytes);
    else {
      const stored = unframe(bytes);
      await target.write(
        stored && codec.isOwn(stored) ? Buffer.concat([bytes, NEWLINE]) : sealedLine(stored ?? bytes, codec),
      );
    }
  }
}

const NEWLINE = Buffer.from('\n');
const sealedLine = (content: Buffer, codec: JournalCodec) => frame(codec.encode(content));
