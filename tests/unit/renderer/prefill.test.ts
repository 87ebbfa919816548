import { describe, expect, it } from 'vitest';
import { fillable, takenBack } from '../../../renderer/screens/reception/prefill.ts';
import { readCardText } from '../../../renderer/screens/reception/card-text.ts';
import {
  doubtKey,
  EMPTY_VALUES,
  toEntry,
  whoOf,
  type ReceptionValues,
} from '../../../renderer/screens/reception/reception-values.ts';
import { CITIZEN_ID_MAN_1990, CITIZEN_ID_WOMAN_2001, PERSON, received } from '../../support/catalogue.ts';

const { dossier } = received();
if (!dossier.reception) throw new Error('received');
const EARLIER = { ...dossier, reception: dossier.reception };
const DETAILS = {
  name: 'Nguyễn Văn Đạt',
  birthDate: '17/05/1990',
  phone: '0912345678',
  address: { ...PERSON.address, formerly: '' },
};
const numbered = (number: string): ReceptionValues['applicant'] => ({
  ...EMPTY_VALUES.applicant,
  identity: { kind: 'citizen-id', number },
});

describe('details of an earlier dossier', () => {
  it('fill empty fields only', () => {
    const empty = numbered(CITIZEN_ID_MAN_1990);
    expect(fillable(empty, EARLIER)).toEqual(DETAILS);
    expect(fillable({ ...empty, phone: '0900000000', name: 'Tên mới' }, EARLIER)).toEqual({
      birthDate: DETAILS.birthDate,
      address: DETAILS.address,
    });
    expect(fillable({ ...empty, ...DETAILS }, EARLIER)).toEqual({});
  });

  it('are taken back but for what was changed since', () => {
    const taken = { ...numbered(CITIZEN_ID_MAN_1990), ...DETAILS, phone: '0900000000' };
    const after = { ...taken, ...takenBack(taken, EARLIER) };
    expect(after).toEqual({ ...numbered(CITIZEN_ID_MAN_1990), phone: '0900000000' });
  });

  it('carry the consent only with the number it was given for', () => {
    const applicant = numbered(CITIZEN_ID_MAN_1990);
    const prefill = {
      key: whoOf(applicant)?.key ?? '',
      fromDossier: dossier.id,
      at: '2026-07-13T02:00:00.000Z',
    };
    const entry = (number: string) =>
      toEntry({ ...EMPTY_VALUES, applicant: numbered(number), prefill }, null);
    expect(entry('022 090 123 456').prefill).toEqual({
      fromDossier: dossier.id,
      consent: true,
      at: prefill.at,
    });
    expect(entry(CITIZEN_ID_WOMAN_2001)).not.toHaveProperty('prefill');
    expect(toEntry({ ...EMPTY_VALUES, applicant }, null)).not.toHaveProperty('prefill');
  });
});

describe('a kept doubt', () => {
  it('holds for the very number and birth date it was confirmed for', () => {
    const values = {
      ...EMPTY_VALUES,
      applicant: { ...numbered(CITIZEN_ID_MAN_1990), birthDate: '17/05/1991' },
    };
    const kept = { ...values, keptDoubt: doubtKey(values) };
    expect(toEntry(kept, null).identityConfirmed).toBe(true);
    const changed = { ...kept, applicant: { ...kept.applicant, birthDate: '17/05/1992' } };
    expect(toEntry(changed, null).identityConfirmed).toBe(false);
    expect(toEntry(values, null).identityConfirmed).toBe(false);
  });

  it.each([
    ['Nam', 'male'],
    ['Nữ', 'female'],
    ['NU', 'female'],
    ['', ''],
  ])('a card that says %j', (word, sex) => {
    expect(readCardText(`${CITIZEN_ID_MAN_1990}||Nguyễn Văn Đạt|17051990|${word}|x|01072021`, [])?.sex).toBe(
      sex,
    );
    const scanned = { number: CITIZEN_ID_MAN_1990, sex };
    const of = (number: string) =>
      toEntry({ ...EMPTY_VALUES, applicant: numbered(number), scanned }, null).cardSex;
    expect(of(CITIZEN_ID_MAN_1990)).toBe(sex || null);
    expect(of(CITIZEN_ID_WOMAN_2001)).toBeNull();
  });
});
