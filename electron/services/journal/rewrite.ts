import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { syncFolder } from '../files.ts';
import { linesOf } from './frame.ts';

/** A file on its way to being written anew; one that a crash left is begun again. */
export const DRAFT = '.sealing';

export interface Rewriting {
  /** What stands in place of a line (given without its newline, with it in what is given back); null leaves it. */
  readonly header: (line: Buffer) => Buffer | null;
  readonly entry: (line: Buffer) => Buffer | null;
}

/**
 * Writes a journal file anew, line by line: a neighbour is written, flushed and renamed over it, so that a machine switched
 * off in between has it whole, old or new. A last line that was cut off stays cut off. Failures reject with Node's own
 * errors and leave the old file.
 */
export async function rewriteFile(file: string, { header, entry }: Rewriting): Promise<void> {
  const draft = `${file}${DRAFT}`;
  await rm(draft, { force: true });
  const target = await open(draft, 'wx', 0o600);
  try {
    let first = true;
    for await (const { bytes, closed } of linesOf(createReadStream(file, { highWaterMark: 1 << 18 }))) {
      const replaced = closed ? (first ? header : entry)(bytes) : null;
      await target.write(replaced ?? (closed ? Buffer.concat([bytes, NEWLINE]) : bytes));
      first = false;
    }
    await target.sync();
  } finally {
    await target.close();
  }
  await rename(draft, file);
  await syncFolder(path.dirname(file));
}

const NEWLINE = Buffer.from('\n');
