import type { Random } from '../../portal/seed/random.ts';

/** One thing that happens at a counter (`who`), or to its line or clock. */
export type Step =
  | { readonly kind: 'receive'; readonly who: number; readonly paid: boolean }
  | { readonly kind: 'note' | 'fee' | 'print'; readonly who: number; readonly which: number }
  | {
      readonly kind: 'correct';
      readonly who: number;
      readonly which: number;
      readonly field: 'applicant.phone' | 'applicant.name' | 'note';
      readonly value: number;
    }
  /** The clerk decides the first conflict of a dossier. */
  | { readonly kind: 'choose'; readonly who: number; readonly which: number; readonly mine: boolean }
  | { readonly kind: 'sync'; readonly who: number }
  /** The counter's line is cut, or whole again. */
  | { readonly kind: 'cut' | 'join'; readonly who: number }
  /** From now on so many of the counter's requests meet a fault; or only its pushes, which arrive and lose their reply. */
  | { readonly kind: 'faults'; readonly who: number; readonly share: number; readonly replies: boolean }
  /** Killed in the middle of a save or of a round, so many turns after it began, and started again. */
  | {
      readonly kind: 'kill';
      readonly who: number;
      readonly during: 'save' | 'sync' | 'nothing';
      readonly turns: number;
      /** How much of what was not flushed is still there, 0 to 1. */
      readonly left: number;
    }
  /** The database is found gone at the next start. */
  | { readonly kind: 'wipe'; readonly who: number; readonly left: number }
  /** The machine's clock is set on or back by so many hours. */
  | { readonly kind: 'clock'; readonly who: number; readonly hours: number }
  /** The disk refuses so many calls of the journal. */
  | { readonly kind: 'disk'; readonly who: number; readonly code: 'ENOSPC' | 'EIO'; readonly calls: number };

export interface History {
  readonly counters: number;
  /** One or two. */
  readonly offices: number;
  readonly steps: readonly Step[];
}

const WEIGHTS: readonly (readonly [Step['kind'], number])[] = [
  ['receive', 16],
  ['note', 8],
  ['correct', 14],
  ['fee', 4],
  ['print', 5],
  ['choose', 6],
  ['sync', 18],
  ['cut', 4],
  ['join', 4],
  ['faults', 6],
  ['kill', 8],
  ['wipe', 3],
  ['clock', 4],
  ['disk', 2],
];
const HOURS = [-240, -72, -26, -3, -1, 1, 5, 24, 96, 400];

function stepOf(random: Random, counters: number): Step {
  const total = WEIGHTS.reduce((sum, [, weight]) => sum + weight, 0);
  let at = random.below(total);
  const [kind] = WEIGHTS.find(([, weight]) => (at -= weight) < 0) ?? ['sync'];
  const who = random.below(counters);
  const which = random.below(1000);
  switch (kind) {
    case 'receive':
      return { kind, who, paid: random.chance(0.3) };
    case 'correct':
      return {
        kind,
        who,
        which,
        field: random.pick(['applicant.phone', 'applicant.name', 'note'] as const),
        value: random.below(5),
      };
    case 'choose':
      return { kind, who, which, mine: random.chance(0.5) };
    case 'faults':
      return { kind, who, share: random.pick([0, 0.2, 0.5, 0.9]), replies: random.chance(0.5) };
    case 'kill':
      return {
        kind,
        who,
        during: random.pick(['save', 'save', 'sync', 'sync', 'nothing'] as const),
        turns: random.below(120),
        left: random.below(101) / 100,
      };
    case 'wipe':
      return { kind, who, left: random.below(101) / 100 };
    case 'clock':
      return { kind, who, hours: random.pick(HOURS) };
    case 'disk':
      return { kind, who, code: random.pick(['ENOSPC', 'EIO'] as const), calls: 1 + random.below(6) };
    case 'note':
    case 'fee':
    case 'print':
      return { kind, who, which };
    default:
      return { kind, who };
  }
}

/** Makes up a history: two to five counters in one or two offices, 20 to 60 steps. */
export function makeHistory(random: Random): History {
  const counters = 2 + random.below(4);
  const offices = 1 + random.below(2);
  const steps = Array.from({ length: 20 + random.below(41) }, () => stepOf(random, counters));
  return { counters, offices, steps };
}
