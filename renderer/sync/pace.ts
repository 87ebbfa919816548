/**
 * Events of one request at most, far fewer than the contract allows: what a batch costs to check, fold and hand between
 * processes is time in which no key is answered.
 */
export const BATCH = 25;

/** How many events go in one push: fewer on a slow line, so that no push takes so long that it is given up. */
export interface Pace {
  limit(): number;
  /** A push went through in so many milliseconds. */
  went(milliseconds: number): void;
  /** A push was given up because nothing was heard for too long. */
  gaveUp(): void;
}

/** A push that takes longer, in milliseconds, is too large. Well below the silence after which a request is given up. */
const SLOW_MS = 6_000;

export function createPace(slowMs: number = SLOW_MS): Pace {
  let limit = BATCH;
  const set = (to: number) => {
    limit = Math.max(1, Math.min(BATCH, Math.round(to)));
  };
  return {
    limit: () => limit,
    went: (milliseconds) => {
      if (milliseconds > slowMs) set(limit / 2);
      else if (milliseconds < slowMs / 4) set(limit * 2);
    },
    gaveUp: () => {
      set(limit / 4);
    },
  };
}
