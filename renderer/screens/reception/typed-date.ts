import { normaliseLine } from '../../../shared/domain/text.ts';

/**
 * `YYYY-MM-DD` from a date as people type it (`17/5/1990`, `17.05.1990`, `17051990`). Anything else comes back as it is,
 * to be refused as a date where dates are checked.
 */
export function toIsoDate(typed: string): string {
  const text = normaliseLine(typed);
  const match = /^(\d{1,2})[\s/.-]+(\d{1,2})[\s/.-]+(\d{4})$/u.exec(text) ?? /^(\d{2})(\d{2})(\d{4})$/u.exec(text);
  const [, day, month, year] = match ?? [];
  if (day === undefined || month === undefined || year === undefined) return text;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** `dd/mm/yyyy` of a typed date that could be read, else the text itself. */
export function tidyDate(typed: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(toIsoDate(typed));
  return match ? `${match[3] ?? ''}/${match[2] ?? ''}/${match[1] ?? ''}` : normaliseLine(typed);
}
