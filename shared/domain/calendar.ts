import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

/** A day that differs from the weekly rule: a holiday, a day off in lieu, or a Saturday worked instead. */
export const calendarDaySchema = z.strictObject({
  date: z.iso.date(),
  works: z.boolean(),
  nameVi: z.string(),
  nameEn: z.string(),
  kind: z.string(),
  /** Seen in a public source; shown as unverified otherwise. */
  verified: z.boolean(),
  source: z.string(),
  /** Stored but not applied when false. */
  enabled: z.boolean(),
});

/** The working calendar of a body, as data by year. Days outside `from`…`until` are not known. */
export const calendarSchema = z.strictObject({
  version: z.string(),
  from: z.iso.date(),
  until: z.iso.date(),
  /** ISO weekdays without work: 6 Saturday, 7 Sunday. */
  weekend: z.array(z.number().int().min(1).max(7)).max(6),
  days: z.array(calendarDaySchema),
});
export type WorkingCalendar = z.infer<typeof calendarSchema>;

/** Whether `YYYY-MM-DD` is a day that exists. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}

// Calendars are replaced, never changed, so the days of one can be indexed once.
const indexes = new WeakMap<WorkingCalendar['days'], ReadonlyMap<string, boolean>>();

function announcedDays(calendar: WorkingCalendar): ReadonlyMap<string, boolean> {
  const known = indexes.get(calendar.days);
  if (known) return known;
  const index = new Map<string, boolean>();
  for (const { date, works, enabled } of calendar.days)
    if (enabled && !index.has(date)) index.set(date, works);
  indexes.set(calendar.days, index);
  return index;
}

/** Whether offices work on a date (`YYYY-MM-DD`): an announced day decides, else the weekly rule. */
export function isWorkingDay(calendar: WorkingCalendar, date: string): boolean {
  return (
    announcedDays(calendar).get(date) ?? !calendar.weekend.includes(Temporal.PlainDate.from(date).dayOfWeek)
  );
}

/** The first working day on or after a date. */
export function firstWorkingDay(calendar: WorkingCalendar, date: string): string {
  let day = Temporal.PlainDate.from(date);
  while (!isWorkingDay(calendar, day.toString())) day = day.add({ days: 1 });
  return day.toString();
}

/** How many working days lie after a date, up to and including another. */
export function workingDaysAfter(calendar: WorkingCalendar, date: string, until: string): number {
  let count = 0;
  for (let day = Temporal.PlainDate.from(date); day.toString() < until;) {
    day = day.add({ days: 1 });
    if (isWorkingDay(calendar, day.toString())) count += 1;
  }
  return count;
}

/** The date `count` working days after a date, not counting the date itself. */
export function addWorkingDays(calendar: WorkingCalendar, date: string, count: number): string {
  let day = Temporal.PlainDate.from(date);
  for (let left = count; left > 0;) {
    day = day.add({ days: 1 });
    if (isWorkingDay(calendar, day.toString())) left -= 1;
  }
  return day.toString();
}
