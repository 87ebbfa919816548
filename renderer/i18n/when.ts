import { instantAt, zoned } from '../../shared/clock.ts';

/** `full` 08:42 T4 17/08/2022 · `date` T4 17/08/2022 · `short` 17/08/2022 · `time` 08:42 */
export type WhenStyle = 'full' | 'date' | 'short' | 'time';

// Monday first, as Temporal counts.
const WEEKDAYS: Readonly<Record<string, readonly string[]>> = {
  vi: ['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  fr: ['lun.', 'mar.', 'mer.', 'jeu.', 'ven.', 'sam.', 'dim.'],
};

const two = (value: number) => String(value).padStart(2, '0');

/** A UTC instant in words of the counter's clock, whatever the PC's own settings. */
export function formatWhen(instant: string, style: WhenStyle, language: string): string {
  const at = zoned(instant);
  const time = `${two(at.hour)}:${two(at.minute)}`;
  const short = `${two(at.day)}/${two(at.month)}/${at.year}`;
  const weekday = (WEEKDAYS[language] ?? WEEKDAYS['vi'])?.[at.dayOfWeek - 1] ?? '';
  if (style === 'time') return time;
  if (style === 'short') return short;
  return style === 'date' ? `${weekday} ${short}` : `${time} ${weekday} ${short}`;
}

/** A calendar date (`YYYY-MM-DD`) as people write it: `17/08/2022`. */
export function formatDay(day: string): string {
  return day.split('-').reverse().join('/');
}

/** A calendar date with its weekday, e.g. `T4 17/08/2022`. */
export function formatDayLong(day: string, language: string): string {
  return formatWhen(`${day}T05:00:00Z`, 'date', language);
}

/** Reads a date as a clerk types it (`17/8/2022`, `17-08-2022`, `17082022`): `YYYY-MM-DD`, or null if it is none. */
export function readDay(text: string): string | null {
  const match =
    /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/u.exec(text.trim()) ??
    /^(\d{2})(\d{2})(\d{4})$/u.exec(text.trim());
  const [, day, month, year] = match ?? [];
  if (day === undefined || month === undefined || year === undefined) return null;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const real = date.getUTCDate() === Number(day) && date.getUTCMonth() === Number(month) - 1;
  return real ? date.toISOString().slice(0, 10) : null;
}

/** The calendar date (`YYYY-MM-DD`) a number of days later, or earlier when negative. */
export function moveDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** What a field for date and time holds of a UTC instant: `YYYY-MM-DDTHH:MM` at the counter. */
export function typedTime(instant: string): string {
  return zoned(instant).toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/** The UTC instant such a field means; what is no such time is given back, to be refused. */
export function readTyped(text: string): string {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})$/u.exec(text) ?? [];
  return day === undefined || time === undefined ? text : instantAt(day, time);
}
