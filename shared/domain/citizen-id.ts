import { appError } from '../errors.ts';
import { fail, ok, type Result } from '../result.ts';

/** What a 12-digit citizen identity number says about its holder. */
export interface CitizenIdFacts {
  readonly province: string;
  readonly sex: 'male' | 'female';
  readonly birthYear: number;
}

// Province codes in use run to 096 (Cà Mau) before the 2025 mergers; 000 and above 96 for people born abroad are
// not published in one place, so only the shape is refused.
const CENTURIES = [1900, 2000, 2100, 2200, 2300] as const;

/**
 * Reads a citizen identity number (12 digits: 3 place of birth registration, 1 century and sex, 2 birth year,
 * 6 serial; Decree 137/2015, Circular 59/2021). `year` is the current year at the counter.
 * Errors: `identity-length`, `identity-province`, `identity-birth-year-future`.
 */
export function readCitizenId(number: string, year: number): Result<CitizenIdFacts> {
  if (!/^\d{12}$/u.test(number)) return fail(appError('identity-length'));
  const province = number.slice(0, 3);
  if (province === '000') return fail(appError('identity-province', { province }));
  const centurySex = Number(number[3]);
  const birthYear = (CENTURIES[Math.floor(centurySex / 2)] ?? 1900) + Number(number.slice(4, 6));
  if (birthYear > year) return fail(appError('identity-birth-year-future', { year: birthYear }));
  return ok({ province, sex: centurySex % 2 === 0 ? 'male' : 'female', birthYear });
}

/** The check of a tax code's first ten digits (weights 31 29 23 19 17 13 7 5 3; 10 − sum mod 11). */
export function isTaxCode(code: string): boolean {
  const match = /^(\d{10})(?:-?(\d{3}))?$/u.exec(code);
  const digits = match?.[1];
  if (digits === undefined) return false;
  const weights = [31, 29, 23, 19, 17, 13, 7, 5, 3];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return 10 - (sum % 11) === Number(digits[9]);
}
