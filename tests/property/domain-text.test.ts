import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { organisationSchema, partySchema, personSchema } from '../../shared/domain/party.ts';
import { foldedWords, foldText, normaliseLine, normaliseLines } from '../../shared/domain/text.ts';
import { nastyText, typedName, vietnameseName } from '../support/arbitraries.ts';

// Spelt out apart from the code: what must never reach a paper or a comparison.
const HIDDEN =
  /[\u0000-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u2028-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E0FFF}]/u;

describe('normalising', () => {
  it('changes nothing the second time and leaves nothing hidden', () => {
    fc.assert(
      fc.property(nastyText(), (text) => {
        const line = normaliseLine(text);
        expect(normaliseLine(line)).toBe(line);
        expect(line).toBe(line.trim().normalize('NFC'));
        expect(HIDDEN.test(line)).toBe(false);
        expect(line.isWellFormed()).toBe(true);
        const lines = normaliseLines(text);
        expect(normaliseLines(lines)).toBe(lines);
        expect(HIDDEN.test(lines.replaceAll('\n', ' '))).toBe(false);
        expect(normaliseLine(lines)).toBe(line);
      }),
      { numRuns: 700 },
    );
  });

  it('makes one text of composed and decomposed letters', () => {
    fc.assert(
      fc.property(vietnameseName(), (name) => {
        expect(normaliseLine(name.normalize('NFD'))).toBe(normaliseLine(name));
      }),
    );
  });
});

describe('folding for search', () => {
  it('changes nothing the second time, and folds composed, decomposed and upper case alike', () => {
    fc.assert(
      fc.property(nastyText(), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
        expect(foldText(normaliseLine(text))).toBe(foldText(normaliseLine(text).normalize('NFD')));
      }),
      { numRuns: 1000 },
    );
    fc.assert(
      fc.property(typedName(), (name) => {
        expect(foldText(name)).toMatch(/^[a-z' -]+$/u);
        expect(foldText(name.toUpperCase())).toBe(foldText(name));
        expect(foldedWords(`  ${name},`)).toEqual(foldedWords(name));
      }),
    );
  });
});

describe('names', () => {
  it('that pass have no hidden characters, and are found by their own words', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          nastyText(),
          typedName(),
          fc.tuple(typedName(), nastyText()).map((parts) => parts.join(' ')),
        ),
        (text) => {
          for (const schema of [personSchema.shape.name, organisationSchema.shape.name]) {
            const name = schema.safeParse(text);
            if (!name.success) continue;
            expect(HIDDEN.test(name.data)).toBe(false);
            expect(name.data.length).toBeLessThanOrEqual(200);
            expect(foldedWords(name.data).length).toBeGreaterThan(0);
            expect(schema.parse(name.data)).toBe(name.data);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('of Vietnam all pass, in any form', () => {
    fc.assert(
      fc.property(typedName(), (name) => {
        expect(personSchema.shape.name.parse(` ${name}  `)).toBe(name.normalize('NFC'));
      }),
    );
  });
});

it('never throws on nonsense in any field of a party', () => {
  const field = fc.oneof(nastyText(), fc.jsonValue());
  const party = fc.record(
    {
      kind: fc.constantFrom('person', 'organisation', 'x'),
      name: field,
      identity: fc.oneof(
        field,
        fc.record({ kind: fc.constantFrom('citizen-id', 'old-id', 'passport'), number: field }),
      ),
      birthDate: field,
      taxCode: field,
      phone: field,
      email: field,
      address: field,
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(party, (value) => {
      const parsed = partySchema.safeParse(value);
      if (parsed.success) expect(partySchema.parse(parsed.data)).toEqual(parsed.data);
    }),
    { numRuns: 1000 },
  );
});
