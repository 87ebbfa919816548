import { Temporal } from 'temporal-polyfill';
import { dayOf, zoned } from '../../clock.ts';
import type { AppErrorCode } from '../../errors.ts';

/** What is written at the end of a day, one after another. */
export const DAY_FORMATS = ['xlsx', 'csv', 'pdf'] as const;
export type DayFormat = (typeof DAY_FORMATS)[number];

/** What the last try at a day's files came to. */
export interface DayExportTry {
  /** The day reported, `YYYY-MM-DD`. */
  readonly day: string;
  /** UTC instant. */
  readonly at: string;
  /** What is written already; the rest is tried again. */
  readonly done: readonly DayFormat[];
  /** Where the last file is. */
  readonly where: string | null;
  /** Why the rest is not written; null when all is, or the day had nothing. */
  readonly error: AppErrorCode | null;
}

/** When the day's report is written by itself (`HH:MM` at the counter; null for never), and how the last one went. */
export interface DayExportPlan {
  readonly at: string | null;
  readonly last: DayExportTry | null;
}

export const NO_DAY_EXPORT: DayExportPlan = { at: null, last: null };

/** A failed try is made again after that long. */
const RETRY_MS = 5 * 60_000;
/** Days made up for at most, when the machine was off or the folder away. */
const MOST_DAYS = 7;

/**
 * The day whose report should be written at an instant; null for none. Days are made up for one after another, the oldest
 * first; the first time ever only the day whose time came last.
 */
export function dueDay({ at, last }: DayExportPlan, now: string): string | null {
  if (at === null) return null;
  const newest = lastDue(at, now);
  if (!last) return newest;
  if (last.error) {
    const since = Date.parse(now) - Date.parse(last.at);
    // A clock set back must not keep it from ever being made.
    if (since >= 0 && since < RETRY_MS) return null;
  }
  const next = last.error ? last.day : move(last.day, 1);
  if (next > newest) return null;
  const oldest = move(newest, 1 - MOST_DAYS);
  return next < oldest ? oldest : next;
}

/** The last try, if it failed and is to be made again; null while all is well. */
export function failedTry({
  at,
  last,
}: DayExportPlan): (DayExportTry & { readonly error: AppErrorCode }) | null {
  return at !== null && last !== null && last.error !== null ? { ...last, error: last.error } : null;
}

/** What of a day is still to be written. */
export function formatsLeft({ last }: DayExportPlan, day: string): readonly DayFormat[] {
  return DAY_FORMATS.filter((format) => last?.day !== day || !last.done.includes(format));
}

function lastDue(at: string, now: string): string {
  const here = zoned(now);
  const came = Temporal.ZonedDateTime.compare(here.withPlainTime(at), here) <= 0;
  return came ? dayOf(now) : move(dayOf(now), -1);
}

function move(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}
