import { describe, expect, it } from 'vitest';
import { applyPatch, cataloguePatchSchema, diffCatalogues } from '../../../shared/domain/catalogue-patch.ts';
import { catalogueSchema, type Catalogue, type Procedure } from '../../../shared/domain/procedure.ts';
import { createRandom, type Random } from '../../portal/seed/random.ts';
import { BUILDING_PERMIT, CERTIFIED_COPY, sampleCatalogue } from '../../support/catalogue.ts';
import { LARGE } from '../../support/large-catalogue.ts';

const next = (catalogue: Catalogue, changes: Partial<Catalogue>): Catalogue => ({
  ...catalogue,
  ...changes,
  version: catalogue.version + 1,
});

/** Takes out, changes and puts in procedures here and there. */
function edited(random: Random, procedures: readonly Procedure[]): Procedure[] {
  return procedures.flatMap((each): Procedure[] => {
    if (random.chance(0.02)) return [];
    if (random.chance(0.02)) return [{ ...each, withdrawnFrom: '2026-01-01' }];
    if (random.chance(0.02)) return [each, { ...each, version: each.version + 10 }];
    if (random.chance(0.01)) return [{ ...each, code: `${each.code}.n` }, each];
    return [each];
  });
}

describe('what changed in a catalogue', () => {
  it('the made-up catalogue is one, of the province’s size, marked as sample data, and the same each time', () => {
    expect(catalogueSchema.parse(LARGE)).toEqual(LARGE);
    const byCode = Map.groupBy(LARGE.procedures, ({ code }) => code);
    expect(byCode.size).toBe(1712);
    expect(LARGE).toMatchObject({ sample: true, source: expect.stringContaining('DỮ LIỆU MẪU') });
    expect([...byCode.values()].filter((versions) => versions.length === 3).length).toBeGreaterThan(50);
    const withdrawn = LARGE.procedures.filter(({ withdrawal }) => withdrawal);
    expect(withdrawn.length).toBeGreaterThan(50);
    expect(
      withdrawn.every(({ withdrawal }) => withdrawal?.replacedBy.every((code) => byCode.has(code))),
    ).toBe(true);
  });

  it('leads from one catalogue to the other, for random changes', () => {
    const random = createRandom('patches');
    for (let round = 0; round < 6; round += 1) {
      const after = next(LARGE, {
        procedures: edited(random, LARGE.procedures),
        ...(random.chance(0.5) ? { wards: LARGE.wards.slice(1) } : {}),
      });
      const patch = diffCatalogues(LARGE, after);
      expect(patch && applyPatch(LARGE, cataloguePatchSchema.parse(patch))).toEqual(after);
    }
  });

  it('says only what changed', () => {
    const after = next(LARGE, {
      procedures: LARGE.procedures.with(700, {
        ...(LARGE.procedures[700] as Procedure),
        withdrawnFrom: '2026-12-01',
      }),
    });
    const patch = diffCatalogues(LARGE, after);
    expect(patch).toMatchObject({ removed: [], put: [{ at: 700 }], parts: {} });
    expect(JSON.stringify(patch).length).toBeLessThan(JSON.stringify(after).length / 100);
  });

  it('is not taken where it does not fit', () => {
    const before = sampleCatalogue();
    const patch = diffCatalogues(before, next(before, { procedures: [CERTIFIED_COPY] }));
    if (!patch) throw new Error('no patch');
    expect(applyPatch(before, patch)).not.toBeNull();
    expect(applyPatch({ ...before, version: 7 }, patch)).toBeNull();
    // Held with another name than the portal published it with.
    expect(applyPatch({ ...before, source: 'x' }, patch)).toBeNull();
    expect(applyPatch(before, { ...patch, hash: 'f'.repeat(64) })).toBeNull();
  });

  it('cannot say that procedures changed places or that a part is gone: then the whole goes', () => {
    const before = sampleCatalogue({ procedures: [CERTIFIED_COPY, BUILDING_PERMIT], capabilities: [] });
    expect(
      diffCatalogues(before, next(before, { procedures: [BUILDING_PERMIT, CERTIFIED_COPY] })),
    ).toBeNull();
    const { capabilities: _, ...rest } = before;
    expect(diffCatalogues(before, { ...rest, version: 2 })).toBeNull();
  });
});
