import type { Clock } from '../../shared/clock.ts';

const WINDOW = 60_000;
const ALLOWED = 10;

/** Counts wrong tries by key, in memory: after ten in a minute the key must wait. */
export interface Attempts {
  /** Seconds to wait before another try; 0 for none. */
  readonly wait: (key: string) => number;
  readonly wrong: (key: string) => void;
  readonly right: (key: string) => void;
}

export function createAttempts(clock: Clock): Attempts {
  const tries = new Map<string, readonly number[]>();
  const recent = (key: string) => {
    const since = Date.parse(clock()) - WINDOW;
    return (tries.get(key) ?? []).filter((at) => at > since);
  };
  return {
    wait: (key) => {
      const times = recent(key);
      const oldest = times.at(-ALLOWED);
      return oldest === undefined
        ? 0
        : Math.max(1, Math.ceil((oldest + WINDOW - Date.parse(clock())) / 1000));
    },
    wrong: (key) => void tries.set(key, [...recent(key), Date.parse(clock())]),
    right: (key) => void tries.delete(key),
  };
}
