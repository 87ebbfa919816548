import { z } from 'zod';

/** More holes in a counter's log than this are not written down one by one. */
const MOST_GAPS = 2000;
const position = z.number().int().min(0);

/**
 * How far a machine knew one counter's log: everything up to `to` but the gaps, which are pairs of first and last position
 * one after another. A log has gaps where the portal refused an event, or where the rest is another office's.
 */
export const counterPositionSchema = z.strictObject({
  counter: z.string().min(1).max(40),
  to: position,
  gaps: z
    .array(position)
    .max(MOST_GAPS * 2)
    .optional(),
  /** There were too many gaps to tell: what arrived in one later cannot be told from what was there. */
  inexact: z.literal(true).optional(),
});
export type CounterPosition = z.infer<typeof counterPositionSchema>;

/** The position of the log kept for one office. */
export const logPositionSchema = z.strictObject({
  office: z.string().max(40),
  counters: z.array(counterPositionSchema).max(500),
});
export type LogPosition = z.infer<typeof logPositionSchema>;

/** The counters' positions of a log, from where its events lie, in the order of counter and position. */
export function positionsOf(places: Iterable<readonly [counter: string, position: number]>) {
  const found: { counter: string; to: number; gaps: number[]; tooMany: boolean }[] = [];
  for (const [counter, at] of places) {
    let last = found.at(-1);
    if (last?.counter !== counter) {
      last = { counter, to: 0, gaps: [], tooMany: false };
      found.push(last);
    }
    if (at > last.to + 1) {
      if (last.gaps.length < MOST_GAPS * 2) last.gaps.push(last.to + 1, at - 1);
      else last.tooMany = true;
    }
    last.to = at;
  }
  return found.map(({ counter, to, gaps, tooMany }): CounterPosition => ({
    counter,
    to,
    ...(gaps.length > 0 ? { gaps } : {}),
    ...(tooMany ? { inexact: true } : {}),
  }));
}

/** Tells of an event whether it was known at a position of the log. */
export function knownAt(
  counters: readonly CounterPosition[],
): (event: { readonly counter: string; readonly position: number }) => boolean {
  const known = new Map(counters.map((each) => [each.counter, each]));
  return (event) => {
    const at = known.get(event.counter);
    return at !== undefined && event.position <= at.to && !inGap(at.gaps ?? [], event.position);
  };
}

/** How many events a position of the log counts. */
export function eventsAt(counters: readonly CounterPosition[]): number {
  return counters.reduce((sum, { to, gaps = [] }) => {
    let missing = 0;
    for (let i = 0; i < gaps.length; i += 2) missing += (gaps[i + 1] ?? 0) - (gaps[i] ?? 0) + 1;
    return sum + to - missing;
  }, 0);
}

function inGap(gaps: readonly number[], at: number): boolean {
  let [low, high] = [0, gaps.length / 2 - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if ((gaps[middle * 2] ?? 0) > at) high = middle - 1;
    else if ((gaps[middle * 2 + 1] ?? 0) < at) low = middle + 1;
    else return true;
  }
  return false;
}
