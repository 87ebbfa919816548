import { z } from 'zod';
import { staffSchema } from './portal/contract.ts';

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

/** How this machine is locked, for the page. */
export const keyStateSchema = z.strictObject({
  /** `lost`: what lies here is sealed and its keys can't be had. `shut-out`: the portal closed this machine. */
  keys: z.enum(['open', 'locked', 'shut-out', 'lost']),
  protected: z.boolean(),
  clerks: z.array(
    z.strictObject({
      slot: z.uuid(),
      name: z.string(),
      role: staffSchema.shape.role,
      /** Seconds nobody may try. */
      wait: z.number().int().min(0),
      shut: z.boolean(),
    }),
  ),
  /** The place of the clerk at the counter; null when they must choose a PIN. */
  here: z.uuid().nullable(),
  /** Seconds without a key or a click after which the page locks. */
  lockAfter: z.number().int().min(1),
});
export type KeyStatus = z.infer<typeof keyStateSchema>;
