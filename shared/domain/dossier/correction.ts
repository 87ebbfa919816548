import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { jsonSchema } from '../json.ts';
import {
  addressSchema,
  deliverySchema,
  identityNumber,
  line,
  optionalLine,
  organisationSchema,
  personSchema,
  phoneSchema,
} from '../party.ts';
import { normaliseLines } from '../text.ts';

/** The fields a clerk may correct after reception, with what they may become. A correction never hides the old value. */
export const CORRECTABLE = {
  // Which characters and digits are right depends on the applicant: `decide` checks the whole party after the change.
  'applicant.name': line(200),
  'applicant.identity.number': identityNumber(/^[A-Z0-9]{5,15}$/u, 'identity-length'),
  'applicant.taxCode': organisationSchema.shape.taxCode,
  'applicant.birthDate': personSchema.shape.birthDate,
  'applicant.phone': phoneSchema,
  'applicant.email': personSchema.shape.email,
  'applicant.address': addressSchema.nullable(),
  delivery: deliverySchema,
  note: z.string().transform(normaliseLines).pipe(z.string().max(1000, 'field-too-long')),
  /** A new appointment: needs a ground and an approver. */
  dueAt: z.iso
    .datetime('date-invalid')
    .transform((text) => Temporal.Instant.from(text).toString({ smallestUnit: 'millisecond' })),
} as const;

export type CorrectableField = keyof typeof CORRECTABLE;
export const CORRECTABLE_FIELDS = Object.keys(CORRECTABLE) as readonly CorrectableField[];
/** Fields that stand on form 01: correcting one makes the printed receipt out of date. */
export const PRINTED_FIELDS: ReadonlySet<CorrectableField> = new Set(
  CORRECTABLE_FIELDS.filter((field) => field !== 'applicant.birthDate' && field !== 'note'),
);

/** A correction whose new value is one its field can have, whoever sends it. */
export const correctedSchema = z
  .strictObject({
    field: z.enum(CORRECTABLE_FIELDS as readonly [CorrectableField, ...CorrectableField[]]),
    from: jsonSchema,
    to: jsonSchema,
    reason: z
      .string()
      .transform(normaliseLines)
      .pipe(z.string().min(1, 'reason-required').max(500, 'field-too-long')),
    approver: optionalLine(200),
  })
  .refine(({ field, approver }) => field !== 'dueAt' || approver !== null, {
    message: 'approver-required',
    path: ['approver'],
  })
  .transform((correction, context) => {
    const to = CORRECTABLE[correction.field].safeParse(correction.to);
    if (to.success) return { ...correction, to: to.data as z.infer<typeof jsonSchema> };
    for (const { message, path } of to.error.issues)
      context.addIssue({ code: 'custom', message, path: ['to', ...path] });
    return z.NEVER;
  });
export type Correction = z.infer<typeof correctedSchema>;
