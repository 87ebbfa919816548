import { z } from 'zod';
import { appError, type AppError } from '../errors.ts';
import { compactCode } from './text.ts';

const WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7] as const;
const LENGTH = 13;
/** Place of the check digit, counted from 1. */
const CHECK_PLACE = 11;

/** The check digit of eight digits (UPU standard S10): 11 − the weighted sum mod 11, with 10 as 0 and 11 as 5. */
export function postalCheckDigit(serial: string): number {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(serial[i]), 0);
  const check = 11 - (sum % 11);
  return check === 10 ? 0 : check === 11 ? 5 : check;
}

/** An identifier as typed or scanned, without what people put between its parts. */
function tidied(text: string): string {
  return compactCode(text).toUpperCase();
}

/**
 * What is wrong with an identifier of a postal item (UPU S10: two letters, eight digits, a check digit, two letters of the
 * country), at the first place that is: `at` counts from 1, as a person reading the label counts. Null when nothing is.
 */
export function postalItemFault(text: string, field?: string): AppError | null {
  const code = tidied(text);
  if (code === '') return appError('field-required', undefined, field);
  const at = Array.from(code).findIndex((sign, i) => !(isLetterPlace(i) ? /[A-Z]/u : /\d/u).test(sign)) + 1;
  if (code.length !== LENGTH) return appError('postal-item-length', { length: code.length }, field);
  if (at > 0)
    return appError(isLetterPlace(at - 1) ? 'postal-item-letter' : 'postal-item-digit', { at }, field);
  const digit = Number(code[CHECK_PLACE - 1]);
  const right = postalCheckDigit(code.slice(2, 10));
  if (digit === right) return null;
  return appError('postal-item-check', { at: CHECK_PLACE, digit, right, serial: code.slice(2, 10) }, field);
}

function isLetterPlace(i: number): boolean {
  return i < 2 || i > 10;
}

/** An identifier of a postal item (UPU S10), e.g. `RA473124829VN`; spaces and small letters are put right. */
export const postalItemSchema = z
  .string()
  .transform(tidied)
  .pipe(
    z
      .string()
      .min(1, 'field-required')
      .refine((code) => postalItemFault(code) === null, 'postal-item-invalid'),
  );

/** How many labels a roll can have: more is a typing error. */
const ROLL_LIMIT = 10_000;

/** A roll of labels a counter was given: the first and the last identifier on it, letters and country alike. */
export const postalRollSchema = z.strictObject({ first: postalItemSchema, last: postalItemSchema });
export type PostalRoll = z.infer<typeof postalRollSchema>;

const serialOf = (item: string) => Number(item.slice(2, 10));
const kindOf = (item: string) => item.slice(0, 2) + item.slice(11);

/** What is wrong with a roll as typed, each error at its end of it (`first`, `last`). */
export function postalRollFaults({ first, last }: PostalRoll, path = 'roll'): readonly AppError[] {
  const ends = [postalItemFault(first, `${path}.first`), postalItemFault(last, `${path}.last`)];
  const faults = ends.filter((fault) => fault !== null);
  if (faults.length > 0) return faults;
  const [from, until] = [tidied(first), tidied(last)];
  if (kindOf(from) !== kindOf(until)) return [appError('postal-roll-mixed', {}, `${path}.last`)];
  const size = serialOf(until) - serialOf(from) + 1;
  if (size < 1) return [appError('postal-roll-backwards', {}, `${path}.last`)];
  return size > ROLL_LIMIT ? [appError('postal-roll-long', { limit: ROLL_LIMIT }, `${path}.last`)] : [];
}

/** Whether an identifier (as `postalItemSchema` gives it) is one of a roll's. */
export function isOfRoll({ first, last }: PostalRoll, item: string): boolean {
  return (
    kindOf(item) === kindOf(first) && serialOf(first) <= serialOf(item) && serialOf(item) <= serialOf(last)
  );
}

/**
 * The next identifiers of a roll, in order, after those used already: labels come off it one after the other, so what
 * lies before the last used one was used, spoilt or passed over. Fewer than `count` when the roll comes to its end.
 */
export function nextOfRoll(roll: PostalRoll, used: readonly string[], count: number): readonly string[] {
  const last = used
    .filter((item) => isOfRoll(roll, item))
    .reduce((highest, item) => Math.max(highest, serialOf(item)), serialOf(roll.first) - 1);
  const left = Math.max(0, Math.min(count, serialOf(roll.last) - last));
  return Array.from({ length: left }, (_, i) => itemOf(roll, last + 1 + i));
}

function itemOf({ first }: PostalRoll, serial: number): string {
  const digits = String(serial).padStart(8, '0');
  return `${first.slice(0, 2)}${digits}${String(postalCheckDigit(digits))}${first.slice(11)}`;
}

/** An identifier as labels print it for people, e.g. `RA 473 124 829 VN`. */
export function formatPostalItem(item: string): string {
  return [item.slice(0, 2), item.slice(2, 5), item.slice(5, 8), item.slice(8, 11), item.slice(11)].join(' ');
}
