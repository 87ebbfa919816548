import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FoldedIndex } from '../../renderer/store/search/folded-index.ts';
import { foldText } from '../../shared/domain/text.ts';

describe('the folded index', () => {
  const syllables = ['Nguyễn', 'Nguyên', 'Ngô', 'Đỗ', 'Do', 'Văn', 'Vân', 'An', 'Ân', 'Đạt', 'Dat', 'Anh'];
  const name = fc
    .array(fc.constantFrom(...syllables), { minLength: 1, maxLength: 4 })
    .map((words) => words.join(' '));
  const digits = fc.stringMatching(/^[0-9]{4,12}$/u);
  const entry = fc.record({ id: fc.nat({ max: 12 }), at: fc.nat({ max: 5 }), texts: fc.tuple(name, digits) });

  it('answers as looking at every name would', () => {
    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 40 }),
        fc.array(fc.constantFrom('ng', 'NGUYEN', 'đ', 'da', 'an', 'vân', '0', '12', '9876'), {
          minLength: 1,
          maxLength: 3,
        }),
        (entries, query) => {
          const index = new FoldedIndex();
          for (const { id, ...rest } of entries) index.add({ id: `id-${id}`, ...rest });
          const latest = new Map(entries.map((each) => [`id-${each.id}`, each]));
          const matches = (texts: readonly string[], word: string) =>
            texts.some((text) =>
              foldText(text)
                .split(' ')
                .some(
                  (each) =>
                    each.startsWith(foldText(word)) || (/^\d{4,}$/u.test(word) && each.endsWith(word)),
                ),
            );
          // Digits alone may also be one number.
          const readings = query.every((word) => /^\d+$/u.test(word)) ? [query, [query.join('')]] : [query];
          const expected = [...latest].filter(([, each]) =>
            readings.some((words) => words.every((word) => matches(each.texts, word))),
          );
          const found = index.search(query.join(' '), 100);
          expect(new Set(found)).toEqual(new Set(expected.map(([id]) => id)));
          const times = found.map((id) => latest.get(id)?.at ?? -1);
          expect(times).toEqual(times.toSorted((a, b) => b - a));
        },
      ),
      { numRuns: 500 },
    );
  });
});
