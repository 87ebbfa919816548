import { appError, type AppError } from '../../errors.ts';
import { fail, ok, type Result } from '../../result.ts';
import { issuesOf } from '../party.ts';
import { SHIFT_DATA, sumOfCash, type CashCount, type ShiftBody } from './shift.ts';
import type { Till } from './till.ts';

/** How a clerk answers for a difference; needed only where there is one. */
export interface DifferenceEntry {
  readonly standing: 'explained' | 'disputed' | null;
  readonly explanation: string;
}

/** Something a clerk wants to happen to the shift. */
export type ShiftCommand =
  | { readonly type: 'open'; readonly counted: CashCount; readonly difference: DifferenceEntry }
  | {
      readonly type: 'moveCash';
      readonly direction: 'in' | 'out';
      readonly amount: number;
      readonly reason: string;
      readonly approver: string | null;
    }
  | {
      readonly type: 'close';
      readonly counted: CashCount;
      readonly difference: DifferenceEntry;
      /** The clerk saw that own events wait to be sent and closes all the same. */
      readonly unsentConfirmed: boolean;
    };

type ShiftDecision = Result<ShiftBody, readonly AppError[]>;

/**
 * The event a shift command leads to, or every reason why not; errors carry the field of the form they belong to. What
 * should be there comes from the till, never from the one who counts. `unsent`: own events the portal has not confirmed.
 */
export function decideShift(till: Till, unsent: number, command: ShiftCommand): ShiftDecision {
  const stop = whyNotShift(till, command.type);
  if (stop) return fail([stop]);
  if (command.type === 'moveCash') return moveCash(till, command);
  const counting = count(till, command.counted, command.difference);
  if (!counting.ok) return counting;
  if (command.type === 'open') return ok({ type: 'shiftOpened', data: counting.value });
  // A shift is never kept open by the network; but the clerk knows what is not at the portal yet.
  if (unsent > 0 && !command.unsentConfirmed)
    return fail([appError('shift-unsent', { count: unsent }, 'unsent')]);
  return ok({ type: 'shiftClosed', data: { ...counting.value, unsent } });
}

/** Why a shift command cannot be given now; null when it can. */
export function whyNotShift(till: Till, type: ShiftCommand['type']): AppError | null {
  if (type === 'open') return till.shift ? appError('shift-open-already') : null;
  return till.shift ? null : appError('shift-none');
}

function moveCash(till: Till, command: Extract<ShiftCommand, { type: 'moveCash' }>): ShiftDecision {
  const { direction, amount, reason, approver } = command;
  const parsed = SHIFT_DATA.cashMoved.safeParse({ direction, amount, reason, approver });
  const tooMuch = direction === 'out' && amount > till.cash;
  const errors = [
    ...issuesOf(parsed),
    ...(tooMuch ? [appError('till-too-little', { dong: till.cash }, 'amount')] : []),
  ];
  return parsed.success && errors.length === 0 ? ok({ type: 'cashMoved', data: parsed.data }) : fail(errors);
}

type Counting = Extract<ShiftBody, { type: 'shiftOpened' }>['data'];

function count(
  { cash: expected }: Till,
  entered: CashCount,
  { standing, explanation }: DifferenceEntry,
): Result<Counting, readonly AppError[]> {
  const counted = entered.filter((each) => each.count !== 0);
  const amount = sumOfCash(counted) - expected;
  const difference = amount === 0 ? null : { amount, standing, explanation };
  const parsed = SHIFT_DATA.shiftOpened.safeParse({ counted, expected, difference });
  if (parsed.success) return ok(parsed.data);
  return fail(
    issuesOf(parsed).map((error) =>
      error.field?.startsWith('difference') === true
        ? appError('till-difference-unexplained', {}, error.field.replace('difference.', ''))
        : error,
    ),
  );
}
