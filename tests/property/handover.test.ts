import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stageOf } from '../../shared/domain/dossier/state.ts';
import { arrivedIn, holds, openDifferences, standingIn } from '../../shared/domain/handover/batch-rules.ts';
import { missing, TwoSides } from '../support/batches.ts';

const DOSSIERS = 6;
const picks = fc.uniqueArray(fc.nat(DOSSIERS - 1), { minLength: 1, maxLength: DOSSIERS });
const step = fc.oneof(
  fc.record({ do: fc.constant('send' as const), picks, again: fc.boolean() }),
  fc.record({ do: fc.constant('receive' as const), at: fc.nat(20), picks }),
  fc.record({ do: fc.constant('settle' as const), at: fc.nat(20), lost: fc.boolean() }),
);

test('no dossier is ever in two open batches, and every one that left is in one, arrived, or lost with a word why', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const both = new TwoSides(DOSSIERS);
      const pick = (at: readonly number[]) => at.flatMap((i) => both.ids[i] ?? []);
      const nth = (at: number) => [...both.batches.values()][at % Math.max(1, both.batches.size)];
      const missedBy = (id: string) =>
        [...both.batches.values()].find((batch) =>
          openDifferences(batch).some((each) => each.dossierId === id),
        );
      for (const each of steps) {
        if (each.do === 'send')
          both.send(
            pick(each.picks).map((id) => {
              const from = each.again ? missedBy(id) : undefined;
              return both.listed(id, from && { batch: from.id, explanation: 'gửi lại' });
            }),
          );
        const batch = each.do === 'send' ? undefined : nth(each.at);
        if (each.do === 'receive' && batch)
          both.receive(
            batch.id,
            pick(each.picks)
              .filter((id) => standingIn(batch, id))
              .map(missing),
          );
        const open = batch && openDifferences(batch)[0];
        if (each.do === 'settle' && open) both.settle(batch.id, open.dossierId, each.lost ? 'lost' : 'found');
        for (const id of both.ids) {
          const batches = [...both.batches.values()];
          const holding = batches.filter((one) => holds(one, id)).length;
          const arrived = batches.filter((one) => arrivedIn(one, id)).length;
          const lost = batches.some((one) => standingIn(one, id)?.settled?.outcome === 'lost');
          // Each exactly one place; a lost one may have turned up and gone again.
          expect(holding + arrived).toBeLessThanOrEqual(1);
          expect(stageOf(both.dossier(id)) === 'forwarded').toBe(holding + arrived === 1 || lost);
        }
      }
    }),
    { numRuns: 150 },
  );
});
