import type { Span } from './period.ts';

/** A counter and the newest thing known of it (UTC instant). */
export interface KnownCounter {
  readonly counter: string;
  readonly office: string;
  readonly lastAt: string;
}

/** How much of what happened the report can know of. */
export interface Completeness {
  readonly office: string;
  /** UTC instant up to which the portal's answers are here: what other counters sent later is not. Null: never asked. */
  readonly until: string | null;
  readonly counters: readonly KnownCounter[];
  /** Own events the portal does not have yet, and those it refused. They are in the report; other machines lack them. */
  readonly unsent: number;
  readonly held: number;
}

/**
 * Whether a period's numbers can still change by what is known: it is over, everything until its end was fetched, and
 * nothing of this counter waits. What another counter never sent cannot be known here, so its last sign is shown.
 */
export function isFinal({ until, unsent, held }: Completeness, { end, judgedAt }: Span): boolean {
  return judgedAt >= end && until !== null && Date.parse(until) >= end && unsent === 0 && held === 0;
}
