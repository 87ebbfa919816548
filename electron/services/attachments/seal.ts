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
  for (const part of await readdir(folder)) {
    if (!/^[0-9a-f]{2}$/u.test(part)) continue;
    for (const name of await readdir(path.join(folder, part))) {
      const file = path.join(folder, part, name);
      if (!sha256Schema.safeParse(name).success || (await isSealed(file, codec))) continue;
      await rewrite(file, path.join(incoming, `${name}.sealing`), codec);
      rewritten += 1;
    }
  }
  await writeAtomically(mark, '');
  return rewritten;
}

/** Whether a file's first frame is one that the codec made: it carries proof of that. */
async function isSealed(file: string, codec: AttachmentCodec): Promise<boolean> {
  const { size } = await stat(file);
  const opened = await nodeAttachmentDisk.open(file);
  try {
    codec.decode(await opened.read(0, Math.min(size, FRAME + codec.overhead)), 0);
    return true;
  } catch {
    return false;
  } finally {
    await opened.close();
  }
}

async function rewrite(file: string, draft: string, codec: AttachmentCodec): Promise<void> {
  await nodeAttachmentDisk.remove(draft);
  const target = await nodeAttachmentDisk.create(draft);
  try {
    let index = 0;
    for await (const piece of createReadStream(file, { highWaterMark: FRAME })) {
      await target.write(codec.encode(piece as Buffer, index));
      index += 1;
    }
    await target.sync();
  } finally {
    await target.close();
  }
  await nodeAttachmentDisk.move(draft, path.dirname(file), file);
}
