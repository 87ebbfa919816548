import { z } from 'zod';
import { filingNumberSchema } from '../domain/dossier/filing.ts';
import { identityNumber, phoneSchema } from '../domain/party.ts';

const identity = identityNumber(/^[A-Z0-9]{5,15}$/u, 'identity-length');
/**
 * What a citizen filed online, asked for with what only they can have told: the portal's number, or their identity number
 * and one thing more. Nobody can go through citizens with it; misses are slowed down.
 */
export const findFilingRequest = z.strictObject({
  by: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('number'), number: filingNumberSchema }),
    z.strictObject({ kind: z.literal('birth-date'), identity, birthDate: z.iso.date() }),
    z.strictObject({ kind: z.literal('phone'), identity, phone: phoneSchema }),
  ]),
  /** By number only: the dossier goes on at the caller's office from now on, and its events come by `pull`. */
  bring: z.boolean(),
});
export const foundFilingSchema = z.strictObject({
  number: z.string(),
  dossierId: z.uuid(),
  procedure: z.strictObject({ code: z.string(), nameVi: z.string() }),
  /** Given name and initials, e.g. `N. V. Đạt`: enough to ask the citizen. */
  applicant: z.string(),
  /** UTC instant. */
  filedAt: z.iso.datetime(),
  /** No office has it yet, the caller's has, another one has, or another one has received its papers. */
  place: z.enum(['portal', 'here', 'elsewhere', 'received-elsewhere']),
});
export type FoundFiling = z.infer<typeof foundFilingSchema>;
export const findFilingReply = z.strictObject({ found: z.array(foundFilingSchema).max(20) });
