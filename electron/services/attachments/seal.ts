import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { sha256Schema } from '../../../shared/domain/attachment.ts';
import { writeAtomically } from '../files.ts';
import { FRAME, type AttachmentCodec } from './codec.ts';
import { nodeAttachmentDisk } from './disk.ts';

/** Says that every file in the folder is sealed. It lies inside, so that a restored folder is looked through again. */
const MARK = '.sealed';

/**
 * Rewrites files that lie plain, each through a neighbour in `incoming/` that is flushed and moved over it: a machine
 * switched off in between has every file whole. Gives how many it rewrote.
 */
export async function sealPlainAttachments(folder: string, codec: AttachmentCodec): Promise<number> {
  const incoming = path.join(folder, 'incoming');
  await nodeAttachmentDisk.list(incoming);
  const mark = path.join(folder, MARK);
  if ((await nodeAttachmentDisk.size(mark)) !== null) return 0;
  let rewritten = 0;
  for await (const { file, name } of filesOf(folder)) {
    if (await isSealed(file, codec)) continue;
    await rewrite(file, path.join(incoming, `${name}.sealing`), FRAME, (piece, i) => codec.encode(piece, i));
    rewritten += 1;
  }
  await writeAtomically(mark, '');
  return rewritten;
}

/**
 * Seals anew files that an earlier key sealed, in the same way; one that can't be read stays as it lies. Gives how many it
 * rewrote; run again it rewrites none.
 */
export async function resealAttachments(folder: string, codec: AttachmentCodec): Promise<number> {
  const incoming = path.join(folder, 'incoming');
  await nodeAttachmentDisk.list(incoming);
  let rewritten = 0;
  for await (const { file, name } of filesOf(folder)) {
    if (codec.isCurrent(await firstFrame(file, codec)) || !(await isSealed(file, codec))) continue;
    const anew = (piece: Buffer, i: number) => codec.encode(codec.decode(piece, i), i);
    try {
      await rewrite(file, path.join(incoming, `${name}.sealing`), FRAME + codec.overhead, anew);
      rewritten += 1;
    } catch (error) {
      // Damaged further in: it is found out when it is read, and fetched or scanned again. Trouble of the disk ends this.
      if (error instanceof Error && 'syscall' in error) throw error;
    }
  }
  return rewritten;
}

/** The attached files, by the folders they lie in. */
async function* filesOf(folder: string): AsyncGenerator<{ readonly file: string; readonly name: string }> {
  for (const part of await readdir(folder)) {
    if (!/^[0-9a-f]{2}$/u.test(part)) continue;
    for (const name of await readdir(path.join(folder, part)))
      if (sha256Schema.safeParse(name).success) yield { file: path.join(folder, part, name), name };
  }
}

async function firstFrame(file: string, codec: AttachmentCodec): Promise<Uint8Array> {
  const { size } = await stat(file);
  const opened = await nodeAttachmentDisk.open(file);
  try {
    return await opened.read(0, Math.min(size, FRAME + codec.overhead));
  } finally {
    await opened.close();
  }
}

/** Whether a file's first frame is one that the codec made: it carries proof of that. */
async function isSealed(file: string, codec: AttachmentCodec): Promise<boolean> {
  const frame = await firstFrame(file, codec);
  try {
    codec.decode(frame, 0);
    return true;
  } catch {
    return false;
  }
}

async function rewrite(
  file: string,
  draft: string,
  step: number,
  sealed: (piece: Buffer, index: number) => Uint8Array,
): Promise<void> {
  await nodeAttachmentDisk.remove(draft);
  const target = await nodeAttachmentDisk.create(draft);
  try {
    let index = 0;
    for await (const piece of createReadStream(file, { highWaterMark: step })) {
      await target.write(sealed(piece as Buffer, index));
      index += 1;
    }
    await target.sync();
  } finally {
    await target.close();
  }
  await nodeAttachmentDisk.move(draft, path.dirname(file), file);
}
