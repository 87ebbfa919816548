import { z } from 'zod';
import { ERROR_CODES } from '../error-codes.ts';

/** A reply of main that may be an error the user can act on. */
export const outcomeOf = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value }),
    z.strictObject({
      ok: z.literal(false),
      error: z.strictObject({
        code: z.enum(ERROR_CODES),
        params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
      }),
    }),
  ]);
