import { Temporal } from 'temporal-polyfill';
import { dayOf, instantAt } from '../../clock.ts';
import { appError } from '../../errors.ts';
import { fail, ok, type Result } from '../../result.ts';
import { isCalendarDate } from '../calendar.ts';

/** Days of the counter's calendar (`YYYY-MM-DD`), both of them included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** The longest range a report is made for: a leap year and a day either side. */
const LONGEST_DAYS = 368;

/** A period in milliseconds since 1970, and what it is judged by. */
export interface Span {
  /** First instant of the period. */
  readonly start: number;
  /** First instant after it. */
  readonly end: number;
  /** What unfinished dossiers are held against: the period's end, or the present while it has not come. */
  readonly judgedAt: number;
  /** The day (number, as `dayNumber` gives) whose appointments come next. */
  readonly nextDay: number;
}

const DAY = 86_400_000;
/** Vietnam has kept UTC+7 without summer time since 1975; asking Temporal for every dossier would take seconds. */
const OFFSET = 7 * 3_600_000;

/** The number of the counter's day an instant (milliseconds) lies in, counted from 1970. */
export function dayNumber(at: number): number {
  return Math.floor((at + OFFSET) / DAY);
}

/** The day (`YYYY-MM-DD`) of a number that `dayNumber` gave. */
export function dayOfNumber(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** A range as somebody typed it, or why there can be no report for it. */
export function readPeriod(from: string, to: string): Result<Period> {
  if (!isCalendarDate(from)) return fail(appError('date-invalid', {}, 'from'));
  if (!isCalendarDate(to)) return fail(appError('date-invalid', {}, 'to'));
  if (from > to) return fail(appError('report-dates-reversed', {}, 'to'));
  if (daysIn({ from, to }) > LONGEST_DAYS) return fail(appError('report-range-long', {}, 'to'));
  return ok({ from, to });
}

/** How many days a period has. */
export function daysIn({ from, to }: Period): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days + 1;
}

/**
 * A period as instants. `now` is the UTC instant it is looked at; `nextDay` (`YYYY-MM-DD`) the next working day after
 * the day it is looked at from, whose appointments are listed.
 */
export function spanOf(period: Period, now: string, nextDay: string): Span {
  const end = Date.parse(instantAt(dayAfter(period.to), '00:00'));
  return {
    start: Date.parse(instantAt(period.from, '00:00')),
    end,
    judgedAt: Math.min(end, Date.parse(now)),
    nextDay: dayNumber(Date.parse(instantAt(nextDay, '00:00'))),
  };
}

/** The day (`YYYY-MM-DD`) a report is looked at from: today, or the period's last day once that is over. */
export function reportDay({ to }: Period, now: string): string {
  const today = dayOf(now);
  return today < to ? today : to;
}

/** The day after one, `YYYY-MM-DD`. */
export function dayAfter(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString();
}

/** What a period is compared with: the month before a whole month, else as many days right before it. */
export function previousPeriod({ from, to }: Period): Period {
  const first = Temporal.PlainDate.from(from);
  const last = Temporal.PlainDate.from(to);
  const end = first.subtract({ days: 1 });
  const months = last.add({ days: 1 }).day === 1 && first.day === 1;
  const start = months
    ? first.subtract({ months: first.until(last.add({ days: 1 }), { largestUnit: 'months' }).months })
    : first.subtract({ days: daysIn({ from, to }) });
  return { from: start.toString(), to: end.toString() };
}
