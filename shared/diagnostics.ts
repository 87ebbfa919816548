import { z } from 'zod';
import { ROLES } from './domain/rights.ts';
import { ERROR_CODES } from './error-codes.ts';

const count = z.number().int().min(0);
const instant = z.string().max(40).nullable();

/**
 * What the counter tells support about itself. Strict, and made of counts, states, codes and instants only: there is no
 * field that could hold what a citizen or a clerk is called.
 */
export const counterReportSchema = z.strictObject({
  counter: z.string().max(40).nullable(),
  role: z.enum(ROLES).nullable(),
  language: z.enum(['vi', 'en', 'fr']),
  database: z.strictObject({
    version: count,
    /** Rows by table. */
    rows: z.record(z.string().regex(/^[a-z]{1,30}$/u), count),
    restoring: z.boolean(),
    rebuilding: z.boolean(),
    /** Bytes, as the browser estimates them. */
    usage: count,
    quota: count,
  }),
  outbox: z.strictObject({
    /** The last own position written, and the last with the portal's verdict. */
    head: count,
    acknowledged: count,
    unsent: count,
    oldestAt: instant,
    /** Refused events by the code of the refusal. */
    held: z.array(z.strictObject({ code: z.enum(ERROR_CODES), events: count, since: instant })),
    cursor: count,
  }),
  numbers: z.strictObject({ left: count, ranges: count, nextProvisional: count }),
  catalogueVersion: count,
  sync: z.strictObject({
    connection: z.enum(['unknown', 'online', 'offline', 'trouble']),
    trouble: z.enum(ERROR_CODES).nullable(),
    activity: z.enum(['idle', 'pushing', 'pulling']),
    since: instant,
    nextTryAt: instant,
    lastSyncAt: instant,
    /** The portal's clock minus this machine's, milliseconds. */
    skewMs: z.number().nullable(),
  }),
  storage: z.strictObject({
    journal: z.enum(ERROR_CODES).nullable(),
    space: z.enum(['enough', 'low', 'full']),
  }),
});
export type CounterReport = z.infer<typeof counterReportSchema>;
