import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Manifest } from '../../../shared/backup.ts';
import { jsonOf } from '../../../shared/domain/json.ts';
import { appError } from '../../../shared/errors.ts';
import { fail, type Result } from '../../../shared/result.ts';
import { readIfThere, syncFolder, writeAtomically } from '../files.ts';
import { diskError, nodeBackupDisk, type BackupDisk } from './disk.ts';
import { DRAFTS, KEYS } from './format.ts';
import { openKey } from './key.ts';
import { PLAIN, type Protection } from './protection.ts';
import { headerOf, unpackBackup, type EntrySink } from './unpack.ts';

/** Where a backup is unpacked and checked; nothing of it counts while the marker is not there. */
export const STAGING = 'restore-staging';
/** Written once the staging folder is whole: from then on a start that finds it carries the restore through. */
export const MARKER = 'restore.json';
/** Drafts of a restored backup, until the renderer has taken them; sealed. */
export const RESTORED_DRAFTS = 'restored-drafts.json';
/** Data keys of a restored backup, until this machine's key file has them; sealed. */
const RESTORED_KEYS = 'restored-keys.json';

const MOVES: readonly { readonly from: string; readonly to: string }[] = [
  { from: 'journal', to: 'journal' },
  { from: 'attachments', to: 'attachments' },
  { from: DRAFTS, to: RESTORED_DRAFTS },
  { from: KEYS, to: RESTORED_KEYS },
];
/** Entries that lie plain in the backup, and must not on the disk. */
const SMALL: ReadonlySet<string> = new Set([DRAFTS, KEYS]);
const markerSchema = z.strictObject({ version: z.literal(1), counter: z.string() });

export interface Restore {
  readonly file: string;
  readonly passphrase: string;
  readonly dataFolder: string;
  readonly disk?: BackupDisk;
  readonly protection?: Protection;
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
  /** Asked once the backup is known to be good, right before it counts. */
  readonly beforeSwap?: () => Promise<void>;
}

/**
 * Unpacks a backup beside the data, checks all of it, then puts it in place. Until it is whole nothing of the data folder
 * changes; a process killed at any point is put right by `settleRestore` at the next start, to before or to after.
 * Errors: `backup-passphrase-wrong`, `backup-damaged`, `backup-newer`, `backup-foreign`, `backup-folder`,
 * `backup-disk-full`, `backup-cancelled`.
 */
export async function restoreBackup(restore: Restore): Promise<Result<Manifest>> {
  const {
    file,
    passphrase,
    dataFolder,
    disk = nodeBackupDisk,
    protection = PLAIN,
    onProgress,
    signal,
  } = restore;
  const start = await headerOf(file);
  if (!start.ok) return start;
  const identity = await openKey(start.value.header.key, passphrase);
  if (identity === null) return fail(appError('backup-passphrase-wrong'));
  const staging = path.join(dataFolder, STAGING);
  try {
    await rm(staging, { recursive: true, force: true });
    await mkdir(staging, { recursive: true, mode: 0o700 });
    const unpacked = await unpackBackup({
      file,
      identity,
      open: (name) => openEntry(disk, staging, name, protection),
      onProgress,
      signal,
    });
    if (!unpacked.ok) {
      await rm(staging, { recursive: true, force: true });
      return unpacked;
    }
    await syncFolders(staging);
    await restore.beforeSwap?.();
    await writeAtomically(
      path.join(dataFolder, MARKER),
      JSON.stringify({ version: 1, counter: unpacked.value.counter }),
    );
    await settleRestore(dataFolder);
    return unpacked;
  } catch (problem) {
    // Once the marker stands the restore goes through at the next start; before that nothing of it may stay.
    if (!existsSync(path.join(dataFolder, MARKER)))
      await rm(staging, { recursive: true, force: true }).catch(() => undefined);
    return fail(diskError(problem));
  }
}

async function openEntry(
  disk: BackupDisk,
  staging: string,
  name: string,
  protection: Protection,
): Promise<EntrySink> {
  const target = path.join(staging, ...name.split('/'));
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  const file = await disk.create(target);
  if (SMALL.has(name)) {
    const pieces: Uint8Array[] = [];
    return {
      write: async (bytes) => void pieces.push(bytes),
      end: () =>
        orAbandon(file, async () => {
          await file.write(protection.seal(Buffer.concat(pieces)));
          await file.finish();
        }),
    };
  }
  return {
    write: (bytes) => orAbandon(file, () => file.write(bytes)),
    end: () => file.finish(),
  };
}

async function orAbandon(
  file: Awaited<ReturnType<BackupDisk['create']>>,
  run: () => Promise<void>,
): Promise<void> {
  try {
    await run();
  } catch (problem) {
    await file.abandon();
    throw problem;
  }
}

async function syncFolders(staging: string): Promise<void> {
  for (const folder of [path.join(staging, 'journal'), path.join(staging, 'attachments'), staging])
    if (existsSync(folder)) await syncFolder(folder);
}

/**
 * Carries a restore through that was cut off after its backup was found good, or takes away what one left that was cut
 * off before. To be run at every start, before anything opens the data. Gives what it did.
 */
export async function settleRestore(dataFolder: string): Promise<'none' | 'finished' | 'undone'> {
  const staging = path.join(dataFolder, STAGING);
  const marker = path.join(dataFolder, MARKER);
  const text = await readIfThere(marker);
  if (text === null) {
    if (!existsSync(staging)) return 'none';
    await rm(staging, { recursive: true, force: true });
    return 'undone';
  }
  markerSchema.parse(jsonOf(text));
  for (const { from, to } of MOVES) {
    const [source, target] = [path.join(staging, from), path.join(dataFolder, to)];
    // What is not in the staging folder any more was moved before the cut.
    if (!existsSync(source)) continue;
    await rm(target, { recursive: true, force: true });
    await rename(source, target);
    await syncFolder(dataFolder);
  }
  await rm(marker);
  await syncFolder(dataFolder);
  await rm(staging, { recursive: true, force: true });
  return 'finished';
}

/** The drafts a restore brought, as JSON; none when they were taken or never came. */
export async function restoredDrafts(dataFolder: string, protection: Protection = PLAIN): Promise<unknown> {
  const text = await openSmall(path.join(dataFolder, RESTORED_DRAFTS), protection);
  return text === null ? [] : (jsonOf(text) ?? []);
}

/** Gives this machine's keys those a restore brought: before the journal is opened. Nothing when none came. */
export async function takeRestoredKeys(dataFolder: string, protection: Protection): Promise<void> {
  const file = path.join(dataFolder, RESTORED_KEYS);
  const text = await openSmall(file, protection);
  if (text === null) return;
  await protection.adoptKeys(text);
  await rm(file, { force: true });
}

/** What a small file holds; one from before they were sealed is read as it is. */
async function openSmall(file: string, protection: Protection): Promise<string | null> {
  const bytes = await readFile(file).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  });
  return bytes && protection.open(bytes).toString('utf8');
}

/** Lets go of the drafts: the renderer has them. */
export async function dropRestoredDrafts(dataFolder: string): Promise<void> {
  await rm(path.join(dataFolder, RESTORED_DRAFTS), { force: true });
}
