import fc from 'fast-check';
import { hashOf } from '../../shared/domain/dossier/chain.ts';
import type { Command, ReceptionEntry } from '../../shared/domain/dossier/decide.ts';
import { CONTROL_SHEET } from '../../shared/domain/dossier/form-print.ts';
import type { Procedure } from '../../shared/domain/procedure.ts';
import { handedIn, PROCEDURES, receiveCommand, type ReceiveCommand } from './catalogue.ts';

const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Đặng', 'Đỗ', 'Bùi', 'Võ', 'Ngô', "H'Hen", 'Y'];
const MIDDLE = ['Văn', 'Thị', 'Đức', 'Hữu', 'Ngọc', 'Kim', 'Thị Bích', 'Minh'];
const GIVEN = ['Đạt', 'Hương', 'Tuấn', 'Thủy', 'Ánh', 'Ước', 'Dũng', 'Quỳnh', 'A-Lê', 'Niê', 'Lỗi'];

/** A person's name as Vietnam writes them, one to four words. */
export const vietnameseName = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(...GIVEN),
    fc
      .tuple(fc.constantFrom(...FAMILY), fc.option(fc.constantFrom(...MIDDLE)), fc.constantFrom(...GIVEN))
      .map((words) => words.filter((word) => word !== null).join(' ')),
  );

/** The same, composed or decomposed as keyboards and scanners give it. */
export const typedName = (): fc.Arbitrary<string> =>
  fc.tuple(vietnameseName(), fc.constantFrom('NFC', 'NFD')).map(([name, form]) => name.normalize(form));

const PIECES = [
  '\u202Eabc',
  '\u200F',
  '\u2066x\u2069',
  '\u061C',
  'مرحبا',
  'שלום',
  '\u0000',
  '\u0007',
  '\u001B[31m',
  '\u0085',
  '\uFEFF',
  '\u200B',
  '\u00AD',
  '\u180E',
  '\u3164',
  '\uFE0F',
  '\u{E0041}',
  '\u2028',
  '\u000B',
  '\u2800',
  '😀',
  '👨‍👩‍👧',
  '🇻🇳',
  '1️⃣',
  '\uD800',
  '\uDC00',
  '\u0301\u0323',
  '\u0344',
  'Ｎ',
  '\uFFFF',
  '\uE000',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  "'; DROP TABLE x; --",
  'a\tb\tc\r\n1\t2\t3\r\n',
  '  ',
  '\n\n\n',
  'e\u200B\u0301',
  'Đ',
  'ư',
  '𝐀',
  'ﷺ',
  'İ',
] as const;

/** Any characters there are, halves of surrogate pairs too. */
export const anyText = (): fc.Arbitrary<string> =>
  fc.array(fc.integer({ min: 0, max: 0x10ffff })).map((points) => String.fromCodePoint(...points));

/** Text nobody should be able to break anything with: marks, controls, other scripts, halves of pairs, very long, tables. */
export const nastyText = (): fc.Arbitrary<string> =>
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .array(fc.oneof(fc.constantFrom<string>(...PIECES), typedName()), { maxLength: 12 })
        .map((parts) => parts.join('')),
    },
    { weight: 2, arbitrary: anyText() },
    {
      weight: 1,
      arbitrary: fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom<string>('Đ', 'a ', '\u0301', '😀', ' ', '\n', '.', '-', "a'")
        .map((piece) => piece.repeat(10_000 / piece.length)),
    },
    {
      weight: 1,
      arbitrary: fc
        .array(fc.array(typedName(), { minLength: 2, maxLength: 4 }), { minLength: 2, maxLength: 5 })
        .map((rows) => rows.map((row) => row.join('\t')).join('\r\n')),
    },
  );

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((each) => each.join(''));

/** A citizen identity number that agrees with a birth year of 1900–2025. */
export const citizenId = (year: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.integer({ min: 1, max: 96 }), fc.integer({ min: 0, max: 1 }), digits(6))
    .map(
      ([place, sex, serial]) =>
        `${String(place).padStart(3, '0')}${String((year < 2000 ? 0 : 2) + sex)}${String(year % 100).padStart(2, '0')}${serial}`,
    );

export const person = (): fc.Arbitrary<ReceptionEntry['applicant']> =>
  fc.integer({ min: 1900, max: 2025 }).chain((year) =>
    fc.record({
      kind: fc.constant('person' as const),
      name: typedName(),
      identity: fc.oneof(
        fc.record({ kind: fc.constant('citizen-id' as const), number: citizenId(year) }),
        fc.record({ kind: fc.constant('old-id' as const), number: digits(9) }),
        fc.record({
          kind: fc.constant('passport' as const),
          number: digits(7).map((number) => `C${number}`),
        }),
      ),
      birthDate: fc.constantFrom(null, `${String(year)}-01-01`, `${String(year)}-02-28`),
      phone: digits(8).map((rest) => `09${rest}`),
      email: fc.constantFrom(null, '', 'dan@example.vn'),
      address: fc.option(
        fc.record({
          street: typedName(),
          ward: fc.constant('Phường Hà Tu'),
          province: fc.constant('Quảng Ninh'),
        }),
      ),
    }),
  );

/** A tax code whose check digit is right. */
export const taxCode = (): fc.Arbitrary<string> =>
  digits(9)
    .map((nine) => {
      const weights = [31, 29, 23, 19, 17, 13, 7, 5, 3];
      return nine + String(10 - (weights.reduce((sum, weight, i) => sum + weight * Number(nine[i]), 0) % 11));
    })
    .filter((code) => code.length === 10);

export const organisation = (): fc.Arbitrary<ReceptionEntry['applicant']> =>
  fc.record({
    kind: fc.constant('organisation' as const),
    name: typedName().map((name) => `Công ty TNHH ${name} 68`),
    taxCode: taxCode(),
    phone: digits(9).map((rest) => `02${rest}`),
    email: fc.constant('cty@example.vn'),
    address: fc.constant(null),
  });

export const instant = (from = '2022-08-15T00:00:00Z', to = '2027-12-31T00:00:00Z'): fc.Arbitrary<string> =>
  fc.integer({ min: Date.parse(from), max: Date.parse(to) }).map((ms) => new Date(ms).toISOString());

/** A reception that must be taken, of any procedure of the sample. */
export const validReception = (): fc.Arbitrary<ReceiveCommand> =>
  fc.constantFrom(...PROCEDURES).chain((procedure: Procedure) =>
    fc
      .record({
        applicant: fc.oneof(person(), organisation()),
        representative: fc.option(
          fc.record({
            name: typedName(),
            identity: fc.record({ kind: fc.constant('citizen-id' as const), number: citizenId(1985) }),
            phone: fc.constant('0912 345 678'),
            authority: nastyText().map((text) => `Ủy quyền ${text}`.slice(0, 200)),
          }),
        ),
        channel: fc.constantFrom('in-person' as const, 'online' as const, 'postal' as const),
        delivery: fc.oneof(
          fc.constantFrom({ kind: 'counter' as const }, { kind: 'online' as const }),
          fc.record({
            kind: fc.constant('home' as const),
            address: fc.record({ street: typedName(), ward: typedName(), province: typedName() }),
          }),
        ),
        sets: fc.integer({ min: 1, max: 99 }),
        note: nastyText().map((text) => text.slice(0, 500)),
        documents: fc.constant(handedIn(procedure)),
        feeCounts: fc.record({
          pages: fc.integer({ min: 1, max: 9999 }),
          copies: fc.integer({ min: 1, max: 999 }),
        }),
        paid: fc.constantFrom(null, 'cash' as const, 'transfer' as const),
      })
      .map((entry) => receiveCommand({ procedure, entry })),
  );

/** Any command after reception; the dossier's state may still forbid it. */
export const laterCommand = (): fc.Arbitrary<Command> =>
  fc.oneof(
    fc.record({
      type: fc.constant('takeFee' as const),
      method: fc.constantFrom('cash' as const, 'transfer' as const),
    }),
    fc.record({
      type: fc.constant('recordPrint' as const),
      paper: fc.constantFrom('A4' as const, 'A5' as const),
      formSet: fc.constantFrom('2018' as const, '2025' as const),
      contentHash: nastyText().map(hashOf),
    }),
    fc.record({
      type: fc.constant('recordFormPrint' as const),
      form: fc.constant(CONTROL_SHEET),
      formSet: fc.constantFrom('2018' as const, '2025' as const),
      contentHash: nastyText().map(hashOf),
    }),
    fc.record({ type: fc.constant('addNote' as const), text: nastyText() }),
    fc.record({
      type: fc.constant('checkDocuments' as const),
      documents: fc.constantFrom(...PROCEDURES.map(handedIn)),
    }),
    fc.record({
      type: fc.constant('accept' as const),
      portalNumber: fc.constant('QNH-1'),
      linkedCode: fc.constantFrom(null, '000.00.19.H49-260713-0900'),
    }),
    fc
      .oneof(
        fc.record({ field: fc.constant('applicant.name' as const), to: fc.oneof(typedName(), nastyText()) }),
        fc.record({
          field: fc.constant('applicant.phone' as const),
          to: digits(8).map((rest) => `03${rest}`),
        }),
        fc.record({
          field: fc.constant('applicant.birthDate' as const),
          to: fc.constantFrom(null, '1990-01-01', '2999-01-01'),
        }),
        fc.record({ field: fc.constant('applicant.address' as const), to: fc.constant(null) }),
        fc.record({ field: fc.constant('applicant.taxCode' as const), to: taxCode() }),
        fc.record({
          field: fc.constant('delivery' as const),
          to: fc.constantFrom({ kind: 'counter' }, { kind: 'home' }, { kind: 'online' }),
        }),
        fc.record({ field: fc.constant('note' as const), to: nastyText() }),
        fc.record({ field: fc.constant('dueAt' as const), to: instant() }),
      )
      .chain((change) =>
        fc.record({
          type: fc.constant('correct' as const),
          field: fc.constant(change.field),
          to: fc.constant<unknown>(change.to),
          reason: fc.oneof(fc.constant('Ghi nhầm'), nastyText()),
          approver: fc.constantFrom(null, 'Lê Thị Trưởng'),
        }),
      ),
  );
