import { z } from 'zod';
import { addressSchema, deliverySchema, line, optionalLine, personSchema, phoneSchema } from '../party.ts';
import { normaliseLines } from '../text.ts';

/** The fields a clerk may correct after reception, with what they may become. A correction never hides the old value. */
export const CORRECTABLE = {
  'applicant.name': line(200),
  'applicant.identity.number': z.string().regex(/^[A-Z0-9]{5,15}$/u, 'identity-length'),
  'applicant.taxCode': z.string().regex(/^\d{10}(-?\d{3})?$/u, 'tax-code-invalid'),
  'applicant.birthDate': personSchema.shape.birthDate,
  'applicant.phone': phoneSchema,
  'applicant.email': optionalLine(300),
  'applicant.address': addressSchema.nullable(),
  delivery: deliverySchema,
  note: z.string().transform(normaliseLines).pipe(z.string().max(1000, 'field-too-long')),
  /** A new appointment: needs a ground and an approver. */
  dueAt: z.iso.datetime('date-invalid'),
} as const;

export type CorrectableField = keyof typeof CORRECTABLE;
export const CORRECTABLE_FIELDS = Object.keys(CORRECTABLE) as readonly CorrectableField[];
/** Fields that stand on form 01: correcting one makes the printed receipt out of date. */
export const PRINTED_FIELDS: ReadonlySet<CorrectableField> = new Set(
  CORRECTABLE_FIELDS.filter((field) => field !== 'applicant.birthDate' && field !== 'note'),
);

export const correctedSchema = z.strictObject({
  field: z.enum(CORRECTABLE_FIELDS as readonly [CorrectableField, ...CorrectableField[]]),
  from: z.json(),
  to: z.json(),
  reason: z.string().transform(normaliseLines).pipe(z.string().min(1, 'reason-required').max(500, 'field-too-long')),
  approver: optionalLine(200),
});
export type Correction = z.infer<typeof correctedSchema>;
