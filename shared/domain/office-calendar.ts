import { z } from 'zod';
import { calendarSchema, isWorkingDay, type WorkingCalendar } from './calendar.ts';

/**
 * A working calendar a supervisor imported at a counter. It stands in for the one of the portal's catalogue it was imported
 * over, and gives way as soon as the portal publishes another.
 */
export const officeCalendarSchema = z.strictObject({
  calendar: calendarSchema,
  /** Version of the published calendar it stands in for. */
  replaces: z.string(),
  /** Name of the file it came from. */
  file: z.string().max(300),
  by: z.strictObject({ id: z.string(), name: z.string() }),
  /** UTC instant. */
  at: z.iso.datetime(),
});
export type OfficeCalendar = z.infer<typeof officeCalendarSchema>;

/** The calendar that counts: the imported one while the portal still publishes what it was imported over. */
export function calendarInForce(published: WorkingCalendar, office: OfficeCalendar | null): WorkingCalendar {
  return office?.replaces === published.version ? office.calendar : published;
}

/** A day on which two calendars disagree. */
export interface ChangedDay {
  readonly date: string;
  /** Under the later one. */
  readonly works: boolean;
  readonly nameVi: string;
}

/** Days on which offices work under one calendar and not under the other, in order. */
export function changedDays(before: WorkingCalendar, after: WorkingCalendar): readonly ChangedDay[] {
  const dates = new Set([...before.days, ...after.days].map(({ date }) => date));
  return [...dates].sort().flatMap((date) => {
    const works = isWorkingDay(after, date);
    if (works === isWorkingDay(before, date)) return [];
    const named = after.days.find((day) => day.date === date && day.enabled);
    return [{ date, works, nameVi: named?.nameVi ?? '' }];
  });
}
