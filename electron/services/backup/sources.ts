import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { isEntryName } from './format.ts';
import type { Source } from './pack.ts';

/** The files that events refer to, finished ones only; none when there is no such folder. */
export async function attachmentSources(dataFolder: string): Promise<readonly Source[]> {
  const folder = path.join(dataFolder, 'attachments');
  const sources: Source[] = [];
  for (const part of (await namesIn(folder)).sort())
    for (const each of (await namesIn(path.join(folder, part))).sort()) {
      const name = `attachments/${part}/${each}`;
      if (!isEntryName(name)) continue;
      const file = path.join(folder, part, each);
      sources.push({ name, file, size: (await stat(file)).size });
    }
  return sources;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}
