import { describe, expect, it } from 'vitest';
import {
  postageFault,
  postageOf,
  postageTariffOn,
  postageTariffSchema,
  type PostageTariff,
} from '../../../shared/domain/postage.ts';

const TARIFF: PostageTariff = {
  id: 'result-home',
  version: 1,
  nameVi: 'Cước mẫu',
  effectiveFrom: '2022-08-15',
  tiers: {
    province: [
      { upTo: 100, amount: 16_000 },
      { upTo: 500, amount: 22_000 },
    ],
    country: [{ upTo: 500, amount: 30_000 }],
  },
  verified: false,
  source: 'made up',
};

describe('postage', () => {
  it('is whole đồng by distance and weight, the limit included', () => {
    const amounts = [1, 100, 101, 500, 501].map((weight) => postageOf(TARIFF, 'province', weight)?.amount);
    expect(amounts).toEqual([16_000, 16_000, 22_000, 22_000, undefined]);
    expect(postageOf(TARIFF, 'country', 20)).toEqual({
      tariffId: 'result-home',
      tariffVersion: 1,
      zone: 'country',
      grams: 20,
      amount: 30_000,
    });
    for (const nonsense of [0, -1, 1.5, Number.NaN])
      expect(postageOf(TARIFF, 'province', nonsense)).toBeNull();
  });

  it('comes from the tariff in force on the day', () => {
    const next = { ...TARIFF, version: 2, effectiveFrom: '2026-01-01' };
    expect(postageTariffOn([next, TARIFF], '2025-12-31')?.version).toBe(1);
    expect(postageTariffOn([next, TARIFF], '2026-01-01')?.version).toBe(2);
    expect(postageTariffOn([TARIFF], '2022-08-14')).toBeNull();
  });

  it('is refused when it is not what its tariff says', () => {
    const right = postageOf(TARIFF, 'province', 80);
    if (!right) throw new Error('the tariff has that weight');
    expect(postageFault(right, [TARIFF])).toBeNull();
    expect(postageFault({ ...right, amount: 1 }, [TARIFF])?.code).toBe('postage-wrong');
    expect(postageFault({ ...right, tariffVersion: 7 }, [TARIFF])?.code).toBe('postage-wrong');
    expect(postageFault(right, [])?.code).toBe('postage-wrong');
  });

  it('has tiers that rise', () => {
    const tiers = { ...TARIFF.tiers, country: [TARIFF.tiers.province[1], TARIFF.tiers.province[0]] };
    expect(postageTariffSchema.safeParse({ ...TARIFF, tiers }).success).toBe(false);
  });
});
