import { z } from 'zod';

const days = z.number().int().min(1).max(36_500);

/**
 * How long a post office keeps what tells of people, in days; comes with the catalogue. The authority's own dossiers are
 * kept by its rules, at the portal.
 */
export const retentionSchema = z.strictObject({
  /** After a dossier's end: result handed out, refused, withdrawn, stopped, or moved to another office. */
  dossierDays: days,
  /** After a citizen was guided who never filed. */
  guidedDays: days,
  /** Where the numbers come from. */
  source: z.string().min(1).max(300),
  verified: z.boolean(),
});
export type Retention = z.infer<typeof retentionSchema>;
