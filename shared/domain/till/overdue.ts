import { dayOf, instantAt } from '../../clock.ts';

/** How a shift stands that should have been closed: begun on an earlier day, or still open after the office closed. */
export type Overdue = 'earlier-day' | 'past-closing';

/**
 * Whether a shift is still open that should not be; null while it may be. `openedAt` and `now` are UTC instants, `closesAt`
 * the office's closing time at the counter (`HH:MM`); null where none is known. A shift begun after closing is only overdue
 * the next day: whoever opened it knew.
 */
export function overdueOf(openedAt: string, closesAt: string | null, now: string): Overdue | null {
  if (dayOf(openedAt) < dayOf(now)) return 'earlier-day';
  if (closesAt === null) return null;
  const closing = Date.parse(instantAt(dayOf(now), closesAt));
  return Date.parse(openedAt) < closing && Date.parse(now) >= closing ? 'past-closing' : null;
}
