import { z } from 'zod';

/* What a counter asks the portal about its own log. */

export const ANCHOR_LIMIT = 500;
const hash = z.string().regex(/^[0-9a-f]{64}$/u);

export const positionRequest = z.strictObject({
  /** How long the counter's log is now, told at each contact: what the portal lacks of it is known to be missing. */
  length: z.coerce.number().int().min(0).optional(),
});
export const positionReply = z.strictObject({
  acknowledged: z.number().int().min(0),
  lastHash: hash,
  /** Another machine took the counter over: all this one may still do is hand over. */
  moved: z.boolean().default(false),
});

export const anchorsRequest = z.strictObject({
  /** The position of the last anchor received; 0 at first. */
  after: z.coerce.number().int().min(0),
});
export const anchorsReply = z.strictObject({
  anchors: z
    .array(
      z.strictObject({
        /** The name the log was written under there. */
        counter: z.string().min(1).max(40),
        position: z.number().int().min(1),
        /** Of the event at that position. */
        hash,
        /** UTC instant at which the portal had everything up to there. */
        at: z.iso.datetime(),
      }),
    )
    .max(ANCHOR_LIMIT),
  more: z.boolean(),
});
