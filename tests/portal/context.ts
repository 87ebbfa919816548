import type { z } from 'zod';
import type { Clock } from '../../shared/clock.ts';
import type { NewId } from '../../shared/ids.ts';
import type { OPERATIONS, OperationName, ReplyOf, Staff } from '../../shared/portal/contract.ts';
import type { Result } from '../../shared/result.ts';
import type { PortalFiles } from './attachments/files.ts';
import type { Attempts } from './attempts.ts';
import type { ReadHistory } from './catalogues.ts';
import type { Database } from './database.ts';
import type { RequestRefusal } from './refusal.ts';

/** What operations work with. */
export interface PortalContext {
  readonly database: Database;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly readHistory: ReadHistory;
  readonly attempts: Attempts;
  readonly files: PortalFiles;
  /** There may be something to tell the provider of e-receipts; returns at once. */
  readonly wakeExports: () => void;
  /** How many numbers a range has. */
  readonly leaseSize: () => number;
}

/** The enrolled counter a request comes from. */
export interface CallingCounter {
  readonly id: string;
  readonly office: string;
  /** SHA-256 of the token it showed. */
  readonly tokenHash: string;
  /** Another machine took it over. */
  readonly moved: boolean;
}

/** Who calls; what an operation's access does not ask for is null. */
export interface Caller {
  /** Network address, only to slow guessing down. */
  readonly address: string;
  readonly counter: CallingCounter | null;
  readonly staff: Staff | null;
}

/** An operation of the contract: a checked request in, a reply or a refusal of the whole request out. */
export type Operation<N extends OperationName> = (
  context: PortalContext,
  request: z.output<(typeof OPERATIONS)[N]['request']>,
  caller: Caller,
) => Promise<Result<ReplyOf<N>, RequestRefusal>>;

/** The calling counter of an operation that asks for one. */
export function counterOf(caller: Caller): CallingCounter {
  if (!caller.counter) throw new Error('the operation asks for a counter, but access did not check one');
  return caller.counter;
}
