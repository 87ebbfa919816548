import { z } from 'zod';
import { dayOf, instantAt, zoned } from '../clock.ts';
import {
  addWorkingDays,
  firstWorkingDay,
  isWorkingDay,
  workingDaysAfter,
  type WorkingCalendar,
} from './calendar.ts';

/** `HH:MM` on the counter's wall clock. */
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u);

/** How long a procedure may take; belongs to a version of the procedure. */
export const deadlineRuleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('working-days'), days: z.number().int().min(1).max(365) }),
  /** Done the same day; the next working day when received after the cut-off (15:00 for most). */
  z.strictObject({ kind: z.literal('same-day'), cutOff: timeOfDay }),
]);
export type DeadlineRule = z.infer<typeof deadlineRuleSchema>;

/** An appointment and how it came about; kept on the dossier so that it can be explained later. */
export const deadlineSchema = z.strictObject({
  /** UTC instant at which the result is due. */
  dueAt: z.iso.datetime(),
  rule: deadlineRuleSchema,
  /** The working day the time starts to run, `YYYY-MM-DD`. */
  startsOn: z.iso.date(),
  calendarVersion: z.string(),
  /** True when the due day lies outside the years the calendar knows: to be confirmed with the citizen. */
  beyondCalendar: z.boolean(),
});
export type Deadline = z.infer<typeof deadlineSchema>;

/**
 * The appointment for a dossier received at a UTC instant. Time runs from the day of receipt, or from the next working
 * day when it is a closed day; the day of receipt itself does not count (Decree 118/2025, before it 61/2018).
 * `closesAt` (`HH:MM`) is when the office hands out results last.
 */
export function computeDeadline(
  rule: DeadlineRule,
  receivedAt: string,
  calendar: WorkingCalendar,
  closesAt: string,
): Deadline {
  const received = zoned(receivedAt);
  const day = received.toPlainDate().toString();
  const startsOn = firstWorkingDay(calendar, day);
  const dueDay =
    rule.kind === 'working-days' ? addWorkingDays(calendar, startsOn, rule.days) : sameDay(rule.cutOff);
  function sameDay(cutOff: string): string {
    const time = received.toPlainTime().toString({ smallestUnit: 'second' });
    // After the last hand-out nothing can be due the same day, whatever the cut-off says.
    const late = time > `${cutOff}:00` || time >= `${closesAt}:00`;
    return late && isWorkingDay(calendar, day) ? addWorkingDays(calendar, day, 1) : startsOn;
  }
  return {
    dueAt: instantAt(dueDay, closesAt),
    rule,
    startsOn,
    calendarVersion: calendar.version,
    beyondCalendar: dueDay > calendar.until || day < calendar.from,
  };
}

/**
 * The appointment after a pause: time spent waiting for the citizen does not count (Decree 118/2025), so it moves by the
 * working days from the day after asking up to the day of answer. All are UTC instants; the time of day stays.
 */
export function resumeDeadline(
  dueAt: string,
  pausedAt: string,
  resumedAt: string,
  calendar: WorkingCalendar,
): { readonly dueAt: string; readonly pausedDays: number } {
  const pausedDays = workingDaysAfter(calendar, dayOf(pausedAt), dayOf(resumedAt));
  const time = zoned(dueAt).toPlainTime().toString({ smallestUnit: 'minute' });
  return { dueAt: instantAt(addWorkingDays(calendar, dayOf(dueAt), pausedDays), time), pausedDays };
}
