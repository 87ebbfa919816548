/** How far a counter's work is known, as the portal says it. Instants are UTC. */
export interface CounterAtPortal {
  readonly counter: string;
  readonly lastContact: string | null;
  readonly acknowledged: number;
  readonly reported: number;
  readonly refused: number;
  /** All it wrote before then is at the portal; null: not known of any moment. */
  readonly completeUntil: string | null;
  readonly retired: boolean;
}

/** How complete this machine's copy of an office's work is. */
export interface OfficeStanding {
  readonly id: string;
  readonly nameVi: string;
  /** UTC instant (by the portal) at which all of it that the portal had was fetched; null: never. */
  readonly fetchedAt: string | null;
  readonly counters: readonly CounterAtPortal[];
}

/** Events a counter told of that the portal does not have. */
export function unsentOf({ reported, acknowledged }: CounterAtPortal): number {
  return Math.max(0, reported - acknowledged);
}

/** The counters of an office that numbers wait for: with unsent or refused work, or not heard of since an instant. */
export function awaited({ counters }: OfficeStanding, since: string): readonly CounterAtPortal[] {
  return counters.filter(
    (each) =>
      each.refused > 0 ||
      (!each.retired &&
        (unsentOf(each) > 0 ||
          each.completeUntil === null ||
          Date.parse(each.completeUntil) < Date.parse(since))),
  );
}

/**
 * UTC instant up to which nothing of an office is missing here: what was fetched, and the counter heard of longest ago.
 * Null: of no moment. Refused work is no matter of time: `awaited` names it.
 */
export function standsUntil({ fetchedAt, counters }: OfficeStanding): string | null {
  const moments = [
    fetchedAt,
    ...counters.filter(({ retired }) => !retired).map((each) => each.completeUntil),
  ];
  let earliest: string | null = null;
  for (const moment of moments) {
    if (moment === null) return null;
    if (earliest === null || Date.parse(moment) < Date.parse(earliest)) earliest = moment;
  }
  return earliest;
}

/** Whether nothing known can change an office's numbers of a period that ends then (milliseconds since 1970). */
export function isOfficeFinal(office: OfficeStanding, end: number): boolean {
  const until = standsUntil(office);
  return (
    until !== null && Date.parse(until) >= end && awaited(office, new Date(end).toISOString()).length === 0
  );
}
