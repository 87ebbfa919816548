import { z } from 'zod';
import { appError, type AppError } from '../errors.ts';

/** Whole đồng. */
const price = z.number().int().min(0).max(10_000_000);
const grams = z
  .number('weight-invalid')
  .int('weight-invalid')
  .min(1, 'weight-invalid')
  .max(30_000, 'weight-invalid');

/** How far an item goes: within the office's province, or to another. */
export const postageZoneSchema = z.enum(['province', 'country']);
export type PostageZone = z.infer<typeof postageZoneSchema>;

const tierSchema = z.strictObject({ upTo: grams, amount: price });

/** What the post takes for sending a result home, by distance and weight. Data with versions, like every tariff. */
export const postageTariffSchema = z.strictObject({
  id: z.string().min(1),
  version: z.number().int().min(1),
  nameVi: z.string().min(1),
  effectiveFrom: z.iso.date(),
  /** Price up to and including `upTo` grams, in order; heavier items are not sent as a letter. */
  tiers: z.strictObject({
    province: z.array(tierSchema).min(1).refine(areInOrder),
    country: z.array(tierSchema).min(1).refine(areInOrder),
  }),
  verified: z.boolean(),
  source: z.string(),
});
export type PostageTariff = z.infer<typeof postageTariffSchema>;

function areInOrder(tiers: readonly z.infer<typeof tierSchema>[]): boolean {
  return tiers.every(({ upTo }, i) => upTo > (tiers[i - 1]?.upTo ?? 0));
}

/**
 * What is paid for sending an item, in whole đồng: to the postman, and then it is never in the counter's till; or at the
 * counter beforehand (`postageTaken`), on a receipt of its own. Never part of the procedure's fee. Kept with the tariff's version that it was worked out by.
 */
export const postageSchema = z.strictObject({
  tariffId: z.string().min(1),
  tariffVersion: z.number().int().min(1),
  zone: postageZoneSchema,
  grams,
  amount: price,
});
export type Postage = z.infer<typeof postageSchema>;

/** The tariff in force on a day (`YYYY-MM-DD`): the one that began last; null when there is none. */
export function postageTariffOn(tariffs: readonly PostageTariff[], day: string): PostageTariff | null {
  const inForce = tariffs.filter(({ effectiveFrom }) => effectiveFrom <= day);
  return (
    inForce.toSorted((a, b) => b.effectiveFrom.localeCompare(a.effectiveFrom) || b.version - a.version)[0] ??
    null
  );
}

/** The postage of an item; null when it weighs more than the tariff goes to, or no weight at all. */
export function postageOf(tariff: PostageTariff, zone: PostageZone, weight: number): Postage | null {
  if (!grams.safeParse(weight).success) return null;
  const tier = tariff.tiers[zone].find(({ upTo }) => weight <= upTo);
  if (!tier) return null;
  return { tariffId: tariff.id, tariffVersion: tariff.version, zone, grams: weight, amount: tier.amount };
}

/** Why a postage is not what its tariff says; null when it is. `tariffs` are all that were ever in force. */
export function postageFault(postage: Postage, tariffs: readonly PostageTariff[]): AppError | null {
  const { tariffId, tariffVersion, zone, grams: weight, amount } = postage;
  const tariff = tariffs.find(({ id, version }) => id === tariffId && version === tariffVersion);
  const right = tariff ? postageOf(tariff, zone, weight) : null;
  return right?.amount === amount ? null : appError('postage-wrong', {}, 'postage');
}
