/** What both this machine and the portal count of a period, each by its own means. */
export const RECONCILED = ['received', 'ended', 'open'] as const;
export type Reconciled = (typeof RECONCILED)[number];

/** What one side counts a dossier for. */
export type Counts = Readonly<Record<Reconciled, boolean>>;

/** A dossier the portal counts; `cursor`: of the newest event that made it count so. */
export interface PortalCounted extends Counts {
  readonly id: string;
  readonly code: string | null;
  readonly cursor: number;
}

/** The portal's count of an office. */
export interface PortalCount {
  /** What it had when it counted. */
  readonly cursor: number;
  readonly dossiers: readonly PortalCounted[];
  /** Dossiers of which it refused something: that counts there for nothing. */
  readonly refused: ReadonlySet<string>;
}

/** This machine's count of the same office. */
export interface LocalCount {
  /** Dossiers by what they count for; one that counts for nothing is left out. */
  readonly dossiers: ReadonlyMap<string, Counts>;
  /** The portal's cursor up to which its data was here before these were counted, and what it was once they were. */
  readonly from: number;
  readonly to: number;
  /** Dossiers with own work that the portal had no verdict on when it was asked. */
  readonly unsent: ReadonlySet<string>;
  /** Dossiers of which the portal refused own work. */
  readonly held: ReadonlySet<string>;
}

/**
 * Why a dossier counts differently, the first of these that holds. `not-here`: the portal took what this machine has not
 * fetched yet. `after-cut`: this machine has what came to the portal after it had counted. `unexplained`: both have the same
 * events by all that is known; clocks that disagree do that, or a fault.
 */
export const CAUSES = ['conflict', 'unsent', 'not-here', 'after-cut', 'unexplained'] as const;
export type Cause = (typeof CAUSES)[number];

export interface Difference {
  readonly id: string;
  readonly code: string | null;
  readonly local: Counts;
  readonly portal: Counts;
  readonly cause: Cause;
}

/** Both counts of an office, and each dossier in which they differ, once. */
export interface Reconciliation {
  readonly local: Readonly<Record<Reconciled, number>>;
  readonly portal: Readonly<Record<Reconciled, number>>;
  readonly differences: readonly Difference[];
}

const NOTHING: Counts = { received: false, ended: false, open: false };

/** Holds both counts against each other, dossier by dossier. Those that the portal counts come first, in its order. */
export function reconcile(local: LocalCount, portal: PortalCount): Reconciliation {
  const there = new Map(portal.dossiers.map((each) => [each.id, each]));
  const ids = [...there.keys(), ...[...local.dossiers.keys()].filter((id) => !there.has(id))];
  return {
    local: sumsOf(local.dossiers.values()),
    portal: sumsOf(portal.dossiers),
    differences: ids.flatMap((id) => {
      const [here, counted] = [local.dossiers.get(id) ?? NOTHING, there.get(id)];
      const atPortal = counted ?? NOTHING;
      if (RECONCILED.every((each) => here[each] === atPortal[each])) return [];
      const { received, ended, open } = atPortal;
      return [
        {
          id,
          code: counted?.code ?? null,
          local: here,
          portal: { received, ended, open },
          cause: causeOf(id, local, portal, counted?.cursor ?? null),
        },
      ];
    }),
  };
}

function causeOf(id: string, local: LocalCount, portal: PortalCount, cursor: number | null): Cause {
  if (local.held.has(id) || portal.refused.has(id)) return 'conflict';
  if (local.unsent.has(id)) return 'unsent';
  if (cursor !== null && cursor > local.from) return 'not-here';
  if (local.to > portal.cursor) return 'after-cut';
  // It counts there no more, by something this machine may not have fetched.
  return cursor === null && portal.cursor > local.from ? 'not-here' : 'unexplained';
}

function sumsOf(dossiers: Iterable<Counts>): Record<Reconciled, number> {
  const sums = { received: 0, ended: 0, open: 0 };
  for (const each of dossiers) for (const what of RECONCILED) if (each[what]) sums[what] += 1;
  return sums;
}
