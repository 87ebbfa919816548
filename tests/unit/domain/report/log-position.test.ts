import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  eventsAt,
  knownAt,
  logPositionSchema,
  positionsOf,
} from '../../../../shared/domain/report/log-position.ts';

const placesArbitrary = fc
  .dictionary(
    fc.constantFrom('HT-1', 'HT-2', 'HT-2.2', 'portal'),
    fc.uniqueArray(fc.integer({ min: 1, max: 60 })),
  )
  .map((logs) =>
    Object.entries(logs)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([counter, all]) =>
        all.toSorted((a, b) => a - b).map((position): [string, number] => [counter, position]),
      ),
  );

it('tells exactly the events that were there, whatever gaps a log has', () => {
  fc.assert(
    fc.property(placesArbitrary, (places) => {
      const counters = positionsOf(places);
      expect(logPositionSchema.parse({ office: 'HT', counters })).toEqual({ office: 'HT', counters });
      expect(eventsAt(counters)).toBe(places.length);
      const known = knownAt(counters);
      const there = new Set(places.map(([counter, position]) => `${counter} ${String(position)}`));
      for (const counter of ['HT-1', 'HT-2', 'HT-2.2', 'portal', 'HT-9'])
        for (let position = 1; position <= 61; position += 1)
          expect([counter, position, known({ counter, position })]).toEqual([
            counter,
            position,
            there.has(`${counter} ${String(position)}`),
          ]);
    }),
  );
});

it('says when a log has more gaps than are written down', () => {
  const [counter] = positionsOf(Array.from({ length: 2002 }, (_, i) => ['HT-1', 2 * i + 2] as const));
  expect(counter).toMatchObject({ inexact: true, to: 4004 });
  expect(counter?.gaps).toHaveLength(4000);
});
