import { correctTime, type WrittenTime } from '../../shared/clock.ts';

let skewMs: number | null = null;

/** What this machine's clock says, as a UTC instant. For waiting and measuring; never written into events. */
export const deviceNow = (): string => new Date().toISOString();

/** The time to write down: the portal's as far as its clock was measured, with the machine's own where that is off. */
export const writtenTime = (): WrittenTime => correctTime(deviceNow(), skewMs);

/** The time now as a UTC instant, by the portal's clock as far as it was measured. */
export const now = (): string => writtenTime().now;

/** Takes the portal's clock minus this machine's, in milliseconds, as measured last; null when it never was. */
export function setSkew(measured: number | null): void {
  skewMs = measured;
}
