import { statfs } from 'node:fs/promises';

export interface SpaceLimits {
  /** Less free than this many bytes: the clerk is warned. */
  readonly warn: number;
  /** Less free than this: reception stops. */
  readonly stop: number;
}

export interface Space {
  /** Bytes this user can still write. */
  readonly free: number;
  readonly level: 'enough' | 'low' | 'full';
}

const MB = 1024 * 1024;

/** Limits from `COUNTER_SPACE_WARN` and `COUNTER_SPACE_STOP` (megabytes), else 500 and 50 MB. */
export function readSpaceLimits(env: Readonly<Record<string, string | undefined>>): SpaceLimits {
  const megabytes = (name: string, standard: number) => {
    const asked = Number(env[name] ?? '');
    return (env[name] && Number.isFinite(asked) && asked >= 0 ? asked : standard) * MB;
  };
  return { warn: megabytes('COUNTER_SPACE_WARN', 500), stop: megabytes('COUNTER_SPACE_STOP', 50) };
}

/** How much room the disk of a folder has. One that can't say counts as having enough: writing finds out. */
export async function readSpace(
  folder: string,
  { warn, stop }: SpaceLimits,
  stat: (folder: string) => Promise<{ readonly bavail: number; readonly bsize: number }> = statfs,
): Promise<Space> {
  try {
    const { bavail, bsize } = await stat(folder);
    const free = bavail * bsize;
    return { free, level: free < stop ? 'full' : free < warn ? 'low' : 'enough' };
  } catch {
    return { free: Number.MAX_SAFE_INTEGER, level: 'enough' };
  }
}
