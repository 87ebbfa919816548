import { z } from 'zod';
import { feeSchema } from '../fee.ts';
import { deliverySchema, identityDoubtSchema, partySchema } from '../party.ts';
import { checkedDocumentSchema, isPresent, type CheckedDocument } from './documents.ts';
import { noteSchema, procedureInForceSchema } from './parts.ts';

/** What a clerk goes through with a citizen. */
export const EXPLAINED = ['steps', 'documents', 'fee', 'online'] as const;

/**
 * A citizen was guided at a counter (phase 1 of the pilot): nothing is received by it. Where the citizen was helped is
 * this event's office, never the place of reception.
 */
export const assistedSchema = z.strictObject({
  procedure: procedureInForceSchema,
  officeName: z.string(),
  officePlace: z.string(),
  /** Null for someone who only asked: then nothing of theirs is kept. */
  applicant: partySchema.nullable(),
  /** The citizen agreed that what they said of themselves is kept; always true where there is an applicant. */
  consent: z.boolean(),
  explained: z.array(z.enum(EXPLAINED)).max(EXPLAINED.length),
  /** The whole checklist: what is there, and what is still missing (nothing counted of it). */
  documents: z.array(checkedDocumentSchema).max(100),
  fee: feeSchema,
  /** Where the citizen wants the result; an address asks for delivery at home. */
  delivery: deliverySchema,
  note: noteSchema,
  identityDoubt: z
    .strictObject({ what: z.array(identityDoubtSchema).min(1).max(2), confirmed: z.literal(true) })
    .optional(),
});
export type Assistance = z.infer<typeof assistedSchema>;

/** What the citizen still has to bring. */
export function missingOf(documents: readonly CheckedDocument[]): readonly CheckedDocument[] {
  return documents.filter((document) => !isPresent(document));
}
