import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatPostalItem,
  isOfRoll,
  nextOfRoll,
  postalCheckDigit,
  postalItemFault,
  postalItemSchema,
  postalRollFaults,
} from '../../../shared/domain/postal-item.ts';

const ROLL = { first: 'RA473124829VN', last: 'RA473124863VN' };

describe('an identifier of a postal item', () => {
  it.each([
    ['00071758', 1],
    ['96633102', 0],
    ['76129403', 8],
    ['00071761', 8],
    ['00071759', 5],
    ['47312482', 9],
  ])('has the check digit of the standard: %s gives %i', (serial, check) => {
    expect(postalCheckDigit(serial)).toBe(check);
  });

  it('is taken as people type it', () => {
    expect(postalItemSchema.parse(' ra 473 124-829 vn')).toBe('RA473124829VN');
    for (const valid of ['EB000717595HK', 'EB000717618HK']) expect(postalItemFault(valid)).toBeNull();
  });

  it('names the place that is wrong, counted as on the label', () => {
    expect(postalItemFault('')).toEqual({ code: 'field-required' });
    expect(postalItemFault('RA47312482VN', 'item')).toEqual({
      code: 'postal-item-length',
      params: { length: 12 },
      field: 'item',
    });
    expect(postalItemFault('R4473124829VN')).toMatchObject({ code: 'postal-item-letter', params: { at: 2 } });
    expect(postalItemFault('RA473I24829VN')).toMatchObject({ code: 'postal-item-digit', params: { at: 6 } });
    expect(postalItemFault('RA184717615H1')).toMatchObject({
      code: 'postal-item-letter',
      params: { at: 13 },
    });
    expect(postalItemFault('RA473124828VN')).toMatchObject({
      code: 'postal-item-check',
      params: { at: 11, digit: 8, right: 9, serial: '47312482' },
    });
  });

  it('does not survive one mistyped digit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999_999 }),
        fc.nat({ max: 7 }),
        fc.integer({ min: 1, max: 9 }),
        (number, at, by) => {
          const digits = String(number).padStart(8, '0');
          const check = String(postalCheckDigit(digits));
          const item = (serial: string) => postalItemFault(`RA${serial}${check}VN`)?.code ?? null;
          expect(item(digits)).toBeNull();
          const wrong = String((Number(digits[at]) + by) % 10);
          const mistyped = digits.slice(0, at) + wrong + digits.slice(at + 1);
          // The standard folds remainders 10 → 0 and 0 → 5, so a rare pair of serials shares its digit.
          if (postalCheckDigit(mistyped) !== Number(check)) expect(item(mistyped)).toBe('postal-item-check');
          else expect(['0', '5']).toContain(check);
        },
      ),
    );
  });

  it('reads in groups', () => {
    expect(formatPostalItem('RA473124829VN')).toBe('RA 473 124 829 VN');
  });
});

describe('a roll of labels', () => {
  it('is two good identifiers alike but for their number, the first before the last', () => {
    const faults = (first: string, last: string) =>
      postalRollFaults({ first, last }).map(({ code, field }) => [code, field]);
    expect(faults(ROLL.first, ROLL.last)).toEqual([]);
    expect(faults('RA473124828VN', '')).toEqual([
      ['postal-item-check', 'roll.first'],
      ['field-required', 'roll.last'],
    ]);
    expect(faults('EB000717595HK', ROLL.last)).toEqual([['postal-roll-mixed', 'roll.last']]);
    expect(faults(ROLL.last, ROLL.first)).toEqual([['postal-roll-backwards', 'roll.last']]);
    expect(faults('RA000000005VN', ROLL.last)).toEqual([['postal-roll-long', 'roll.last']]);
  });

  it('gives its labels in order after the last used one, and no more than it has', () => {
    expect(nextOfRoll(ROLL, [], 2)).toEqual(['RA473124829VN', 'RA473124832VN']);
    // One was torn: what lies before the last used one does not come again.
    expect(nextOfRoll(ROLL, ['RA473124846VN', 'EB000717595HK'], 9)).toEqual([
      'RA473124850VN',
      'RA473124863VN',
    ]);
    expect(nextOfRoll(ROLL, [ROLL.last], 3)).toEqual([]);
  });

  it('never gives one twice, and only its own', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 8 }), (bites) => {
        const roll = { first: 'RA000000014VN', last: 'RA000000289VN' };
        const used: string[] = [];
        for (const bite of bites) used.push(...nextOfRoll(roll, used, bite));
        expect(new Set(used).size).toBe(used.length);
        for (const item of used) {
          expect(isOfRoll(roll, item)).toBe(true);
          expect(postalItemFault(item)).toBeNull();
        }
      }),
    );
  });
});
