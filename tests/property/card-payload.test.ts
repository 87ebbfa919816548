import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cardFault, looksLikeCard, nameDamaged } from '../../renderer/screens/reception/card-doubts.ts';
import { readCardText } from '../../renderer/screens/reception/card-text.ts';

const RUNS = 10_000;
const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(''));
const day = fc
  .date({ min: new Date('1920-01-01T00:00:00Z'), max: new Date('2020-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10).split('-').reverse().join(''));
const name = fc.constantFrom(
  'Nguyễn Văn Đạt',
  'Trần Thị Bích Ngọc',
  'Đỗ Thị Khuê',
  'H’ Hen Niê',
  'Âu Dương Thoắt',
);

/** A card as it is printed: seven fields, later cards some more. */
const card = fc.record({
  number: digits(12),
  old: fc.oneof(fc.constant(''), digits(9)),
  name,
  birthDate: day,
  sex: fc.constantFrom('Nam', 'Nữ'),
  address: fc.constant('Tổ 3, Khu 4, Hà Tu, Hạ Long, Quảng Ninh'),
  issued: day,
  more: fc.array(name, { maxLength: 4 }),
});
type Card = typeof card extends fc.Arbitrary<infer C> ? C : never;
const fieldsOf = ({ number, old, name: who, birthDate, sex, address, issued, more }: Card) => [
  number,
  old,
  who,
  birthDate,
  sex,
  address,
  issued,
  ...more,
];
const text = (fields: readonly string[]) => fields.join('|');

const at = (fields: readonly string[], i: number, value: string) => fields.with(i, value);
/** What the digits' row types under the Vietnamese layout. */
const ROW = ['đ', 'ă', 'â', 'ê', 'ô', '\u0300', '\u0309', '\u0303', '\u0301', '₫'];

/** Ways a payload is malformed, each with the reasons that may be given for it. */
const malformed = fc
  .tuple(card, fc.nat({ max: 11 }), fc.string({ minLength: 1, maxLength: 3, unit: 'grapheme' }))
  .chain(([given, place, odd]) => {
    const fields = fieldsOf(given);
    const letter = /\d/u.test(odd) || odd.includes('|') || odd.trim() === '' ? 'x' : odd;
    return fc.constantFrom(
      { what: 'a digit too few', typed: text(at(fields, 0, given.number.slice(1))), reasons: ['number'] },
      { what: 'a digit too many', typed: text(at(fields, 0, `${given.number}7`)), reasons: ['number'] },
      {
        what: 'no digit among them',
        typed: text(at(fields, 0, given.number.slice(0, place) + letter + given.number.slice(place + 1))),
        reasons: ['number', 'keyboard'],
      },
      {
        what: 'typed under the Vietnamese layout',
        typed: text(
          at(
            fields,
            0,
            given.number.replace(/\d/gu, (digit) => ROW[Number(digit)] ?? ''),
          ),
        ),
        reasons: ['keyboard'],
      },
      { what: 'cut off', typed: text(fields.slice(0, 3 + (place % 3))), reasons: ['fields', 'date'] },
      { what: 'no name', typed: text(at(fields, 2, ' ')), reasons: ['fields'] },
      { what: 'no birth date', typed: text(at(fields, 3, '')), reasons: ['date'] },
      { what: 'a day that is none', typed: text(at(fields, 3, '31022001')), reasons: ['date'] },
      { what: 'a month that is none', typed: text(at(fields, 3, '01132001')), reasons: ['date'] },
      { what: 'letters for a birth date', typed: text(at(fields, 3, `${letter}7051990`)), reasons: ['date'] },
      { what: 'fields in another order', typed: text(fields.toReversed()), reasons: ['number'] },
    );
  });

it(`${String(RUNS)} malformed payloads are refused, each with the reason that fits`, () => {
  const told = new Map<string, number>();
  fc.assert(
    fc.property(malformed, ({ what, typed, reasons }) => {
      // Too short to be meant as a card, it stays a number that is wrong.
      if (!looksLikeCard(typed)) return;
      const fault = cardFault(typed);
      told.set(what, (told.get(what) ?? 0) + 1);
      expect([what, (reasons as readonly unknown[]).includes(fault)]).toEqual([what, true]);
    }),
    { numRuns: RUNS },
  );
  console.log(
    `FIGURE card payloads: ${[...told.values()].reduce((a, b) => a + b, 0)} malformed in ${told.size} ways, all refused`,
  );
});

it('cards as they are printed are taken, with or without the fields of 2024, and their names are not doubted', () => {
  fc.assert(
    fc.property(card, (given) => {
      const typed = text(fieldsOf(given));
      expect(cardFault(typed)).toBeNull();
      const read = readCardText(typed, []);
      expect(read).toMatchObject({
        number: given.number,
        name: given.name,
        sex: given.sex === 'Nam' ? 'male' : 'female',
      });
      expect(nameDamaged(given.name)).toBe(false);
    }),
    { numRuns: 1000 },
  );
});

it('whatever else is scanned never throws, and is taken only as a whole card', () => {
  const noise = fc.oneof(
    fc.string({ maxLength: 400, unit: 'grapheme' }),
    fc.array(fc.string({ maxLength: 30, unit: 'binary' }), { maxLength: 12 }).map(text),
    fc.tuple(card, fc.nat(), fc.string({ maxLength: 5, unit: 'binary' })).map(([given, where, put]) => {
      const whole = text(fieldsOf(given));
      const cut = where % (whole.length + 1);
      return whole.slice(0, cut) + put + whole.slice(cut + put.length);
    }),
    fc.integer({ min: 1000, max: 100_000 }).map((length) => '|'.repeat(length)),
  );
  fc.assert(
    fc.property(noise, (typed) => {
      if (!looksLikeCard(typed) || cardFault(typed) !== null) return;
      const read = readCardText(typed, []);
      expect(read?.number).toMatch(/^\d{12}$/u);
      expect(read?.name).not.toBe('');
      expect(read?.birthDate).toMatch(/^\d\d\/\d\d\/\d{4}$/u);
    }),
    { numRuns: RUNS },
  );
});
