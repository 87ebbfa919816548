import { z } from 'zod';
import { dossierEventSchema } from '../domain/dossier/event.ts';

/**
 * What a supervisor is given of offices: how far each counter's work is at the portal, the events, and the portal's own
 * count. The portal gives it to supervisors only, and only of the offices on their account.
 */
export const OVERSIGHT_LIMIT = 500;

const office = z.string().min(1).max(40);
const instant = z.iso.datetime();

/** How far the portal has a counter's work, by what the counter told at its contacts. */
export const counterStandingSchema = z.strictObject({
  counter: z.string(),
  /** UTC instant of the last contact; null for a counter that never told. */
  lastContact: instant.nullable(),
  /** Positions of its log with a verdict, and how long it said the log was. */
  acknowledged: z.number().int().min(0),
  reported: z.number().int().min(0),
  /** Events refused and not given up: somebody must look at them. */
  refused: z.number().int().min(0),
  /** UTC instant: all it wrote before then is at the portal. Null: not known of any moment. */
  completeUntil: instant.nullable(),
  /** Out of service with everything handed in: nothing is waited for. */
  retired: z.boolean(),
});
export type CounterStanding = z.infer<typeof counterStandingSchema>;

export const oversightReply = z.strictObject({
  offices: z
    .array(
      z.strictObject({
        id: office,
        nameVi: z.string(),
        /** Who has pulled up to here has all that is said of the counters. */
        cursor: z.number().int().min(0),
        counters: z.array(counterStandingSchema).max(200),
      }),
    )
    .max(100),
});

export const overseePullRequest = z.strictObject({
  office,
  after: z.coerce.number().int().min(0),
  limit: z.coerce.number().int().min(1).max(OVERSIGHT_LIMIT),
});
export const overseePullReply = z.strictObject({
  events: z.array(dossierEventSchema).max(OVERSIGHT_LIMIT),
  next: z.number().int().min(0),
  more: z.boolean(),
});

export const overseeCountRequest = z.strictObject({
  office,
  /** UTC instants: the first of the period, and the first after it. */
  from: instant,
  to: instant,
  /** The last dossier of the page before; empty at first. */
  after: z.string().max(100).default(''),
  limit: z.coerce.number().int().min(1).max(OVERSIGHT_LIMIT),
  /** Counts what the portal had up to this cursor, so that every page is of the same count; all it has when left out. */
  until: z.coerce.number().int().min(0).optional(),
});
export const overseeCountReply = z.strictObject({
  cursor: z.number().int().min(0),
  received: z.number().int().min(0),
  ended: z.number().int().min(0),
  open: z.number().int().min(0),
  /** The dossiers counted, page by page; `cursor` of the newest event that makes one count. */
  dossiers: z
    .array(
      z.strictObject({
        id: z.string(),
        /** What it was received under; null where its reception cannot be read. */
        code: z.string().nullable(),
        received: z.boolean(),
        ended: z.boolean(),
        open: z.boolean(),
        cursor: z.number().int(),
      }),
    )
    .max(OVERSIGHT_LIMIT),
  more: z.boolean(),
  /** Dossiers with refused events, which the count leaves out. */
  refused: z.array(z.strictObject({ id: z.string(), counter: z.string() })).max(OVERSIGHT_LIMIT),
});
