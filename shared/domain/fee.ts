import { z } from 'zod';

/** Whole đồng. */
const price = z.number().int().min(0).max(10_000_000_000);
const amount = z.number().int().min(0);
const tierSchema = z.strictObject({ upTo: z.number().int().min(1).nullable(), amount: price });
type Tier = z.infer<typeof tierSchema>;

/** Each tier ends after the one before, and the last has no end: no unit is left without a price. */
function areInOrder(tiers: readonly Tier[]): boolean {
  return tiers.every(
    ({ upTo }, i) =>
      (i === tiers.length - 1) === (upTo === null) && (upTo === null || upTo > (tiers[i - 1]?.upTo ?? 0)),
  );
}

/**
 * A fee as law writes it: an amount a case, a copy or a page; the price may change after a number of units (tiers) and
 * be capped. E.g. certified copies: 2,000 ₫ a page, 1,000 ₫ from the third, at most 200,000 ₫ a copy.
 */
export const feeRuleSchema = z.strictObject({
  id: z.string().min(1),
  version: z.number().int().min(1),
  nameVi: z.string(),
  per: z.enum(['case', 'copy', 'page']),
  /** Price of a unit up to and including unit `upTo` (null: all further units), in order. */
  tiers: z.array(tierSchema).min(1).refine(areInOrder),
  /** The most one copy costs (with `per: page`), or the most in all. */
  cap: price.nullable(),
  verified: z.boolean(),
  source: z.string(),
});
export type FeeRule = z.infer<typeof feeRuleSchema>;

/** What a fee is counted from. `pages` are the pages of one copy. */
export const feeCountsSchema = z.strictObject({
  pages: z.number('pages-invalid').int('pages-invalid').min(1, 'pages-invalid').max(9999, 'pages-invalid'),
  copies: z.number('count-invalid').int('count-invalid').min(1, 'count-invalid').max(999, 'count-invalid'),
});
export type FeeCounts = z.infer<typeof feeCountsSchema>;

export const feeLineSchema = z.strictObject({
  ruleId: z.string(),
  ruleVersion: z.number().int(),
  nameVi: z.string(),
  amount,
});
/** A fee worked out: its lines, and the counts and rule versions they come from. */
export const feeSchema = z.strictObject({
  counts: feeCountsSchema,
  lines: z.array(feeLineSchema),
  total: amount,
});
export type Fee = z.infer<typeof feeSchema>;

function tiered(rule: FeeRule, units: number): number {
  let total = 0;
  let counted = 0;
  for (const tier of rule.tiers) {
    const until = tier.upTo === null ? units : Math.min(units, tier.upTo);
    total += Math.max(0, until - counted) * tier.amount;
    counted = Math.max(counted, until);
  }
  return total;
}

/** The fee of one rule in whole đồng. */
export function feeOf(rule: FeeRule, counts: FeeCounts): number {
  const capped = (sum: number) => (rule.cap === null ? sum : Math.min(sum, rule.cap));
  if (rule.per === 'page') return capped(tiered(rule, counts.pages)) * counts.copies;
  return capped(tiered(rule, rule.per === 'copy' ? counts.copies : 1));
}

/** All fees of a procedure for the given counts. */
export function computeFee(rules: readonly FeeRule[], counts: FeeCounts): Fee {
  const lines = rules.map((rule) => ({
    ruleId: rule.id,
    ruleVersion: rule.version,
    nameVi: rule.nameVi,
    amount: feeOf(rule, counts),
  }));
  return { counts, lines, total: lines.reduce((sum, each) => sum + each.amount, 0) };
}
