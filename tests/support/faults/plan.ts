import type { OperationName } from '../../../shared/portal/contract.ts';
import { createRandom } from '../../portal/seed/random.ts';
import type { FaultKind, FaultPlan } from './kinds.ts';

/** What a line does to a whole request or reply, each as likely as another. */
export const PLAIN_FAULTS: readonly FaultKind[] = [
  { kind: 'drop-request' },
  { kind: 'drop-reply' },
  { kind: 'cut' },
  { kind: 'twice' },
  { kind: 'repeat-reply' },
  { kind: 'captive-page' },
  { kind: 'captive-redirect' },
  { kind: 'status', status: 400 },
  { kind: 'status', status: 401 },
  { kind: 'status', status: 409 },
  { kind: 'status', status: 429, retryAfter: 1 },
  { kind: 'status', status: 500 },
];
/** Everything that can happen on a line: cuts in the middle of a request and bad timing as well. */
export const ANY_FAULT: readonly FaultKind[] = [
  ...PLAIN_FAULTS,
  { kind: 'reset' },
  { kind: 'cut-request' },
  { kind: 'delay', ms: 5 },
  { kind: 'reorder', ms: 20 },
  { kind: 'late' },
];

export interface PlanOptions {
  /** How many of the requests meet a fault, 0 to 1. */
  readonly share: number;
  readonly kinds?: readonly FaultKind[];
  /** Only these operations; any without it. */
  readonly operations?: readonly OperationName[];
}

/** A plan in which the same seed decides the same for the same request number, whatever came before it. */
export function seededPlan(seed: string, { share, kinds = ANY_FAULT, operations }: PlanOptions): FaultPlan {
  return (request, operation) => {
    if (operations && (operation === null || !operations.includes(operation))) return null;
    const random = createRandom(`${seed}/${String(request)}`);
    return random.chance(share) ? random.pick(kinds) : null;
  };
}
