import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { issuesToErrors, organisationSchema, personSchema } from '../../../shared/domain/party.ts';

const { name } = personSchema.shape;

/** What a schema says to a text, as codes. */
function codesOf(schema: z.ZodType, text: string): readonly string[] {
  return issuesToErrors(schema.safeParse(text).error?.issues ?? []).map(({ code }) => code);
}

describe('a person’s name', () => {
  it.each([
    "H'Hen Niê",
    'H’Hen Niê',
    'Nguyễn Thị A-Lê',
    'Đạt',
    'Y Ê̛ban',
    'Jean-Luc d’Arc',
    'Nguyễn Văn Đạt'.normalize('NFD'),
    'Trần T. Hoa',
  ])('%s passes', (text) => {
    expect(name.parse(text)).toBe(text.normalize('NFC'));
  });

  it.each([
    ['', 'field-required'],
    [' \u200B\u202E ', 'field-required'],
    ['😀', 'name-characters'],
    ['Nguyễn Văn 2', 'name-characters'],
    ['Nguyễn_Văn', 'name-characters'],
    ['مرحبا', 'name-characters'],
    ['Иван', 'name-characters'],
    ['Ｎguyễn', 'name-characters'],
    ['𝐍guyễn', 'name-characters'],
    ['<b>Đạt</b>', 'name-characters'],
    ['...', 'name-characters'],
    ["- '", 'name-characters'],
    ['\u0301', 'name-characters'],
    ['Đạt\u0336\u0336\u0336', 'name-characters'],
    ['a'.repeat(201), 'field-too-long'],
    ['Nguyễn '.repeat(1500), 'field-too-long'],
  ])('%j is refused: %s', (text, code) => {
    expect(codesOf(name, text)).toEqual([code]);
  });

  it('loses what would turn the text around', () => {
    expect(name.parse('Nguyễn \u202EtạĐ')).toBe('Nguyễn tạĐ');
  });
});

describe('an organisation’s name', () => {
  it.each(['Công ty TNHH MTV Hạ Long 68', 'HTX "Đồng Tâm" & Con', 'Công ty ABC® (VN)', '株式会社 Hạ Long'])(
    '%s passes',
    (text) => {
      expect(organisationSchema.shape.name.parse(text)).toBe(text);
    },
  );

  it.each([
    'Công ty 😀',
    'Cty ❤️',
    '👨‍👩‍👧 Ba',
    'Công ty 🇻🇳',
    'Công ty 1️⃣',
    'A 🏻',
    '---',
    '\u0301Công ty',
    'A \uE000',
  ])('%s is refused', (text) => {
    expect(codesOf(organisationSchema.shape.name, text)).toEqual(['name-characters']);
  });
});
