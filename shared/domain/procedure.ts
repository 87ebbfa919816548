import { z } from 'zod';
import { calendarSchema } from './calendar.ts';
import { capabilitySchema } from './capability.ts';
import { bankAccountSchema } from './vietqr.ts';
import { deadlineRuleSchema, timeOfDay } from './deadline.ts';
import { feeRuleSchema } from './fee.ts';
import { postageTariffSchema } from './postage.ts';
import { targetSchema } from './report/target.ts';
import { retentionSchema } from './retention.ts';

export const documentRequirementSchema = z.strictObject({
  id: z.string().min(1),
  nameVi: z.string().min(1),
  /** How it is handed in: an original, a copy, or only shown and given back. */
  kind: z.enum(['original', 'copy', 'shown']),
  count: z.number().int().min(1),
  verified: z.boolean(),
});
export type DocumentRequirement = z.infer<typeof documentRequirementSchema>;

/** A version of an administrative procedure. A dossier keeps the version in force when it was received. */
export const procedureSchema = z.strictObject({
  /** National code, e.g. `1.001612`. */
  code: z.string().min(1),
  version: z.number().int().min(1),
  nameVi: z.string().min(1),
  nameEn: z.string(),
  fieldCode: z.string().min(1),
  authority: z.string(),
  deadline: deadlineRuleSchema,
  fees: z.array(feeRuleSchema),
  documents: z.array(documentRequirementSchema),
  effectiveFrom: z.iso.date(),
  /** First day on which it can no longer be received. */
  withdrawnFrom: z.iso.date().nullable(),
  /** Why it was withdrawn, as the portal says it, and the codes of what is to be used instead; absent while unknown. */
  withdrawal: z.strictObject({ reason: z.string(), replacedBy: z.array(z.string().min(1)) }).optional(),
  /** What of it was seen in a public source. */
  verified: z.strictObject({
    code: z.enum(['yes', 'weak', 'no']),
    name: z.boolean(),
    deadline: z.boolean(),
    fee: z.boolean(),
    authority: z.boolean(),
  }),
  source: z.string(),
});
export type Procedure = z.infer<typeof procedureSchema>;

export const fieldSchema = z.strictObject({ code: z.string(), nameVi: z.string(), nameEn: z.string() });
export type Field = z.infer<typeof fieldSchema>;

/** Another office in the system, or a side that signs on paper (`onPaper`). */
export const handoverPlaceSchema = z.strictObject({
  id: z.string().min(1).max(40),
  nameVi: z.string().min(1).max(200),
  onPaper: z.boolean(),
  /** What goes there: dossiers to be decided, or results back to where they were received. */
  sends: z.enum(['dossiers', 'results']),
});
export type HandoverPlace = z.infer<typeof handoverPlaceSchema>;

export const officeSchema = z.strictObject({
  id: z.string().min(1),
  nameVi: z.string(),
  /** Ward or commune the office stands in, for the place on its papers. */
  place: z.string(),
  /** Unit identifier in dossier codes; configuration of the office. */
  unit: z.string(),
  /** Last hand-out of results, `HH:MM`; `closesAtVerified` is false when the office has not given it. */
  closesAt: timeOfDay,
  closesAtVerified: z.boolean(),
  /** Where fees paid by transfer go; absent while none is known. */
  bankAccount: bankAccountSchema.optional(),
  /** What its receipts are made out under; absent while none is known. */
  taxCode: z.strictObject({ code: z.string().regex(/^\d{10}(-\d{3})?$/u), verified: z.boolean() }).optional(),
  /** Where its citizens file online themselves; absent while none is known. */
  citizenPortal: z.strictObject({ address: z.url(), verified: z.boolean() }).optional(),
  /** Where its dossiers and results go, in batches only; absent where an office forwards dossier by dossier. */
  handsOverTo: z.array(handoverPlaceSchema).optional(),
});
export type Office = z.infer<typeof officeSchema>;

export const wardSchema = z.strictObject({
  name: z.string(),
  province: z.string(),
  verified: z.boolean(),
  formerly: z.array(z.string()),
  /** The district it lay in before the reform of 1 July 2025, which ended districts. */
  formerDistrict: z.string().optional(),
});
export type Ward = z.infer<typeof wardSchema>;

/** All reference data a counter works from; comes from the portal, whole or as what changed (`catalogue-patch.ts`). */
export const catalogueSchema = z.strictObject({
  version: z.number().int().min(1),
  /** True for data that is not official: shown as "DỮ LIỆU MẪU" wherever it appears. */
  sample: z.boolean(),
  source: z.string(),
  fields: z.array(fieldSchema),
  procedures: z.array(procedureSchema),
  calendar: calendarSchema,
  offices: z.array(officeSchema),
  /** What each office may do, by procedure and day; absent in catalogues from before it was stated. */
  capabilities: z.array(capabilitySchema).optional(),
  wards: z.array(wardSchema),
  /** Tariffs for sending results home; absent where none is known. */
  postage: z.array(postageTariffSchema).optional(),
  /** How long post offices keep personal data; nothing is erased where no rule is known. */
  retention: retentionSchema.optional(),
  /** The shares offices are to reach; absent where none is set. */
  targets: z.array(targetSchema).optional(),
});
export type Catalogue = z.infer<typeof catalogueSchema>;

/** Whether a procedure may be received on a day (`YYYY-MM-DD`). */
export function isInForce(procedure: Procedure, day: string): boolean {
  return (
    procedure.effectiveFrom <= day && (procedure.withdrawnFrom === null || day < procedure.withdrawnFrom)
  );
}

/** The version of a procedure that counts on a day (`YYYY-MM-DD`): the one in force, else the latest; null if unknown. */
export function procedureOn(
  catalogue: Pick<Catalogue, 'procedures'>,
  code: string,
  day: string,
): Procedure | null {
  return newestInForce(
    catalogue.procedures.filter((each) => each.code === code),
    day,
  );
}

/** Of versions of one procedure, the one that counts on a day (`YYYY-MM-DD`), as `procedureOn` finds it. */
export function newestInForce(versions: readonly Procedure[], day: string): Procedure | null {
  const newestFirst = versions.toSorted((a, b) => b.version - a.version);
  return newestFirst.find((each) => isInForce(each, day)) ?? newestFirst[0] ?? null;
}
