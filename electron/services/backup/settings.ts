import { z } from 'zod';
import { zoned } from '../../../shared/clock.ts';
import { backupOutcomeSchema, timeOfDaySchema, type BackupState } from '../../../shared/backup.ts';
import { jsonOf } from '../../../shared/domain/json.ts';
import { readIfThere, writeAtomically } from '../files.ts';

const settingsSchema = z.strictObject({
  version: z.literal(1),
  /** What every backup is made for, and the sealed key that goes into it; null before a passphrase was chosen. */
  key: z.strictObject({ recipient: z.string(), sealed: z.base64() }).nullable(),
  folder: z.string().nullable(),
  nightlyAt: timeOfDaySchema.nullable(),
  last: backupOutcomeSchema.nullable(),
  lastGood: backupOutcomeSchema.nullable(),
});
export type BackupSettings = z.infer<typeof settingsSchema>;

const NONE: BackupSettings = {
  version: 1,
  key: null,
  folder: null,
  nightlyAt: '18:00',
  last: null,
  lastGood: null,
};

/** The settings in a file; a damaged one counts as none, and a passphrase is chosen anew. */
export async function readSettings(file: string): Promise<BackupSettings> {
  const text = await readIfThere(file);
  const settings = text === null ? null : settingsSchema.safeParse(jsonOf(text));
  return settings?.success ? settings.data : NONE;
}

export function writeSettings(file: string, settings: BackupSettings): Promise<void> {
  return writeAtomically(file, JSON.stringify(settings));
}

const RETRY_MS = 10 * 60_000;

/**
 * Whether the nightly copy should be made at an instant: a folder, a key and a time are set, none went well since the time
 * last came, and a failed try is ten minutes old. A machine that was off at that time makes it when it is on again.
 */
export function isDue({ key, folder, nightlyAt, last, lastGood }: BackupSettings, now: string): boolean {
  if (!key || folder === null || nightlyAt === null) return false;
  const here = zoned(now);
  const today = here.withPlainTime(nightlyAt);
  const due = today.epochMilliseconds <= here.epochMilliseconds ? today : today.subtract({ days: 1 });
  if (lastGood && Date.parse(lastGood.at) >= due.epochMilliseconds) return false;
  const since = last?.error ? Date.parse(now) - Date.parse(last.at) : Infinity;
  // A clock set back must not keep it from ever being made.
  return since < 0 || since >= RETRY_MS;
}

/** The settings as the screens may know them. */
export function stateOf(settings: BackupSettings, now: string): BackupState {
  const { key, folder, nightlyAt, last, lastGood } = settings;
  return { setUp: key !== null, folder, nightlyAt, last, lastGood, due: isDue(settings, now) };
}
