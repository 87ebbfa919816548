import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { jsonOf } from '../../../shared/domain/json.ts';
import { readIfThere, syncFolder, writeAtomically } from '../files.ts';

const id = z.number().int().min(1).max(0xffff_ffff);

/** A clerk who has a PIN here. */
const clerkSchema = z.strictObject({
  /** Made at random; says nothing of the clerk. */
  slot: z.uuid(),
  /** Who it is, sealed under the device's secret: no name lies here in clear. */
  about: z.base64(),
  salt: z.base64(),
  /** What scrypt costs: N, with r 8 and p 1. */
  cost: z.number().int(),
  /** The master key, sealed with PIN and device secret. */
  master: z.base64(),
  /** Wrong PINs in a row. Written before a PIN is tried, so that switching off in between gains nothing. */
  failures: z.number().int().min(0),
});

const keyFileSchema = z.strictObject({
  version: z.literal(1),
  /** The device's secret. `system`: encrypted by the operating system for this user; `none`: it offers nothing. */
  secret: z.strictObject({ protection: z.enum(['system', 'none']), content: z.base64() }),
  /** The master key sealed with the device's secret alone; only until the first PIN is set. */
  open: z.base64().nullable(),
  /** The master key sealed with what the portal gives at sign-in; null when it gives nothing. */
  recovery: z.base64().nullable(),
  clerks: z.array(clerkSchema),
  /** Data keys, each sealed with the master key; the last seals. */
  keys: z.array(z.strictObject({ id, sealed: z.base64() })).min(1),
});
export type ClerkSlot = z.infer<typeof clerkSchema>;
export type KeyFile = z.infer<typeof keyFileSchema>;

/** The key file can't be read, or is gone while there is data it belongs to. */
export class KeysLostError extends Error {
  override readonly name = 'KeysLostError';
}

const copyOf = (file: string) => `${file}.copy`;

/** The key file, or its copy when it is damaged; null when there is none. Throws `KeysLostError` when neither can be read. */
export async function readKeyFile(file: string): Promise<KeyFile | null> {
  const texts = [await readIfThere(file), await readIfThere(copyOf(file))];
  for (const text of texts) {
    const parsed = text === null ? null : keyFileSchema.safeParse(jsonOf(text));
    if (parsed?.success) return parsed.data;
  }
  if (texts.some((text) => text !== null)) throw new KeysLostError('the key file is damaged');
  return null;
}

/** Writes the key file, then its copy: one damaged sector must not cost a counter its data. */
export async function writeKeyFile(file: string, content: KeyFile): Promise<void> {
  await writeAtomically(file, JSON.stringify(content));
  await copyFile(file, copyOf(file));
  await syncFolder(path.dirname(file));
}
