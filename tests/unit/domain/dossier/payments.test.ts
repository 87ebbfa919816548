import { describe, expect, it } from 'vitest';
import { decide, type Command } from '../../../../shared/domain/dossier/decide.ts';
import { fold } from '../../../../shared/domain/dossier/evolve.ts';
import { feeDue, takingsOf } from '../../../../shared/domain/dossier/payments.ts';
import { NOW, PERSON, receiveCommand, receptionEntry, write } from '../../../support/catalogue.ts';

const FEE = 100_000;
const receipt = { series: 'HT-1/26', number: 1 };
const next = { ...receipt, number: 2 };
const TAKE: Command = { type: 'takeFee', method: 'cash', receipt };
const HOME = receiveCommand({
  entry: receptionEntry({ delivery: { kind: 'home', address: PERSON.address } }),
});
const refund = (amount: number, reason = 'Được miễn'): Command => ({
  type: 'refund',
  receipt,
  amount,
  method: 'cash',
  reason,
});
const VOID: Command = { type: 'voidReceipt', receipt, method: 'cash', reason: 'Thu nhầm hình thức' };

function refusal(command: Command, ...before: readonly Command[]) {
  const decided = decide(write([receiveCommand(), ...before]).dossier, command, NOW);
  return decided.ok ? [] : decided.error.map(({ code, field, params }) => [code, field, params?.['dong']]);
}

describe('fees', () => {
  it('of this procedure come to what the tests below say', () => {
    expect(feeDue(write([receiveCommand()]).dossier)).toBe(FEE);
  });

  it('are never taken above the tariff; less only with the ground for what is exempted', () => {
    expect(refusal({ ...TAKE, amount: FEE + 1 })).toEqual([['fee-above-tariff', 'amount', FEE]]);
    expect(refusal({ ...TAKE, amount: FEE - 1 })).toEqual([['fee-below-due', 'ground', FEE]]);
    expect(refusal({ ...TAKE, amount: NaN })).toEqual([['amount-invalid', 'amount', undefined]]);
    const { dossier } = write([receiveCommand(), { ...TAKE, amount: 40_000, ground: 'Hộ cận nghèo' }]);
    expect(dossier.payment).toMatchObject({ amount: 40_000, receipt });
    expect(feeDue(dossier)).toBe(40_000);
  });

  it('exempted whole leave nothing to take and use no receipt', () => {
    const free = write([receiveCommand(), { ...TAKE, amount: 0, ground: 'Hộ nghèo' }]);
    expect(free.events.at(-1)?.type).toBe('feeExempted');
    expect(free.dossier.payment).toBeNull();
    const again = decide(free.dossier, TAKE, NOW);
    expect(again.ok ? [] : again.error.map(({ code }) => code)).toEqual(['fee-none']);
  });
});

describe('refunds and voids', () => {
  it('never give back more than was paid, and say what is left', () => {
    expect(refusal(refund(FEE + 1), TAKE)).toEqual([['refund-above-paid', 'amount', FEE]]);
    expect(refusal(refund(50_001), TAKE, refund(50_000))).toEqual([['refund-above-paid', 'amount', 50_000]]);
    expect(refusal(refund(0), TAKE)).toEqual([['amount-invalid', 'amount', undefined]]);
    expect(refusal(refund(1, ' '), TAKE)).toEqual([['reason-required', 'reason', undefined]]);
    expect(refusal(refund(1))).toEqual([['receipt-unknown', undefined, undefined]]);
  });

  it('a wrong fee is refunded, its receipt voided and the right one taken again, each an entry of its own', () => {
    const { dossier, events } = write([
      receiveCommand(),
      TAKE,
      refund(30_000),
      VOID,
      { ...TAKE, method: 'transfer', receipt: next },
    ]);
    expect(events.slice(-5).map(({ type }) => type)).toEqual([
      'feeTaken',
      'feeRefunded',
      'feeRefunded',
      'receiptVoided',
      'feeTaken',
    ]);
    expect(takingsOf(dossier)).toMatchObject([
      { receipt, amount: FEE, refunded: FEE, voided: { reason: 'Thu nhầm hình thức' } },
      { receipt: next, amount: FEE, refunded: 0, voided: null },
    ]);
    expect(dossier.payment).toMatchObject({ method: 'transfer', receipt: next });
    expect(refusal(VOID, TAKE, VOID)).toEqual([['receipt-voided', undefined, undefined]]);
    expect(refusal(refund(1), TAKE, VOID)).toEqual([['receipt-voided', undefined, undefined]]);
  });

  it('of two refunds written apart that come to more than was paid, the first counts on every machine', () => {
    const taken = write([receiveCommand(), TAKE]);
    const one = write([refund(60_000)], undefined, taken);
    const other = write([refund(70_000)], undefined, taken);
    const late = other.events.at(-1);
    if (!late) throw new Error('nothing written');
    const both = [...one.events, { ...late, counter: 'HT-2' }];
    expect(takingsOf(fold(both) ?? taken.dossier)[0]?.refunded).toBe(60_000);
    expect(fold(both.toReversed())).toEqual(fold(both));
  });
});

describe('postage at the counter', () => {
  const postage: Command = { type: 'takePostage', amount: 25_000, method: 'cash', receipt };

  it('is taken only for a delivery home, once, on a receipt of its own, and never counts as the fee', () => {
    expect(refusal(postage)).toEqual([['postage-not-asked', undefined, undefined]]);
    const { dossier } = write([HOME, postage]);
    expect(dossier.payment).toBeNull();
    expect(takingsOf(dossier)).toMatchObject([{ what: 'postage', receipt }]);
    const again = decide(dossier, { ...postage, receipt: next }, NOW);
    expect(again.ok ? [] : again.error.map(({ code }) => code)).toEqual(['postage-already-taken']);
  });
});

it('a fee taken before receipts were numbered can be given back', () => {
  const old: Command = { type: 'takeFee', method: 'cash' };
  const { dossier } = write([receiveCommand(), old]);
  expect(dossier).not.toHaveProperty('money');
  const back = write([
    receiveCommand(),
    old,
    { type: 'refund', receipt: null, amount: FEE, method: 'cash', reason: 'Rút' },
  ]);
  expect(back.dossier.payment).toBeNull();
});
