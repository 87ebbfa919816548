import { z } from 'zod';
import { BACKUP_FORMAT } from '../../../shared/backup.ts';
import { jsonOf } from '../../../shared/domain/json.ts';
import { appError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';

/**
 * A backup file: a line that names it, a line of JSON with the sealed key, then an age file whose content is a tar. The
 * header can be read by whoever finds the stick: it names the counter, nobody else.
 */
const MAGIC = 'quay-mot-cua backup';
/** No header is longer. */
export const HEADER_LIMIT = 16 * 1024;

const headerSchema = z.strictObject({
  format: z.union([z.literal(1), z.literal(BACKUP_FORMAT)]),
  counter: z.string().max(40),
  madeAt: z.iso.datetime(),
  /** The key that opens the rest, encrypted with the passphrase: an age file, base64. */
  key: z.base64(),
});
export type BackupHeader = z.infer<typeof headerSchema>;

/** The bytes before the encrypted part. */
export function headerBytes(header: BackupHeader): Buffer {
  return Buffer.from(`${MAGIC}\n${JSON.stringify(header)}\n`);
}

/** Reads the header from a file's first bytes, and where the encrypted part begins. */
export function readHeader(start: Buffer): Result<{ readonly header: BackupHeader; readonly end: number }> {
  const first = start.indexOf(0x0a);
  if (first === -1 || start.toString('latin1', 0, first) !== MAGIC) return fail(appError('backup-foreign'));
  const second = start.indexOf(0x0a, first + 1);
  const value = second === -1 ? null : jsonOf(start.toString('utf8', first + 1, second));
  const format = z.looseObject({ format: z.number().int() }).safeParse(value);
  if (format.success && format.data.format > BACKUP_FORMAT) return fail(appError('backup-newer'));
  const header = headerSchema.safeParse(value);
  return header.success
    ? ok({ header: header.data, end: second + 1 })
    : fail(appError('backup-damaged', { what: 'header' }));
}

/** Names an entry may have: nothing that could leave the folder it is unpacked into. */
const ENTRY =
  /^(?:journal\/journal-\d{6}\.log|attachments\/[0-9a-f]{2}\/[0-9a-f]{64}|drafts\.json|keys\.json)$/u;
export const MANIFEST = 'manifest.json';
export const DRAFTS = 'drafts.json';
/** The data keys that journal and files in the backup are sealed under. */
export const KEYS = 'keys.json';
export const isEntryName = (name: string): boolean => ENTRY.test(name);

/** The name of a backup's file, e.g. `quay-mot-cua-HT-2-20260724-1735.backup`; `stamp` by the counter's clock. */
export function backupName(counter: string, stamp: string): string {
  return `quay-mot-cua-${counter}-${stamp}.backup`;
}

/** The counter a finished backup's name says; null for any other file. */
export function counterOfBackup(name: string): string | null {
  return /^quay-mot-cua-(.+)-\d{8}-\d{4}(?:-\d+)?\.backup$/u.exec(name)?.[1] ?? null;
}
