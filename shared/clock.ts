import { Temporal } from 'temporal-polyfill';

/** Counters work on Vietnamese time whatever the PC's settings say. */
export const COUNTER_ZONE = 'Asia/Ho_Chi_Minh';

/** Gives the time as a UTC instant, e.g. `2026-08-15T01:02:03.004Z`. The only way time enters the domain. */
export type Clock = () => string;

/** The calendar date at the counter of a UTC instant, as `YYYY-MM-DD`. */
export function dayOf(instant: string): string {
  return zoned(instant).toPlainDate().toString();
}

/** A UTC instant seen on the counter's wall clock. */
export function zoned(instant: string): Temporal.ZonedDateTime {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(COUNTER_ZONE);
}

/** The UTC instant (milliseconds, `Z`) of a date (`YYYY-MM-DD`) and time (`HH:MM`) on the counter's wall clock. */
export function instantAt(date: string, time: string): string {
  return Temporal.PlainDateTime.from(`${date}T${time}`)
    .toZonedDateTime(COUNTER_ZONE)
    .toInstant()
    .toString({ smallestUnit: 'millisecond' });
}
