import { describe, expect, it } from 'vitest';
import type { AppErrorCode } from '../../../shared/errors.ts';
import { previewReception } from '../../../renderer/use-cases/preview-reception.ts';
import { rowsFor, ticked } from '../../../renderer/screens/reception/document-rows.ts';
import {
  EMPTY_VALUES,
  toEntry,
  type ReceptionValues,
} from '../../../renderer/screens/reception/reception-values.ts';
import {
  CERTIFIED_COPY,
  CITIZEN_ID_MAN_1990,
  HOUSEHOLD_BUSINESS,
  NOW,
  OFFICE,
  sampleCatalogue,
} from '../../support/catalogue.ts';

/** A form in which nothing is wrong and nothing missing. */
function complete(procedure = HOUSEHOLD_BUSINESS): ReceptionValues {
  return {
    ...EMPTY_VALUES,
    procedure: procedure.code,
    applicant: {
      ...EMPTY_VALUES.applicant,
      name: 'Nguyễn Văn Đạt',
      identity: { kind: 'citizen-id', number: CITIZEN_ID_MAN_1990 },
      birthDate: '17/05/1990',
      phone: '0912345678',
    },
    documents: rowsFor(procedure, []).map((row, i) => {
      const requirement = procedure.documents[i];
      return requirement ? ticked(row, requirement) : row;
    }),
  };
}

function preview(values: ReceptionValues, catalogue = sampleCatalogue(), now = NOW) {
  const procedure = catalogue.procedures.find((each) => each.code === values.procedure) ?? null;
  return previewReception(
    {
      procedureCode: values.procedure,
      entry: toEntry(values, procedure),
      keptWard: values.keptWard,
      paidOnline: 0,
    },
    catalogue,
    OFFICE,
    now,
  );
}

const applicant = (change: Partial<ReceptionValues['applicant']>): ReceptionValues => {
  const values = complete();
  return { ...values, applicant: { ...values.applicant, ...change } };
};
const numbered = (number: string, kind: 'citizen-id' | 'old-id' | 'passport' = 'citizen-id') =>
  applicant({ identity: { kind, number }, birthDate: '' });
const home = (address: Partial<ReceptionValues['delivery']['address']>, keptWard = ''): ReceptionValues => ({
  ...complete(),
  keptWard,
  delivery: { kind: 'home', address: { ...EMPTY_VALUES.delivery.address, ...address } },
});

describe('previewReception', () => {
  it('has nothing to say about a complete reception but its fee and appointment', () => {
    const { errors, missing, fee, deadline, procedure } = preview(complete());
    expect({ errors, missing }).toEqual({ errors: [], missing: [] });
    expect(procedure?.code).toBe(HOUSEHOLD_BUSINESS.code);
    expect(fee?.total).toBe(100_000);
    expect(deadline?.dueAt).toBe('2026-07-16T10:00:00.000Z');
  });

  it('names all that is missing from an empty form, and finds nothing wrong with it', () => {
    const { errors, missing, fee, deadline } = preview(EMPTY_VALUES);
    expect(errors).toEqual([]);
    expect(missing.map(({ field, code }) => [field, code])).toEqual([
      ['procedure', 'procedure-required'],
      ['applicant.name', 'field-required'],
      ['applicant.identity.number', 'field-required'],
      ['applicant.phone', 'field-required'],
    ]);
    expect([fee, deadline]).toEqual([null, null]);
  });

  it('counts a fee by the page live, and not at all while the counts are nonsense', () => {
    const values = { ...complete(CERTIFIED_COPY), feeCounts: { pages: '5', copies: '2' } };
    expect(preview(values).fee?.total).toBe(2 * (2 * 2000 + 3 * 1000));
    const wrong = preview({ ...values, feeCounts: { pages: 'năm', copies: '2' } });
    expect(wrong.fee).toBeNull();
    expect(wrong.errors.map(({ field, code }) => [field, code])).toEqual([
      ['feeCounts.pages', 'pages-invalid'],
    ]);
  });

  it('wants at least one document, the representative when there is one, and the name of an added document', () => {
    const values: ReceptionValues = {
      ...complete(),
      represented: true,
      documents: [
        ...rowsFor(HOUSEHOLD_BUSINESS, []),
        {
          documentId: 'extra-1',
          nameVi: ' ',
          originals: '',
          certifiedCopies: '',
          photocopies: '',
          shown: false,
        },
      ],
    };
    const missing = new Map(preview(values).missing.map(({ field, code }) => [field, code]));
    expect(missing.get('representative.name')).toBe('field-required');
    expect(missing.get('representative.authority')).toBe('field-required');
    expect(missing.get('documents.2.nameVi')).toBe('field-required');
    expect(preview({ ...complete(), documents: rowsFor(HOUSEHOLD_BUSINESS, []) }).missing).toMatchObject([
      { field: 'documents', code: 'documents-none' },
    ]);
  });

  it('asks for the address of a home delivery, and for a ward the list knows unless the clerk keeps it', () => {
    expect(preview(home({})).missing.map(({ field, code }) => [field, code])).toEqual([
      ['delivery.address.street', 'address-required'],
      ['delivery.address.ward', 'address-required'],
    ]);
    const typed = { street: 'Số 12, tổ 3', ward: 'Phường Không Có' };
    expect(preview(home(typed)).errors).toMatchObject([
      { field: 'delivery.address.ward', code: 'ward-unknown' },
    ]);
    expect(preview(home(typed, 'Phường Không Có')).errors).toEqual([]);
    expect(preview(home({ ...typed, province: 'Hải Phòng' })).errors).toEqual([]);
    expect(preview(home({ ...typed, ward: 'ha tu' })).errors).toEqual([]);
  });

  it('refuses a procedure that a newer catalogue withdrew, and one it no longer has', () => {
    const withdrawn = sampleCatalogue({
      version: 2,
      procedures: [{ ...HOUSEHOLD_BUSINESS, withdrawnFrom: '2026-07-13' }],
    });
    expect(preview(complete(), withdrawn).errors).toMatchObject([
      { field: 'procedure', code: 'procedure-withdrawn' },
    ]);
    expect(preview(complete(), sampleCatalogue({ procedures: [] })).errors).toMatchObject([
      { field: 'procedure', code: 'procedure-unknown' },
    ]);
  });

  it('takes the version in force when the catalogue holds several', () => {
    const old = { ...HOUSEHOLD_BUSINESS, withdrawnFrom: '2026-07-01' };
    const current = { ...HOUSEHOLD_BUSINESS, version: 2, effectiveFrom: '2026-07-01' };
    const future = { ...HOUSEHOLD_BUSINESS, version: 3, effectiveFrom: '2026-08-01' };
    const result = preview(complete(), sampleCatalogue({ procedures: [old, future, current] }));
    expect(result.procedure?.version).toBe(2);
    expect(result.errors).toEqual([]);
  });

  // Everything issue and field experience say people type, paste or scan into these fields.
  it.each<readonly [string, ReceptionValues, string, AppErrorCode]>([
    ['a name of 10,000 letters', applicant({ name: 'a'.repeat(10_000) }), 'applicant.name', 'field-too-long'],
    ['emoji in a name', applicant({ name: 'Nguyễn 😀' }), 'applicant.name', 'name-characters'],
    ['digits in a name', applicant({ name: 'Nguyễn 123' }), 'applicant.name', 'name-characters'],
    ['a name in another script', applicant({ name: 'نغوين' }), 'applicant.name', 'name-characters'],
    [
      'a pasted table for a name',
      applicant({ name: 'Nguyễn\t12\nTrần\t13' }),
      'applicant.name',
      'name-characters',
    ],
    [
      'only invisible characters for a name',
      applicant({ name: '\u200B\u202E\u0007' }),
      'applicant.name',
      'field-required',
    ],
    ['a number of 11 digits', numbered('02209012345'), 'applicant.identity.number', 'identity-length'],
    ['letters in a number', numbered('02209012345x'), 'applicant.identity.number', 'identity-length'],
    ['a number of no province', numbered('000090123456'), 'applicant.identity.number', 'identity-province'],
    [
      'a birth year in the future, by number',
      numbered('022299123456'),
      'applicant.identity.number',
      'identity-birth-year-future',
    ],
    [
      'an old number of 10 digits',
      numbered('1001234567', 'old-id'),
      'applicant.identity.number',
      'identity-length',
    ],
    ['a passport with marks', numbered('B-123?', 'passport'), 'applicant.identity.number', 'passport-format'],
    [
      'a birth date in the future',
      applicant({ birthDate: '01/01/2027' }),
      'applicant.birthDate',
      'date-future',
    ],
    [
      'a birth year other than the number says',
      applicant({ birthDate: '17/05/1991' }),
      'applicant.birthDate',
      'identity-disagrees',
    ],
    [
      'a day that does not exist',
      applicant({ birthDate: '31/02/1990' }),
      'applicant.birthDate',
      'date-invalid',
    ],
    ['words for a date', applicant({ birthDate: 'hôm qua' }), 'applicant.birthDate', 'date-invalid'],
    ['letters for a phone', applicant({ phone: 'không có' }), 'applicant.phone', 'phone-invalid'],
    ['a phone too short', applicant({ phone: '0912' }), 'applicant.phone', 'phone-invalid'],
    ['an email without its @', applicant({ email: 'dat.example.vn' }), 'applicant.email', 'email-invalid'],
    [
      'a street of 10,000 letters',
      home({ street: 'x'.repeat(10_000), ward: 'Phường Hà Tu' }),
      'delivery.address.street',
      'field-too-long',
    ],
    ['half an address', home({ street: 'Số 12' }), 'delivery.address.ward', 'address-required'],
    [
      'a tax code with a wrong digit',
      applicant({ kind: 'organisation', taxCode: '0100109107' }),
      'applicant.taxCode',
      'tax-code-invalid',
    ],
    ['no sets', { ...complete(), sets: '0' }, 'sets', 'count-invalid'],
    ['a million sets', { ...complete(), sets: '1000000' }, 'sets', 'count-invalid'],
    ['a note of 10,000 letters', { ...complete(), note: 'x'.repeat(10_000) }, 'note', 'field-too-long'],
  ])('%s', (_, values, field, code) => {
    const { errors, missing } = preview(values);
    expect([...errors, ...missing].map((error) => [error.field, error.code])).toEqual([[field, code]]);
  });

  it('finds number and birth date wrong together even while other fields are empty', () => {
    const values = {
      ...EMPTY_VALUES,
      applicant: {
        ...EMPTY_VALUES.applicant,
        identity: { kind: 'citizen-id', number: CITIZEN_ID_MAN_1990 },
        birthDate: '01/02/1985',
      },
    } as const;
    expect(preview(values).errors).toMatchObject([
      { field: 'applicant.birthDate', code: 'identity-disagrees' },
    ]);
  });

  it('takes a name composed either way as the same', () => {
    expect(preview(applicant({ name: 'Nguyễn Văn Đạt'.normalize('NFD') })).errors).toEqual([]);
  });
});
