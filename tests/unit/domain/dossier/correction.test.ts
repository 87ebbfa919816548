import { describe, expect, it } from 'vitest';
import {
  CORRECTABLE_FIELDS,
  PRINTED_FIELDS,
  type CorrectableField,
} from '../../../../shared/domain/dossier/correction.ts';
import { decide, type Command } from '../../../../shared/domain/dossier/decide.ts';
import {
  BUILDING_PERMIT,
  CITIZEN_ID_WOMAN_2001,
  handedIn,
  NOW,
  OLD_ID,
  ORGANISATION,
  PERSON,
  received,
  receptionEntry,
  write,
} from '../../../support/catalogue.ts';

type Correct = Extract<Command, { type: 'correct' }>;
const correct = (field: CorrectableField, to: unknown, part: Partial<Correct> = {}): Correct => ({
  type: 'correct',
  field,
  to,
  reason: 'Ghi nhầm',
  approver: null,
  ...part,
});
const print: Command = { type: 'recordPrint', paper: 'A4', formSet: '2025', contentHash: 'ab'.repeat(32) };

const person = received();
const organisation = received({ entry: receptionEntry({ applicant: ORGANISATION }) });
const withOldId = received({
  entry: receptionEntry({ applicant: { ...PERSON, identity: { kind: 'old-id', number: OLD_ID } } }),
});

function errorsOf(command: Correct, of = person): readonly string[] {
  const decided = decide(of.dossier, command, NOW);
  return decided.ok ? [] : decided.error.map(({ field, code }) => `${field ?? ''}: ${code}`);
}

const changes: readonly (readonly [CorrectableField, unknown])[] = [
  ['applicant.name', 'Nguyễn Văn Đại'],
  ['applicant.identity.number', '022090654321'],
  ['applicant.birthDate', '1990-05-18'],
  ['applicant.phone', '0399999999'],
  ['applicant.email', 'dat@example.vn'],
  ['applicant.address', { street: 'Số 1', ward: 'Phường Hồng Gai', province: 'Quảng Ninh' }],
  ['delivery', { kind: 'online' }],
  ['note', 'Đã gọi'],
  ['dueAt', '2026-07-20T10:00:00.000Z'],
];

it.each(changes)('corrects %s and keeps what it was', (field, to) => {
  const { dossier, events } = write([correct(field, to, { approver: ' Lê Thị Trưởng ' })], undefined, person);
  const from: unknown = events.at(-1)?.data;
  expect(from).toMatchObject({ field, to, reason: 'Ghi nhầm', approver: 'Lê Thị Trưởng' });
  const read = (of: typeof person) =>
    field
      .split('.')
      .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], of.dossier.reception);
  expect((from as { from: unknown }).from).toEqual(read(person));
  expect(read({ ...person, dossier })).toEqual(to);
  expect(dossier.corrections).toHaveLength(1);
});

it('covers every correctable field', () => {
  expect([...changes.map(([field]) => field), 'applicant.taxCode'].sort()).toEqual(
    [...CORRECTABLE_FIELDS].sort(),
  );
});

describe('is refused', () => {
  it.each<[string, Correct, readonly string[], typeof person]>([
    [
      'unchanged',
      correct('applicant.name', `  ${PERSON.name.normalize('NFD')} `),
      ['applicant.name: dossier-unchanged'],
      person,
    ],
    [
      'unchanged with keys in another order',
      correct('applicant.address', Object.fromEntries(Object.entries(PERSON.address).reverse())),
      ['applicant.address: dossier-unchanged'],
      person,
    ],
    [
      'the same moment written otherwise',
      correct('dueAt', '2026-07-16T10:00:00Z', { approver: 'Lê Thị Trưởng' }),
      ['dueAt: dossier-unchanged'],
      person,
    ],
    [
      'no reason',
      correct('applicant.name', 'Đại', { reason: ' \u200B ' }),
      ['reason: reason-required'],
      person,
    ],
    [
      'no reason and a wrong value, both said',
      correct('applicant.phone', '12', { reason: '' }),
      ['applicant.phone: phone-invalid', 'reason: reason-required'],
      person,
    ],
    [
      'a reason too long',
      correct('note', 'x', { reason: 'x'.repeat(501) }),
      ['reason: field-too-long'],
      person,
    ],
    [
      'an appointment without approver',
      correct('dueAt', '2026-07-20T10:00:00Z', { approver: '  ' }),
      ['approver: approver-required'],
      person,
    ],
    [
      'an appointment before reception',
      correct('dueAt', '2026-07-12T10:00:00Z', { approver: 'Lê Thị Trưởng' }),
      ['dueAt: date-invalid'],
      person,
    ],
    [
      'an appointment that is no time',
      correct('dueAt', '20/07/2026', { approver: 'Lê Thị Trưởng' }),
      ['dueAt: date-invalid'],
      person,
    ],
    ['a name of emoji', correct('applicant.name', '😀'), ['applicant.name: name-characters'], person],
    [
      'a person’s name with digits',
      correct('applicant.name', 'Đạt 2'),
      ['applicant.name: name-characters'],
      person,
    ],
    [
      'a number of 11 digits',
      correct('applicant.identity.number', '02209012345'),
      ['applicant.identity.number: identity-length'],
      person,
    ],
    [
      'letters in an old number',
      correct('applicant.identity.number', 'C1234567'),
      ['applicant.identity.number: identity-length'],
      withOldId,
    ],
    [
      'a number of another birth year',
      correct('applicant.identity.number', CITIZEN_ID_WOMAN_2001),
      ['applicant.identity.number: identity-disagrees'],
      person,
    ],
    [
      'a birth date of another year',
      correct('applicant.birthDate', '1991-05-17'),
      ['applicant.birthDate: identity-disagrees'],
      person,
    ],
    [
      'a birth date ahead',
      correct('applicant.birthDate', '2026-12-01'),
      ['applicant.birthDate: date-future'],
      person,
    ],
    [
      'a wrong tax code',
      correct('applicant.taxCode', '0100109107'),
      ['applicant.taxCode: tax-code-invalid'],
      organisation,
    ],
    [
      'a tax code of a person',
      correct('applicant.taxCode', '0100112437'),
      ['applicant.taxCode: dossier-transition-forbidden'],
      person,
    ],
    [
      'an identity number of an organisation',
      correct('applicant.identity.number', '022090654321'),
      ['applicant.identity.number: dossier-transition-forbidden'],
      organisation,
    ],
    [
      'a birth date of an organisation',
      correct('applicant.birthDate', null),
      ['applicant.birthDate: dossier-transition-forbidden'],
      organisation,
    ],
    [
      'home delivery to nowhere',
      correct('delivery', { kind: 'home' }),
      ['delivery.address: address-required'],
      person,
    ],
    ['an object for a name', correct('applicant.name', { a: 1 }), ['applicant.name: field-required'], person],
    ['an email that is none', correct('applicant.email', 'dan@'), ['applicant.email: email-invalid'], person],
  ])('%s', (_, command, errors, of) => {
    expect(errorsOf(command, of)).toEqual(errors);
  });
});

it('allows what the other kind of applicant may not', () => {
  expect(errorsOf(correct('applicant.name', 'Công ty Hạ Long 2'), organisation)).toEqual([]);
  expect(errorsOf(correct('applicant.taxCode', '0100112437 001'), organisation)).toEqual([]);
  expect(errorsOf(correct('applicant.identity.number', '100 654 321'), withOldId)).toEqual([]);
});

it('lets number and birth date that are both wrong be corrected one after the other', () => {
  const { dossier } = write(
    [
      correct('applicant.birthDate', null),
      correct('applicant.identity.number', CITIZEN_ID_WOMAN_2001),
      correct('applicant.birthDate', '2001-03-08'),
    ],
    undefined,
    person,
  );
  expect(dossier.reception?.applicant).toMatchObject({
    identity: { number: CITIZEN_ID_WOMAN_2001 },
    birthDate: '2001-03-08',
  });
});

describe('the printed receipt', () => {
  const printed = write([print], undefined, person);

  it.each(changes)('after a correction of %s', (field, to) => {
    const { dossier } = write([correct(field, to, { approver: 'Lê Thị Trưởng' })], undefined, printed);
    expect(dossier.receiptOutdated).toBe(PRINTED_FIELDS.has(field));
    expect(dossier.receiptOutdated).toBe(field !== 'note' && field !== 'applicant.birthDate');
  });

  it('is not out of date before it was printed, and again right once reprinted', () => {
    const change = correct('applicant.phone', '0399999999');
    expect(write([change], undefined, person).dossier.receiptOutdated).toBe(false);
    const later = write([change, correct('note', 'x')], undefined, printed);
    expect(later.dossier.receiptOutdated).toBe(true);
    expect(write([print], undefined, later).dossier.receiptOutdated).toBe(false);
  });

  it('is out of date with other documents than it lists, not with the same', () => {
    const documents = handedIn(BUILDING_PERMIT);
    const same = person.dossier.documents;
    expect(
      write([{ type: 'checkDocuments', documents: same }], undefined, printed).dossier.receiptOutdated,
    ).toBe(false);
    expect(write([{ type: 'checkDocuments', documents }], undefined, printed).dossier.receiptOutdated).toBe(
      true,
    );
    expect(write([{ type: 'checkDocuments', documents }], undefined, person).dossier.receiptOutdated).toBe(
      false,
    );
  });
});
