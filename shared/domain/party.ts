import { z } from 'zod';
import { appError, isErrorCode, type AppError, type AppErrorCode } from '../errors.ts';
import { isCalendarDate } from './calendar.ts';
import { isTaxCode, readCitizenId, type CitizenIdFacts } from './citizen-id.ts';
import { compactCode, normaliseLine } from './text.ts';

export const NAME_LIMIT = 200;
export const LINE_LIMIT = 300;

/** A required line of text, normalised; the issue messages are error codes. */
export const line = (limit: number) =>
  z.string().transform(normaliseLine).pipe(z.string().min(1, 'field-required').max(limit, 'field-too-long'));
/** An optional line: empty text is `null`. */
export const optionalLine = (limit: number) =>
  z
    .string()
    .nullable()
    .transform((text) => (text === null ? null : normaliseLine(text) || null))
    .pipe(z.string().max(limit, 'field-too-long').nullable());

// As papers print them: Latin letters (not full-width ones) with at most two marks that no letter includes, apostrophe,
// hyphen, dot, space. No two branches begin alike, so that a long text is refused in one pass.
const PERSON_NAME = /^(?:(?:(?![ªº\uFF21-\uFF5A])(?=\p{Script=Latin})\p{L})\p{M}{0,2}|['‘’.\- ])+$/u;
const NOT_IN_NAMES =
  /[\p{Emoji_Modifier}\p{Regional_Indicator}\u20E3\p{Co}]|(?![©®™])\p{Extended_Pictographic}|^\p{M}/u;
const isPersonName = (name: string) => /\p{L}/u.test(name) && PERSON_NAME.test(name);
const isOrganisationName = (name: string) => /[\p{L}\p{N}]/u.test(name) && !NOT_IN_NAMES.test(name);
const personName = line(NAME_LIMIT).refine(isPersonName, 'name-characters');
const organisationName = line(NAME_LIMIT).refine(isOrganisationName, 'name-characters');

/**
 * Digits, spaces, dots, hyphens and brackets as people write them; kept as digits, Vietnamese numbers with their leading
 * 0 (`+84 (0)912…` too), others with +.
 */
export const phoneSchema = z
  .string()
  .transform((text) =>
    compactCode(text)
      .replace(/[()]/gu, '')
      .replace(/^\+840?/u, '0'),
  )
  .pipe(
    z
      .string()
      .min(1, 'field-required')
      .regex(/^(0[1-9]\d{8,9}|\+[1-9]\d{7,14})$/u, 'phone-invalid'),
  );

// The parts of the domain exclude the dot, so that a long text is refused in one pass.
const EMAIL = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/u;
const emailSchema = optionalLine(LINE_LIMIT).refine(
  (text) => text === null || EMAIL.test(text),
  'email-invalid',
);

export const addressSchema = z.strictObject(
  {
    /** House, street, hamlet. */
    street: line(LINE_LIMIT),
    /** Ward or commune (phường, xã). */
    ward: line(100),
    province: line(100),
    /** The ward (and district) as it was called before the reform of 1 July 2025, where people still say it. */
    formerly: line(200).exactOptional(),
  },
  'address-required',
);
export type Address = z.infer<typeof addressSchema>;

/** Where the result goes. */
export const deliverySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('counter') }),
  z.strictObject({ kind: z.literal('home'), address: addressSchema }),
  z.strictObject({ kind: z.literal('online') }),
]);
export type Delivery = z.infer<typeof deliverySchema>;

const upperCode = (text: string) => compactCode(text).toUpperCase();
/** A required identity number of a given form, without the spaces, dots and hyphens it was typed with. */
export const identityNumber = (form: RegExp, code: AppErrorCode) =>
  z.string().transform(upperCode).pipe(z.string().min(1, 'field-required').regex(form, code));
export const identitySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('citizen-id'), number: identityNumber(/^\d{12}$/u, 'identity-length') }),
  z.strictObject({ kind: z.literal('old-id'), number: identityNumber(/^\d{9}$/u, 'identity-length') }),
  z.strictObject({
    kind: z.literal('passport'),
    number: identityNumber(/^[A-Z0-9]{5,15}$/u, 'passport-format'),
  }),
]);
export type Identity = z.infer<typeof identitySchema>;

/** A day someone alive can have been born on or after. */
const EARLIEST_BIRTH = '1900-01-01';
const birthDate = z.string().refine((text) => isCalendarDate(text) && text >= EARLIEST_BIRTH, 'date-invalid');

/** Ten digits, or thirteen written with a hyphen before the branch: `0100109106-001`. */
const taxCode = z
  .string()
  .transform((text) => compactCode(text).replace(/^(\d{10})(\d{3})$/u, '$1-$2'))
  .pipe(z.string().min(1, 'field-required').refine(isTaxCode, 'tax-code-invalid'));

export const personSchema = z.strictObject({
  kind: z.literal('person'),
  name: personName,
  identity: identitySchema,
  birthDate: birthDate.nullable(),
  phone: phoneSchema,
  email: emailSchema,
  address: addressSchema.nullable(),
});
export const organisationSchema = z.strictObject({
  kind: z.literal('organisation'),
  name: organisationName,
  taxCode,
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

/** What an identity number can contradict: such numbers exist, so a clerk who saw the papers may keep both. */
export const identityDoubtSchema = z.enum(['birth-year', 'sex']);
export type IdentityDoubt = z.infer<typeof identityDoubtSchema>;

const DOUBT_OF: Partial<Record<AppErrorCode, IdentityDoubt>> = {
  'identity-disagrees': 'birth-year',
  'identity-sex-disagrees': 'sex',
};
/** The doubt an error states, if a clerk may keep what it is about; null for every other error. */
export function doubtOf({ code }: Pick<AppError, 'code'>): IdentityDoubt | null {
  return DOUBT_OF[code] ?? null;
}

/**
 * Checks between fields that a schema of one field cannot make: birth year and identity number, dates ahead of today.
 * `today` is `YYYY-MM-DD` at the counter; `sex` is what the person's card said, where one was scanned. What the number
 * contradicts is an error too, unless a clerk `confirmed` it. Gives the errors with their field paths, e.g.
 * `applicant.identity.number`.
 */
export function checkIdentity(
  identity: Identity,
  birthDate: string | null,
  today: string,
  path: string,
  { sex = null, confirmed = [] }: IdentityKnowledge = {},
): readonly AppError[] {
  const errors: AppError[] = [];
  const future = birthDate !== null && birthDate > today;
  if (future) errors.push(appError('date-future', {}, `${path}.birthDate`));
  if (identity.kind !== 'citizen-id') return errors;
  const facts = readCitizenId(identity.number, Number(today.slice(0, 4)));
  if (!facts.ok) return [...errors, { ...facts.error, field: `${path}.identity.number` }];
  if (sex !== null && sex !== facts.value.sex)
    errors.push(appError('identity-sex-disagrees', {}, `${path}.identity.number`));
  if (birthDate !== null && !future && Number(birthDate.slice(0, 4)) !== facts.value.birthYear)
    errors.push(appError('identity-disagrees', { year: facts.value.birthYear }, `${path}.birthDate`));
  return errors.filter((error) => {
    const doubt = doubtOf(error);
    return doubt === null || !confirmed.includes(doubt);
  });
}

interface IdentityKnowledge {
  readonly sex?: CitizenIdFacts['sex'] | null;
  readonly confirmed?: readonly IdentityDoubt[];
}

/** `checkIdentity` of everybody a reception names; what is known beside the entry is known of the applicant. */
export function checkPeople(
  {
    applicant,
    representative,
  }: { readonly applicant: Party; readonly representative: Representative | null },
  today: string,
  known: IdentityKnowledge,
): readonly AppError[] {
  return [
    ...(applicant.kind === 'person'
      ? checkIdentity(applicant.identity, applicant.birthDate, today, 'applicant', known)
      : []),
    ...(representative ? checkIdentity(representative.identity, null, today, 'representative') : []),
  ];
}

/** zod issues as error values, the first of each field: the message of each of our schemas is an error code. */
export function issuesToErrors(issues: readonly z.core.$ZodIssue[], prefix = ''): readonly AppError[] {
  const errors = new Map<string, AppError>();
  for (const issue of issues) {
    const field = [prefix, ...issue.path.map(String)].filter((part) => part !== '').join('.');
    const code = isErrorCode(issue.message) ? issue.message : 'field-required';
    const limit = issue.code === 'too_big' ? { limit: Number(issue.maximum) } : undefined;
    if (!errors.has(field)) errors.set(field, appError(code, limit, field));
  }
  return [...errors.values()];
}

/** The errors of what was parsed; none when all is well. */
export function issuesOf(parsed: z.ZodSafeParseResult<unknown>, prefix = ''): readonly AppError[] {
  return parsed.success ? [] : issuesToErrors(parsed.error.issues, prefix);
}
