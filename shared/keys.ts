import { z } from 'zod';

/** Bytes of every key. */
export const KEY_BYTES = 32;

const key = z.instanceof(Uint8Array).refine(({ byteLength }) => byteLength === KEY_BYTES);

/**
 * The keys the page works with, held in memory only: what is written is sealed under the last, whatever one of them sealed
 * can be read. Main derives them from the data keys; they open the database and nothing else.
 */
export const storeKeysSchema = z
  .array(z.strictObject({ id: z.number().int().min(1).max(0xffff_ffff), key }))
  .min(1)
  .readonly();
export type StoreKeys = z.infer<typeof storeKeysSchema>;
