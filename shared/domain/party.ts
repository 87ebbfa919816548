import { z } from 'zod';
import { appError, isErrorCode, type AppError } from '../errors.ts';
import { normaliseLine } from './text.ts';
import { isCalendarDate } from './calendar.ts';
import { isTaxCode, readCitizenId } from './citizen-id.ts';

export const NAME_LIMIT = 200;
export const LINE_LIMIT = 300;

/** A required line of text, normalised; the issue messages are error codes. */
export const line = (limit: number) =>
  z.string().transform(normaliseLine).pipe(z.string().min(1, 'field-required').max(limit, 'field-too-long'));
/** An optional line: empty text is `null`. */
export const optionalLine = (limit: number) =>
  z.string().nullable().transform((text) => (text === null ? null : normaliseLine(text) || null)).pipe(z.string().max(limit, 'field-too-long').nullable());

// As papers print them: Latin letters with their marks, apostrophe, hyphen, dot, space.
const personName = line(NAME_LIMIT).refine((name) => /^[\p{Script=Latin}\p{M}'’.\- ]+$/u.test(name), 'name-characters');
const organisationName = line(NAME_LIMIT).refine((name) => !/\p{Extended_Pictographic}/u.test(name.replace(/[\d#*©®™]/gu, '')), 'name-characters');

/** Digits, spaces, dots and hyphens as people write them; kept as digits with an optional leading +. */
export const phoneSchema = z
  .string()
  .transform((text) => normaliseLine(text).replace(/[\s.\-()]/gu, '').replace(/^\+84/u, '0'))
  .pipe(z.string().min(1, 'field-required').regex(/^(0\d{9,10}|\+\d{8,15})$/u, 'phone-invalid'));

const emailSchema = optionalLine(LINE_LIMIT).refine((text) => text === null || /^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(text), 'email-invalid');

export const addressSchema = z.strictObject({
  /** House, street, hamlet. */
  street: line(LINE_LIMIT),
  /** Ward or commune (phường, xã). */
  ward: line(100),
  province: line(100),
});
export type Address = z.infer<typeof addressSchema>;

/** Where the result goes. */
export const deliverySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('counter') }),
  z.strictObject({ kind: z.literal('home'), address: addressSchema }),
  z.strictObject({ kind: z.literal('online') }),
]);
export type Delivery = z.infer<typeof deliverySchema>;

const digits = (text: string) => normaliseLine(text).replace(/\s/gu, '');
export const identitySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('citizen-id'), number: z.string().transform(digits).pipe(z.string().min(1, 'field-required').regex(/^\d{12}$/u, 'identity-length')) }),
  z.strictObject({ kind: z.literal('old-id'), number: z.string().transform(digits).pipe(z.string().min(1, 'field-required').regex(/^\d{9}$/u, 'identity-length')) }),
  z.strictObject({ kind: z.literal('passport'), number: z.string().transform((t) => digits(t).toUpperCase()).pipe(z.string().min(1, 'field-required').regex(/^[A-Z0-9]{5,15}$/u, 'passport-format')) }),
]);
export type Identity = z.infer<typeof identitySchema>;

const isoDate = z.string().refine(isCalendarDate, 'date-invalid');

export const personSchema = z.strictObject({
  kind: z.literal('person'),
  name: personName,
  identity: identitySchema,
  birthDate: isoDate.nullable(),
  phone: phoneSchema,
  email: emailSchema,
  address: addressSchema.nullable(),
});
export const organisationSchema = z.strictObject({
  kind: z.literal('organisation'),
  name: organisationName,
  taxCode: z.string().transform(digits).pipe(z.string().min(1, 'field-required').refine(isTaxCode, 'tax-code-invalid')),
  phone: phoneSchema,
  email: emailSchema,
  address: addressSchema.nullable(),
});
/** The owner of a dossier (chủ hồ sơ). */
export const partySchema = z.discriminatedUnion('kind', [personSchema, organisationSchema]);
export type Party = z.infer<typeof partySchema>;

/** Who hands the dossier in for someone else (người nộp thay), with the ground for it. */
export const representativeSchema = z.strictObject({
  name: personName,
  identity: identitySchema,
  phone: phoneSchema,
  /** e.g. a power of attorney's number and date. */
  authority: line(LINE_LIMIT),
});
export type Representative = z.infer<typeof representativeSchema>;

/**
 * Checks between fields that a schema of one field cannot make: birth year and identity number, dates ahead of today.
 * `today` is `YYYY-MM-DD` at the counter. Gives the errors with their field paths, e.g. `applicant.identity.number`.
 */
export function checkIdentity(identity: Identity, birthDate: string | null, today: string, path: string): readonly AppError[] {
  const errors: AppError[] = [];
  if (birthDate !== null && birthDate > today) errors.push(appError('date-future', {}, `${path}.birthDate`));
  if (identity.kind !== 'citizen-id') return errors;
  const facts = readCitizenId(identity.number, Number(today.slice(0, 4)));
  if (!facts.ok) errors.push({ ...facts.error, field: `${path}.identity.number` });
  else if (birthDate !== null && Number(birthDate.slice(0, 4)) !== facts.value.birthYear)
    errors.push(appError('identity-disagrees', { year: facts.value.birthYear }, `${path}.birthDate`));
  return errors;
}

/** zod issues as error values: the message of each of our schemas is an error code. */
export function issuesToErrors(issues: readonly z.core.$ZodIssue[], prefix = ''): readonly AppError[] {
  return issues.map((issue) => {
    const field = [prefix, ...issue.path.map(String)].filter((part) => part !== '').join('.');
    const code = isErrorCode(issue.message) ? issue.message : 'field-required';
    const limit = issue.code === 'too_big' ? { limit: Number(issue.maximum) } : undefined;
    return appError(code, limit, field);
  });
}
