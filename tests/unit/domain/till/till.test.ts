import { describe, expect, it } from 'vitest';
import { sealEvents } from '../../../../shared/domain/dossier/chain.ts';
import { decideShift, whyNotShift } from '../../../../shared/domain/till/decide-shift.ts';
import type { ShiftBody } from '../../../../shared/domain/till/shift.ts';
import { EMPTY_TILL, foldTill } from '../../../../shared/domain/till/till.ts';
import { newId } from '../../../../shared/ids.ts';
import { author, FIRST, receiveCommand, receptionEntry, write } from '../../../support/catalogue.ts';

const shift = newId();
const NONE = { standing: null, explanation: '' };
const open = (count: number): ShiftBody => ({
  type: 'shiftOpened',
  data: { counted: [{ value: 100_000, count }], expected: count * 100_000, difference: null },
});
const logOf = (...bodies: readonly ShiftBody[]) =>
  sealEvents(bodies, { id: shift, lastSeq: 0 }, FIRST, author()).events;
const codes = (decided: ReturnType<typeof decideShift>) =>
  decided.ok ? [] : decided.error.map(({ code, field }) => [code, field]);

describe('the till', () => {
  it('counts fees taken while no shift is open for the shift that comes', () => {
    const { events } = write([receiveCommand({ entry: receptionEntry({ paid: 'cash' }) })]);
    const till = foldTill(events);
    expect(till).toMatchObject({ cash: 100_000, taken: { cash: 100_000, transfer: 0 }, shift: null });
    const opened = decideShift(till, 0, {
      type: 'open',
      counted: [{ value: 100_000, count: 1 }],
      difference: NONE,
    });
    expect(opened).toMatchObject({ ok: true, value: { data: { expected: 100_000, difference: null } } });
  });

  it('never has a transfer in the drawer', () => {
    const { events } = write([receiveCommand({ entry: receptionEntry({ paid: 'transfer' }) })]);
    expect(foldTill(events)).toMatchObject({ cash: 0, taken: { cash: 0, transfer: 100_000 } });
  });

  it('says when a part of the log is not here', () => {
    const events = logOf(
      open(1),
      { type: 'cashMoved', data: { direction: 'in', amount: 1, reason: 'x', approver: null } },
      {
        type: 'cashMoved',
        data: { direction: 'in', amount: 1, reason: 'x', approver: null },
      },
    );
    expect(foldTill(events).missing).toBe(0);
    expect(foldTill(events.filter((_, i) => i !== 1)).missing).toBe(1);
  });
});

describe('a shift', () => {
  const till = foldTill(logOf(open(2)));

  it('is opened once and closed once', () => {
    expect(whyNotShift(EMPTY_TILL, 'close')?.code).toBe('shift-none');
    expect(whyNotShift(EMPTY_TILL, 'moveCash')?.code).toBe('shift-none');
    expect(whyNotShift(till, 'open')?.code).toBe('shift-open-already');
    expect(whyNotShift(till, 'close')).toBeNull();
  });

  it('is closed with a difference only when it is explained or disputed, in words', () => {
    const close = (standing: 'disputed' | null, explanation: string) =>
      decideShift(till, 0, {
        type: 'close',
        counted: [
          { value: 100_000, count: 1 },
          { value: 10_000, count: 9 },
        ],
        difference: { standing, explanation },
        unsentConfirmed: false,
      });
    expect(codes(close(null, ''))).toEqual([
      ['till-difference-unexplained', 'standing'],
      ['till-difference-unexplained', 'explanation'],
    ]);
    expect(codes(close('disputed', ' '))).toEqual([['till-difference-unexplained', 'explanation']]);
    expect(close('disputed', 'Đếm hai lần')).toMatchObject({
      ok: true,
      value: {
        data: { expected: 200_000, difference: { amount: -10_000, standing: 'disputed' }, unsent: 0 },
      },
    });
  });

  it('is closed with unsent entries once the clerk has seen them, and says how many', () => {
    const counted = [{ value: 100_000, count: 2 } as const];
    const close = (unsentConfirmed: boolean) =>
      decideShift(till, 3, { type: 'close', counted, difference: NONE, unsentConfirmed });
    expect(codes(close(false))).toEqual([['shift-unsent', 'unsent']]);
    expect(close(true)).toMatchObject({ ok: true, value: { type: 'shiftClosed', data: { unsent: 3 } } });
  });

  it('has no more cash taken out than there is', () => {
    const out = (amount: number) =>
      decideShift(till, 0, { type: 'moveCash', direction: 'out', amount, reason: 'Nộp', approver: null });
    expect(codes(out(200_001))).toEqual([['till-too-little', 'amount']]);
    expect(out(200_000).ok).toBe(true);
    expect(codes(out(NaN))).toEqual([['amount-invalid', 'amount']]);
  });
});
