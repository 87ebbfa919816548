import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { merge } from '../../renderer/store/merge.ts';
import { compareEvents, type DossierEvent } from '../../shared/domain/dossier/event.ts';
import { fold } from '../../shared/domain/dossier/evolve.ts';
import { emptyDatabase, logOf, projectionsOf } from '../unit/store/counter.ts';
import { expectFolded, foreignLog } from '../unit/store/foreign-log.ts';

describe('merge', () => {
  const events = foreignLog();
  // Any order, some events several times, cut into batches anywhere.
  const deliveries = fc
    .tuple(
      fc.shuffledSubarray([...events], { minLength: events.length, maxLength: events.length }),
      fc.array(fc.nat({ max: events.length - 1 }), { maxLength: 30 }),
      fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 60 }),
    )
    .map(([order, again, sizes]) => {
      const all = again.reduce(
        (list, i) => list.toSpliced((i * 7) % list.length, 0, events[i] as DossierEvent),
        order,
      );
      const batches: (readonly DossierEvent[])[] = [];
      for (let at = 0; at < all.length; at += sizes[batches.length % sizes.length] ?? 1)
        batches.push(all.slice(at, at + (sizes[batches.length % sizes.length] ?? 1)));
      return { all, sizes };
    });

  it('gives the same projections whatever the order, the batches and the repetitions', async () => {
    const wanted = emptyDatabase();
    await merge(wanted, events, 0);
    const expected = await projectionsOf(wanted);
    await expectFolded(wanted);
    await fc.assert(
      fc.asyncProperty(deliveries, async ({ all, sizes }) => {
        const db = emptyDatabase();
        for (let at = 0, i = 0; at < all.length; i += 1) {
          const size = sizes[i % sizes.length] ?? 1;
          await merge(db, all.slice(at, at + size), i);
          at += size;
        }
        expect(await projectionsOf(db)).toEqual(expected);
        expect((await logOf(db)).length).toBe(events.length);
        db.close();
      }),
      { numRuns: 40 },
    );
  });

  it('orders a dossier’s events the same whatever order they are read in', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...events], { minLength: events.length }), (shuffled) => {
        expect(shuffled.toSorted(compareEvents)).toHaveLength(events.length);
        for (const [id, group] of Map.groupBy(shuffled, (event) => event.dossierId))
          expect(fold(group)).toEqual(fold(events.filter((event) => event.dossierId === id)));
      }),
      { numRuns: 20 },
    );
  });
});
