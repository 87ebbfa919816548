const FIRST_MS = 2_000;
/** A timer that can be called off; browsers' and tests' own. */
export type StartTimer = (ms: number, run: () => void) => () => void;

/** With the longest silence of a request before it, still well within a minute of the connection's return. */
export const LONGEST_MS = 25_000;

/**
 * How long to wait before try `attempt` (1 after the first failure), in milliseconds: doubling, between half and the
 * whole of it at random so that counters of an office do not return all at once. `retryAfter` (seconds, from the portal)
 * is the least. `random` gives 0…1.
 */
export function backoff(attempt: number, retryAfter: number | null, random: () => number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(20, attempt - 1));
  const wait = Math.round(ceiling / 2 + (random() * ceiling) / 2);
  return Math.max(wait, (retryAfter ?? 0) * 1000);
}
