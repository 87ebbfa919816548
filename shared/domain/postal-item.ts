import { z } from 'zod';
import { compactCode } from './text.ts';

const WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7] as const;

/** The check digit of eight digits (UPU standard S10): 11 − the weighted sum mod 11, with 10 as 0 and 11 as 5. */
export function postalCheckDigit(serial: string): number {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(serial[i]), 0);
  const check = 11 - (sum % 11);
  return check === 10 ? 0 : check === 11 ? 5 : check;
}

function isPostalItem(code: string): boolean {
  const [, serial, check] = /^[A-Z]{2}(\d{8})(\d)[A-Z]{2}$/u.exec(code) ?? [];
  return serial !== undefined && postalCheckDigit(serial) === Number(check);
}

/** An identifier of a postal item (UPU S10), e.g. `RA473124829VN`; spaces and small letters are put right. */
export const postalItemSchema = z
  .string()
  .transform((text) => compactCode(text).toUpperCase())
  .pipe(z.string().min(1, 'field-required').refine(isPostalItem, 'postal-item-invalid'));
