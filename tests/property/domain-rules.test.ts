import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf } from '../../shared/clock.ts';
import { isWorkingDay } from '../../shared/domain/calendar.ts';
import { computeDeadline, type DeadlineRule } from '../../shared/domain/deadline.ts';
import { computeFee, feeOf, feeRuleSchema, feeSchema, type FeeRule } from '../../shared/domain/fee.ts';
import { dongInWords, formatDong } from '../../shared/domain/money.ts';
import {
  addLeases,
  EMPTY_NUMBERING,
  giveCode,
  isProvisionalCode,
  numberingSchema,
  numbersLeft,
  parseDossierCode,
  type Lease,
} from '../../shared/domain/numbering.ts';
import { anyText, instant } from '../support/arbitraries.ts';
import { sequentialIds } from '../support/arbitrary-logs.ts';
import { CALENDAR } from '../support/catalogue.ts';

const rule = (): fc.Arbitrary<DeadlineRule> =>
  fc.oneof(
    fc.integer({ min: 1, max: 60 }).map((days): DeadlineRule => ({ kind: 'working-days', days })),
    fc
      .constantFrom('09:30', '15:00', '17:00', '23:59')
      .map((cutOff): DeadlineRule => ({ kind: 'same-day', cutOff })),
  );
const closing = fc.constantFrom('11:30', '16:00', '17:00', '21:00');

describe('deadline', () => {
  it('is on a working day, after the reception, and never before its start', () => {
    fc.assert(
      fc.property(rule(), instant(), closing, (given, receivedAt, closesAt) => {
        const { dueAt, startsOn } = computeDeadline(given, receivedAt, CALENDAR, closesAt);
        expect(isWorkingDay(CALENDAR, dayOf(dueAt))).toBe(true);
        expect(isWorkingDay(CALENDAR, startsOn)).toBe(true);
        expect(dueAt > new Date(receivedAt).toISOString()).toBe(true);
        expect(dayOf(dueAt) >= startsOn && startsOn >= dayOf(receivedAt)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('is never earlier for a later reception, nor for more days', () => {
    fc.assert(
      fc.property(
        rule(),
        instant(),
        fc.integer({ min: 0, max: 10 * 86_400_000 }),
        closing,
        (given, receivedAt, later, closesAt) => {
          const due = (from: string, by = given) => computeDeadline(by, from, CALENDAR, closesAt).dueAt;
          expect(due(new Date(Date.parse(receivedAt) + later).toISOString()) >= due(receivedAt)).toBe(true);
          if (given.kind === 'working-days')
            expect(due(receivedAt, { ...given, days: given.days + 1 }) > due(receivedAt)).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('counts exactly the working days between start and due day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        instant('2022-08-15T00:00:00Z', '2027-08-15T00:00:00Z'),
        (days, receivedAt) => {
          const { dueAt, startsOn } = computeDeadline(
            { kind: 'working-days', days },
            receivedAt,
            CALENDAR,
            '17:00',
          );
          let counted = 0;
          for (let at = Date.parse(startsOn) + 86_400_000; at <= Date.parse(dayOf(dueAt)); at += 86_400_000) {
            if (isWorkingDay(CALENDAR, new Date(at).toISOString().slice(0, 10))) counted += 1;
          }
          expect(counted).toBe(days);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('fee', () => {
  const price = fc.integer({ min: 0, max: 1_000_000 });
  const feeRule = (): fc.Arbitrary<FeeRule> =>
    fc
      .record({
        per: fc.constantFrom('case' as const, 'copy' as const, 'page' as const),
        steps: fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { maxLength: 3 }),
        prices: fc.tuple(price, price, price, price),
        cap: fc.option(price),
      })
      .map(({ per, steps, prices, cap }) => ({
        id: 'fee',
        version: 1,
        nameVi: 'Phí',
        per,
        tiers: [...[...steps].sort((a, b) => a - b), null].map((upTo, i) => ({
          upTo,
          amount: prices[i] ?? 0,
        })),
        cap,
        verified: false,
        source: 'made up',
      }));
  const counts = fc.record({
    pages: fc.integer({ min: 1, max: 9999 }),
    copies: fc.integer({ min: 1, max: 999 }),
  });

  it('is whole đồng, at least zero, at most its cap, and grows with pages and copies', () => {
    fc.assert(
      fc.property(feeRule(), counts, (given, count) => {
        expect(feeRuleSchema.parse(given)).toEqual(given);
        const fee = feeOf(given, count);
        expect(Number.isSafeInteger(fee) && fee >= 0).toBe(true);
        if (given.cap !== null)
          expect(fee).toBeLessThanOrEqual(given.per === 'page' ? given.cap * count.copies : given.cap);
        expect(feeOf(given, { ...count, pages: count.pages + 1 })).toBeGreaterThanOrEqual(fee);
        expect(feeOf(given, { ...count, copies: count.copies + 1 })).toBeGreaterThanOrEqual(fee);
      }),
      { numRuns: 1000 },
    );
  });

  it('adds up to the total of its lines', () => {
    fc.assert(
      fc.property(fc.array(feeRule(), { maxLength: 4 }), counts, (rules, count) => {
        const fee = computeFee(rules, count);
        expect(feeSchema.parse(fee)).toEqual(fee);
        expect(fee.total).toBe(rules.reduce((sum, each) => sum + feeOf(each, count), 0));
      }),
    );
  });
});

describe('numbering', () => {
  type Act = { readonly give: string } | { readonly grant: readonly number[] };
  const acts = fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.record({ give: instant() }) },
      { weight: 1, arbitrary: fc.record({ grant: fc.array(fc.nat(7), { maxLength: 4 }) }) },
    ),
    { maxLength: 80 },
  );
  // Eight ranges as a portal gives them: of two units, never overlapping, some of a single number.
  const ids = sequentialIds();
  const ranges = Array.from({ length: 8 }, (_, i): Lease => ({
    id: ids(),
    unit: i % 2 ? '000.00.19.H49' : 'H49.19',
    from: i * 10 + 1,
    to: i * 10 + (i % 3 ? 5 : 1),
  }));

  it('never gives a code twice: clocks set back, ranges in any order and repeated, exhaustion between', () => {
    fc.assert(
      fc.property(acts, (steps: readonly Act[]) => {
        let numbering = EMPTY_NUMBERING;
        const given = new Set<string>();
        for (const act of steps) {
          const before = numbersLeft(numbering);
          if ('grant' in act)
            numbering = addLeases(
              numbering,
              act.grant.flatMap((i) => ranges[i] ?? []),
            );
          else {
            const { code, provisional, numbering: after } = giveCode(numbering, 'HT-1', act.give);
            // A running number may not come back on another date either.
            const identity = provisional
              ? code
              : `${parseDossierCode(code)?.unit ?? '?'}-${String(parseDossierCode(code)?.number)}`;
            expect(given.has(identity)).toBe(false);
            given.add(identity);
            expect(isProvisionalCode(code)).toBe(provisional);
            expect(provisional).toBe(before.left === 0);
            expect(numbersLeft(after).left).toBe(Math.max(0, before.left - 1));
            numbering = after;
          }
        }
        expect(numberingSchema.parse(JSON.parse(JSON.stringify(numbering)))).toEqual(numbering);
      }),
      { numRuns: 500 },
    );
  });

  it('reads no code out of nonsense', () => {
    fc.assert(
      fc.property(anyText(), (text) => parseDossierCode(text) === null),
      { numRuns: 500 },
    );
  });
});

describe('money', () => {
  // Reads the words back, by another way than they were written.
  const DIGIT: Record<string, number> = {
    không: 0,
    một: 1,
    mốt: 1,
    hai: 2,
    ba: 3,
    bốn: 4,
    năm: 5,
    lăm: 5,
    sáu: 6,
    bảy: 7,
    tám: 8,
    chín: 9,
  };
  function readWords(text: string): bigint {
    let total = 0n;
    let part = 0n;
    let group = 0n;
    let digit = 0n;
    for (const word of text
      .toLowerCase()
      .replace(/ đồng$/u, '')
      .split(' ')) {
      const close = (scale: bigint) => {
        part += (group + digit) * scale;
        [group, digit] = [0n, 0n];
      };
      if (word === 'linh') continue;
      if (word === 'trăm') [group, digit] = [digit * 100n, 0n];
      else if (word === 'mươi') [group, digit] = [group + digit * 10n, 0n];
      else if (word === 'mười') group += 10n;
      else if (word === 'nghìn') close(1000n);
      else if (word === 'triệu') close(1_000_000n);
      else if (word === 'tỷ') {
        close(1n);
        [total, part] = [part * 1_000_000_000n, 0n];
      } else digit = BigInt(DIGIT[word] ?? NaN);
    }
    return total + part + group + digit;
  }

  it('reads back from words and digits as the same amount', () => {
    const amount = fc.oneof(
      fc.nat(),
      fc.maxSafeNat(),
      fc.nat(15).map((power) => 10 ** power),
      fc.nat(2000),
    );
    fc.assert(
      fc.property(amount, (dong) => {
        expect(readWords(dongInWords(dong))).toBe(BigInt(dong));
        expect(dongInWords(dong)).not.toMatch(/ {2}|^ | $/u);
        expect(Number(formatDong(dong).replace(/[. ₫]/gu, ''))).toBe(dong);
      }),
      { numRuns: 2000 },
    );
  });
});
