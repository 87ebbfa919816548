import { normaliseLine } from '../../../shared/domain/text.ts';
import { formatDay, readDay } from '../../i18n/when.ts';

/** `YYYY-MM-DD` of a date as typed; what is no date comes back as it is, to be refused where dates are checked. */
export function toIsoDate(typed: string): string {
  const text = normaliseLine(typed);
  return readDay(text) ?? text;
}

/** `dd/mm/yyyy` of a typed date that could be read, else the text itself. */
export function tidyDate(typed: string): string {
  const day = readDay(normaliseLine(typed));
  return day === null ? normaliseLine(typed) : formatDay(day);
}
