import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { mediaTypeOf } from '../../../shared/domain/attachment.ts';
import { writeAtomically } from '../files.ts';

const ENDINGS = { 'image/jpeg': '.jpg', 'image/png': '.png', 'application/pdf': '.pdf' } as const;
const ENDS = {
  'image/jpeg': Buffer.from([0xff, 0xd9]),
  'image/png': Buffer.from('IEND'),
  'application/pdf': Buffer.from('%%EOF'),
} as const;
type PageType = keyof typeof ENDINGS;
/** How far from the last byte a file's end mark may stand: some scanners fill up with zeros. */
const TAIL = 1024;

/** What a page that came over the network is, when it is one and whole: cut off, a JPEG would show half in grey. */
export function wholePage(bytes: Buffer): PageType | null {
  const type = mediaTypeOf(bytes);
  if (type === null || !(type in ENDINGS)) return null;
  const page = type as PageType;
  return bytes.subarray(-TAIL).includes(ENDS[page]) ? page : null;
}

/**
 * Keeps a page in a folder under a name of its own, flushed, whole or not at all; the name. What is being written has an
 * ending that no list of pages shows.
 */
export async function keepPage(folder: string, bytes: Buffer, type: PageType, at: number, number: number) {
  const name = `quet-${String(at)}-${String(number).padStart(3, '0')}${ENDINGS[type]}`;
  await writeAtomically(path.join(folder, name), bytes);
  return name;
}

/** Clears away what a crash left half-written. Only files named as this app names them. */
export async function sweepHalfWritten(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (/^quet-\d+(?:-\d+)?\.\w+\.[0-9a-f]{12}\.tmp$/u.test(name))
      await rm(path.join(folder, name), { force: true });
}
