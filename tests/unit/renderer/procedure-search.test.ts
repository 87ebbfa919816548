import { expect, it } from 'vitest';
import { findProcedures, indexProcedures } from '../../../renderer/screens/reception/find-procedures.ts';
import { foldedWords, foldText } from '../../../shared/domain/text.ts';
import { createRandom } from '../../portal/seed/random.ts';
import { TODAY } from '../../support/catalogue.ts';
import { LARGE } from '../../support/large-catalogue.ts';
import { scanProcedures } from '../../support/scan-procedures.ts';

const OFFICE = LARGE.offices.find(({ id }) => id === 'HT') ?? null;
const index = indexProcedures(LARGE, OFFICE, TODAY);
const codes = (found: readonly { readonly procedure: { readonly code: string } }[]) =>
  found.map(({ procedure }) => procedure.code);

it('finds at 1,712 procedures what a plain scan finds, in the same order, for random queries', () => {
  const random = createRandom('queries');
  const scan = scanProcedures(LARGE, OFFICE, TODAY);
  const used = new Map(LARGE.procedures.slice(0, 300).map(({ code }) => [code, random.below(4)]));
  let found = 0;
  for (let round = 0; round < 100; round += 1) {
    const { code, nameVi, nameEn } = random.pick(LARGE.procedures);
    const words = random.chance(0.2) ? [code] : foldedWords(random.chance(0.8) ? nameVi : `${nameEn} mau`);
    const parts = Array.from({ length: random.below(4) }, () => random.pick(words)).map((word) =>
      word.slice(0, 1 + random.below(word.length)),
    );
    const query = parts.join(random.chance(0.9) ? ' ' : ', ');
    const expected = scan(query, used);
    expect(codes(findProcedures(index, query, used)), `for “${query}”`).toEqual(codes(expected));
    found += expected.length;
  }
  expect(found).toBeGreaterThan(100);
});

it('takes marks, case and đ as they are typed', () => {
  const name = LARGE.procedures.find(({ nameVi }) => nameVi.startsWith('Đăng ký'))?.nameVi ?? '';
  const all = codes(findProcedures(index, foldText(name)));
  expect(all.length).toBeGreaterThan(0);
  for (const typed of [name, name.normalize('NFD'), name.toUpperCase()])
    expect(codes(findProcedures(index, typed))).toEqual(all);
});

it('is made once for a catalogue, office and day', () => {
  expect(indexProcedures(LARGE, OFFICE, TODAY)).toBe(index);
  expect(indexProcedures(LARGE, null, TODAY)).not.toBe(index);
});
