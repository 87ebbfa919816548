import { z } from 'zod';
import { keyStateSchema, storeKeysSchema } from '../keys.ts';
import { staffSchema } from '../portal/contract.ts';
import { outcomeOf } from './outcome.ts';

/** As it was typed; what it must be is looked at where it is set. */
const pin = z.string().max(40);

/** Messages about the lock and the keys behind it. */
export const KEY_MESSAGES = {
  'keys:state': { request: z.strictObject({}), reply: keyStateSchema },
  /** Opens with a clerk's PIN. Errors: `pin-wrong`, `pin-wait`, `pin-shut`. */
  'keys:unlock': {
    request: z.strictObject({ slot: z.uuid(), pin }),
    reply: outcomeOf(z.strictObject({ staff: staffSchema })),
  },
  /** Forgets the keys; the page has let go of the database before. Nothing happens before the first PIN. */
  'keys:lock': { request: z.strictObject({}), reply: z.strictObject({}) },
  /** One's own PIN, or with `slot` another's by a supervisor. `current` unless the portal vouched just now, or there is none. */
  'keys:set-pin': {
    request: z.strictObject({ pin, current: pin.nullable(), slot: z.uuid().nullable() }),
    reply: outcomeOf(z.strictObject({})),
  },
  /** A supervisor takes a clerk off this machine. Error: `supervisor-only`. */
  'keys:remove-clerk': { request: z.strictObject({ slot: z.uuid() }), reply: outcomeOf(z.strictObject({})) },
  /** From now on what is written is sealed under a new key; the page must open its database anew. Error: `supervisor-only`. */
  'keys:renew': { request: z.strictObject({}), reply: outcomeOf(z.strictObject({})) },
  /**
   * The page's database holds nothing under earlier keys any more: journal and files follow, then those keys are forgotten
   * for good. Errors: `store-full`, `store-failed`.
   */
  'keys:renewed': { request: z.strictObject({}), reply: outcomeOf(z.strictObject({})) },
  /** The keys of the page's database, to be held in memory only. Errors: `keys-lost`, `keys-locked`. */
  'keys:open': { request: z.strictObject({}), reply: outcomeOf(z.strictObject({ store: storeKeysSchema })) },
} as const;
