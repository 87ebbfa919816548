import { z } from 'zod';
import { ERROR_CODES } from './error-codes.ts';
import { jsonSchema } from './domain/json.ts';

/**
 * The format of backups this version writes: 2, which carries the keys of the sealed files in it; in 1 they lay plain
 * inside. A file of a higher one is left alone.
 */
export const BACKUP_FORMAT = 2;
/** Characters a passphrase has at least: it guards everything on a lost USB stick. */
export const PASSPHRASE_MIN = 12;

/** A draft on its way into a backup or out of one. */
export const draftSchema = z.strictObject({
  id: z.string().min(1).max(100),
  startedAt: z.string().max(40),
  updatedAt: z.string().max(40),
  entry: jsonSchema,
});
export const draftsSchema = z.array(draftSchema).max(5000);
export type DraftCopy = z.infer<typeof draftSchema>;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);

/** What a backup holds; the last entry of the file, so that a cut file has none. */
export const manifestSchema = z.strictObject({
  format: z.number().int(),
  app: z.string().max(60),
  /** UTC instant. */
  madeAt: z.iso.datetime(),
  counter: z.string().min(1).max(40),
  officeName: z.string().max(500),
  /** Where the counter's log ended: its last position (0 for none) and the hash of the event there. */
  last: z.strictObject({ position: z.number().int().min(0), hash: sha256 }),
  /** Own events, drafts and files. */
  events: z.number().int().min(0),
  drafts: z.number().int().min(0),
  attachments: z.number().int().min(0),
  entries: z.array(z.strictObject({ name: z.string(), size: z.number().int().min(0), sha256 })),
});
export type Manifest = z.infer<typeof manifestSchema>;

const outcomeSchema = z.strictObject({
  /** UTC instant. */
  at: z.iso.datetime(),
  error: z.enum(ERROR_CODES).nullable(),
  /** The file written; null after a failure. */
  where: z.string().nullable(),
  /** Bytes of the file. */
  size: z.number().int(),
  events: z.number().int(),
});
export type BackupOutcome = z.infer<typeof outcomeSchema>;

/** How backups of this counter are arranged. */
export const backupStateSchema = z.strictObject({
  /** Whether a passphrase was chosen. */
  setUp: z.boolean(),
  folder: z.string().nullable(),
  /** When the nightly copy is made, by the counter's clock; null for never. */
  nightlyAt: z.string().nullable(),
  /** What the last try came to, and the last that went well. */
  last: outcomeSchema.nullable(),
  lastGood: outcomeSchema.nullable(),
  /** Whether the nightly copy should be made now. */
  due: z.boolean(),
});
export type BackupState = z.infer<typeof backupStateSchema>;

/** What a restore brought. */
export const restoredSchema = z.strictObject({
  counter: z.string(),
  officeName: z.string(),
  madeAt: z.iso.datetime(),
  events: z.number().int(),
  drafts: z.number().int(),
});
export type RestoredBackup = z.infer<typeof restoredSchema>;

/** `at` as the settings take it: hours and minutes. */
export const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u);
export { outcomeSchema as backupOutcomeSchema };
