import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { zoned } from '../../../shared/clock.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { diskError, type BackupDisk } from './disk.ts';
import { backupName, counterOfBackup } from './format.ts';

/** How many backups of a counter a folder keeps. */
export const KEPT = 14;

/** A name not taken yet in a folder that must be there: one that is made by us would be where a stick was. */
export async function freeName(folder: string, counter: string, now: string): Promise<Result<string>> {
  try {
    const taken = new Set(await readdir(folder));
    const stamp = zoned(now).toPlainDateTime().toString({ smallestUnit: 'minute' }).replaceAll(/[-:]/gu, '');
    const first = stamp.replace('T', '-');
    for (let n = 1; ; n += 1) {
      const name = backupName(counter, n === 1 ? first : `${first}-${n}`);
      if (!taken.has(name)) return ok(path.join(folder, name));
    }
  } catch (problem) {
    return fail(diskError(problem));
  }
}

/** Keeps the newest backups of each counter in a folder; half-written ones of a killed process go as well. */
export async function prune(folder: string, disk: BackupDisk): Promise<void> {
  const names = await readdir(folder);
  const ours = names.flatMap((name) => {
    const counter = counterOfBackup(name);
    return counter === null ? [] : [{ counter, name }];
  });
  for (const backups of Map.groupBy(ours, ({ counter }) => counter).values())
    for (const { name } of backups.toSorted((a, b) => (a.name < b.name ? 1 : -1)).slice(KEPT))
      await disk.remove(path.join(folder, name));
  for (const name of names)
    if (/^quay-mot-cua-.+\.backup\.tmp$/u.test(name)) await disk.remove(path.join(folder, name));
}
