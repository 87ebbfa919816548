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

/** A clock less far off than this is taken as right: answers travel for a while, and portals say whole seconds. */
const SKEW_COUNTS_MS = 5_000;

/** The time to write down, and what the device's clock said where that differs. */
export interface WrittenTime {
  readonly now: string;
  readonly deviceNow?: string;
}

/** A device's UTC instant put right by the portal's clock minus the device's (milliseconds; null when never measured). */
export function correctTime(deviceNow: string, skewMs: number | null): WrittenTime {
  if (skewMs === null || Math.abs(skewMs) < SKEW_COUNTS_MS) return { now: deviceNow };
  return { now: new Date(Date.parse(deviceNow) + skewMs).toISOString(), deviceNow };
}

/**
 * The portal's clock minus the device's, in milliseconds, from one exchange: the portal said `time` somewhere between
 * sending and receiving, so only what lies outside counts.
 */
export function skewOf(time: string, sentAt: string, receivedAt: string): number {
  const [said, sent, received] = [Date.parse(time), Date.parse(sentAt), Date.parse(receivedAt)];
  return said < sent ? said - sent : Math.max(0, said - received);
}
