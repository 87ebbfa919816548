import { describe, expect, it } from 'vitest';
import {
  computeFee,
  feeCountsSchema,
  feeOf,
  feeRuleSchema,
  type FeeRule,
} from '../../../shared/domain/fee.ts';
import {
  BUILDING_PERMIT,
  CERTIFIED_COPY,
  HOUSEHOLD_BUSINESS,
  SOCIAL_ALLOWANCE,
} from '../../support/catalogue.ts';

const total = (rules: readonly FeeRule[], pages: number, copies = 1) =>
  computeFee(rules, { pages, copies }).total;

describe('certified copies: 2,000 a page, 1,000 from the third, at most 200,000 a copy', () => {
  it.each([
    [1, 1, 2000],
    [2, 1, 4000],
    [3, 1, 5000],
    [4, 1, 6000],
    [198, 1, 200_000],
    [199, 1, 200_000],
    [9999, 1, 200_000],
    [2, 3, 12_000],
    [9999, 2, 400_000],
  ])('%i pages × %i copies: %i ₫', (pages, copies, dong) => {
    expect(total(CERTIFIED_COPY.fees, pages, copies)).toBe(dong);
  });
});

it('charges a case once, a copy each, and nothing without rules', () => {
  expect(total(HOUSEHOLD_BUSINESS.fees, 50, 7)).toBe(100_000);
  expect(total(BUILDING_PERMIT.fees, 50, 7)).toBe(140_000);
  expect(computeFee(SOCIAL_ALLOWANCE.fees, { pages: 1, copies: 1 })).toEqual({
    counts: { pages: 1, copies: 1 },
    lines: [],
    total: 0,
  });
});

it('caps copies in all', () => {
  const [rule] = BUILDING_PERMIT.fees;
  expect(rule && feeOf({ ...rule, cap: 50_000 }, { pages: 1, copies: 7 })).toBe(50_000);
});

it('keeps which version of which rule each line comes from', () => {
  expect(computeFee(CERTIFIED_COPY.fees, { pages: 3, copies: 1 }).lines).toEqual([
    { ruleId: 'certified-copy', ruleVersion: 1, nameVi: 'Phí chứng thực bản sao', amount: 5000 },
  ]);
});

it.each([
  [[{ upTo: 2, amount: 1 }], 'no price after the second unit'],
  [
    [
      { upTo: null, amount: 1 },
      { upTo: 2, amount: 1 },
    ],
    'no end in the middle',
  ],
  [
    [
      { upTo: 3, amount: 1 },
      { upTo: 2, amount: 1 },
      { upTo: null, amount: 1 },
    ],
    'out of order',
  ],
  [[], 'none'],
  [[{ upTo: null, amount: 0.5 }], 'half a đồng'],
  [[{ upTo: null, amount: -1 }], 'below zero'],
])('refuses tiers %j: %s', (tiers) => {
  expect(feeRuleSchema.safeParse({ ...CERTIFIED_COPY.fees[0], tiers }).success).toBe(false);
});

it.each([
  [{ pages: 0, copies: 1 }, 'pages-invalid'],
  [{ pages: 1.5, copies: 1 }, 'pages-invalid'],
  [{ pages: NaN, copies: 1 }, 'pages-invalid'],
  [{ pages: 'ba', copies: 1 }, 'pages-invalid'],
  [{ pages: 10_000, copies: 1 }, 'pages-invalid'],
  [{ pages: 1, copies: 0 }, 'count-invalid'],
  [{ pages: 1, copies: Infinity }, 'count-invalid'],
  [{ pages: 1, copies: 1000 }, 'count-invalid'],
])('refuses counts %j: %s', (counts, code) => {
  expect(feeCountsSchema.safeParse(counts).error?.issues.map((issue) => issue.message)).toEqual([code]);
});
