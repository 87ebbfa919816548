import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import {
  addressSchema,
  checkIdentity,
  deliverySchema,
  identitySchema,
  issuesToErrors,
  partySchema,
  personSchema,
  phoneSchema,
  representativeSchema,
} from '../../../shared/domain/party.ts';
import { CITIZEN_ID_MAN_1990, ORGANISATION, PERSON, REPRESENTATIVE, TODAY } from '../../support/catalogue.ts';

/** Fields and codes of what a schema says to a value. */
function errorsOf(schema: z.ZodType, value: unknown): readonly string[] {
  const parsed = schema.safeParse(value);
  return parsed.success
    ? []
    : issuesToErrors(parsed.error.issues).map(({ field, code }) => `${field ?? ''}: ${code}`);
}

const { name, birthDate, email } = personSchema.shape;

describe('identity', () => {
  it.each([
    ['citizen-id', '02209012345', 'identity-length'],
    ['citizen-id', '0220901234567', 'identity-length'],
    ['citizen-id', '02209012345a', 'identity-length'],
    ['citizen-id', ' ', 'field-required'],
    ['old-id', '0220901234', 'identity-length'],
    ['old-id', '', 'field-required'],
    ['passport', 'C1!', 'passport-format'],
    ['passport', 'C'.repeat(16), 'passport-format'],
    ['passport', 'Č1234567', 'passport-format'],
  ])('%s %j: %s', (kind, number, code) => {
    expect(errorsOf(identitySchema, { kind, number })).toEqual([`number: ${code}`]);
  });

  it('is kept without what it was typed with', () => {
    expect(identitySchema.parse({ kind: 'citizen-id', number: ' 022 090.123-456 ' })).toEqual({
      kind: 'citizen-id',
      number: '022090123456',
    });
    expect(identitySchema.parse({ kind: 'passport', number: ' c1234567' })).toEqual({
      kind: 'passport',
      number: 'C1234567',
    });
    expect(errorsOf(identitySchema, { kind: 'card', number: '1' })).toEqual(['kind: field-required']);
  });

  const citizen = (number: string) => ({ kind: 'citizen-id', number }) as const;
  it.each([
    ['agrees', citizen(CITIZEN_ID_MAN_1990), '1990-05-17', []],
    ['no birth date', citizen(CITIZEN_ID_MAN_1990), null, []],
    ['another year', citizen(CITIZEN_ID_MAN_1990), '1991-05-17', ['p.birthDate: identity-disagrees']],
    ['place 000', citizen('000090123456'), null, ['p.identity.number: identity-province']],
    ['born in 2080', citizen('022280123456'), null, ['p.identity.number: identity-birth-year-future']],
    ['born next year', citizen('022227123456'), null, ['p.identity.number: identity-birth-year-future']],
    ['born tomorrow', citizen('022226123456'), '2026-07-14', ['p.birthDate: date-future']],
    [
      'a year ahead and another than the number’s',
      citizen(CITIZEN_ID_MAN_1990),
      '2027-01-01',
      ['p.birthDate: date-future'],
    ],
    ['born today', citizen('022226123456'), TODAY, []],
    [
      'an old number says nothing of the year',
      { kind: 'old-id', number: '100123456' } as const,
      '1950-01-01',
      [],
    ],
  ])('and birth date: %s', (_, identity, born, expected) => {
    expect(
      checkIdentity(identity, born, TODAY, 'p').map(({ field, code }) => `${field ?? ''}: ${code}`),
    ).toEqual(expected);
  });

  it('and a card’s sex and a birth date: only what was confirmed is let through', () => {
    const codes = (knowledge: Parameters<typeof checkIdentity>[4]) =>
      checkIdentity(citizen(CITIZEN_ID_MAN_1990), '1991-05-17', TODAY, 'p', knowledge).map(
        ({ code }) => code,
      );
    expect(codes({ sex: 'male' })).toEqual(['identity-disagrees']);
    expect(codes({ sex: 'female' })).toEqual(['identity-sex-disagrees', 'identity-disagrees']);
    expect(codes({ sex: 'female', confirmed: ['birth-year'] })).toEqual(['identity-sex-disagrees']);
    expect(codes({ sex: 'female', confirmed: ['birth-year', 'sex'] })).toEqual([]);
    expect(
      checkIdentity(citizen('000090123456'), '2026-07-14', TODAY, 'p', { confirmed: ['birth-year', 'sex'] }),
    ).toHaveLength(2);
  });
});

describe('phone', () => {
  it.each([
    ['0912 345 678', '0912345678'],
    ['0912.345.678', '0912345678'],
    ['(0203) 382-5678', '02033825678'],
    ['+84 912 345 678', '0912345678'],
    ['+84 (0)912 345 678', '0912345678'],
    ['(+84) 912 345 678', '0912345678'],
    ['+33 6 12 34 56 78', '+33612345678'],
  ])('%s is kept as %s', (text, kept) => {
    expect(phoneSchema.parse(text)).toBe(kept);
  });

  it.each([
    ['', 'field-required'],
    ['091234567', 'phone-invalid'],
    ['091234567890', 'phone-invalid'],
    ['0012345678', 'phone-invalid'],
    ['912345678', 'phone-invalid'],
    ['gọi sau', 'phone-invalid'],
    ['9'.repeat(10_000), 'phone-invalid'],
  ])('%j is refused: %s', (text, code) => {
    expect(errorsOf(phoneSchema, text)).toEqual([`: ${code}`]);
  });
});

describe('email', () => {
  it('may be missing', () => {
    expect([null, '', '  '].map((text) => email.parse(text))).toEqual([null, null, null]);
    expect(email.parse(' dan@thu.example.vn ')).toBe('dan@thu.example.vn');
  });

  it.each(['dan', 'dan@', '@vn', 'dan@vn', 'a b@c.vn', 'dan@@c.vn', 'dan@c..vn', 'dan@c.vn.'])(
    '%s is refused',
    (text) => {
      expect(errorsOf(email, text)).toEqual([': email-invalid']);
    },
  );
});

describe('birth date', () => {
  it.each(['2026-02-29', '2025-13-01', '17/05/1990', '1990-5-17', '0990-01-01', '', 'x'.repeat(10_000)])(
    '%s is no date',
    (text) => {
      expect(errorsOf(birthDate, text)).toEqual([': date-invalid']);
    },
  );
  it('may be missing or 29 February of a leap year', () => {
    expect([birthDate.parse(null), birthDate.parse('1988-02-29')]).toEqual([null, '1988-02-29']);
  });
});

describe('address and delivery', () => {
  it('says which part is missing', () => {
    expect(errorsOf(addressSchema, { street: ' ', ward: 'x'.repeat(101), province: 'Quảng Ninh' })).toEqual([
      'street: field-required',
      'ward: field-too-long',
    ]);
  });
  it('needs an address at home, and only there', () => {
    expect(errorsOf(deliverySchema, { kind: 'home' })).toEqual(['address: address-required']);
    expect(errorsOf(deliverySchema, { kind: 'home', address: null })).toEqual(['address: address-required']);
    expect(
      errorsOf(deliverySchema, {
        kind: 'home',
        address: { street: '', ward: 'Hà Tu', province: 'Quảng Ninh' },
      }),
    ).toEqual(['address.street: field-required']);
    expect(deliverySchema.parse({ kind: 'counter' })).toEqual({ kind: 'counter' });
  });
});

it('says every error of a party at its field, one each', () => {
  expect(errorsOf(partySchema, PERSON)).toEqual([]);
  expect(errorsOf(partySchema, ORGANISATION)).toEqual([]);
  expect(errorsOf(representativeSchema, REPRESENTATIVE)).toEqual([]);
  expect(
    errorsOf(partySchema, {
      ...PERSON,
      name: '😀'.repeat(300),
      identity: { kind: 'citizen-id', number: '1' },
      phone: '',
      email: 'x',
      birthDate: '1990-02-30',
    }),
  ).toEqual([
    'name: field-too-long',
    'identity.number: identity-length',
    'birthDate: date-invalid',
    'phone: field-required',
    'email: email-invalid',
  ]);
  expect(errorsOf(partySchema, { ...ORGANISATION, taxCode: '0100109107' })).toEqual([
    'taxCode: tax-code-invalid',
  ]);
  expect(errorsOf(representativeSchema, { ...REPRESENTATIVE, authority: '' })).toEqual([
    'authority: field-required',
  ]);
});

it('names the limit of a text that is too long', () => {
  const parsed = name.safeParse('a'.repeat(201));
  expect(issuesToErrors(parsed.error?.issues ?? [], 'applicant.name')).toEqual([
    { code: 'field-too-long', params: { limit: 200 }, field: 'applicant.name' },
  ]);
});

it('answers on 100,000 characters in every field at once', () => {
  const long = [
    'a',
    'Đạt ',
    "a'",
    '\u0301',
    'a\u0301\u0323',
    'a@',
    '.',
    '@.',
    ' ',
    '9',
    '-',
    '😀',
    '\u202E',
    '\n',
  ].map((piece) => piece.repeat(100_000 / piece.length));
  const begun = performance.now();
  for (const text of [...long, `a@${'.'.repeat(100_000)}@`, `a@${'a.'.repeat(50_000)}@`]) {
    const party = {
      name: text,
      phone: text,
      email: text,
      address: { street: text, ward: text, province: text },
    };
    expect(
      partySchema.safeParse({
        ...party,
        kind: 'person',
        identity: { kind: 'passport', number: text },
        birthDate: text,
      }).success,
    ).toBe(false);
    expect(partySchema.safeParse({ ...party, kind: 'organisation', taxCode: text }).success).toBe(false);
  }
  // Generous for a busy machine; a regular expression that backtracks takes minutes.
  expect(performance.now() - begun).toBeLessThan(15_000);
});
