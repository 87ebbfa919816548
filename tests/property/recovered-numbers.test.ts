import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  addLeases,
  EMPTY_NUMBERING,
  giveCode,
  joinNumbering,
  resumeNumbering,
  type Numbering,
} from '../../shared/domain/numbering.ts';
import { newId } from '../../shared/ids.ts';

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('give' as const), day: fc.integer({ min: 1, max: 28 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('lease' as const), size: fc.integer({ min: 1, max: 6 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'record' as const }) },
  /** The database is lost; of the codes given last, so many stand in entries that can't be read any more. */
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('lose' as const), unread: fc.integer({ min: 0, max: 3 }) }),
  },
);

it('a counter rebuilt from its journal, any number of times and with damage, never gives a code twice', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
      let numbering: Numbering = EMPTY_NUMBERING;
      // The journal's last record of the ranges may be old: what came later is only in the codes.
      let recorded: Numbering = EMPTY_NUMBERING;
      let readable: string[] = [];
      const given: string[] = [];
      let nextFree = 1;
      for (const each of steps) {
        if (each.do === 'give') {
          const day = String(each.day).padStart(2, '0');
          const code = giveCode(numbering, 'HT-1', `2026-07-${day}T02:00:00.000Z`);
          numbering = code.numbering;
          given.push(code.code);
          readable.push(code.code);
        } else if (each.do === 'lease') {
          const lease = { id: newId(), unit: '000.00.19.H49', from: nextFree, to: nextFree + each.size - 1 };
          nextFree += each.size;
          numbering = addLeases(numbering, [lease]);
        } else if (each.do === 'record') recorded = numbering;
        else {
          const unread = Math.min(each.unread, readable.length);
          readable = readable.slice(0, readable.length - unread);
          numbering = resumeNumbering(
            joinNumbering(EMPTY_NUMBERING, recorded),
            { codes: readable, receipts: [] },
            'HT-1',
            { unknown: unread, head: 1 },
          );
          recorded = numbering;
        }
      }
      // A provisional number counts on whatever the day; the date in a code never makes up for a repeated number.
      const numbers = given.map((code) => code.replace(/-\d{6}-/u, '-'));
      expect(new Set(numbers).size).toBe(numbers.length);
    }),
    { numRuns: 500 },
  );
});
