import { describe, expect, it } from 'vitest';
import { decide } from '../../../shared/domain/dossier/decide.ts';
import {
  BUILDING_PERMIT,
  CERTIFIED_COPY,
  CITIZEN_ID_MAN_1990,
  HOUSEHOLD_BUSINESS,
  NOW,
  receiveCommand,
} from '../../support/catalogue.ts';
import {
  cleared,
  extraRow,
  isTicked,
  rowsFor,
  ticked,
} from '../../../renderer/screens/reception/document-rows.ts';
import {
  EMPTY_VALUES,
  toEntry,
  type ReceptionValues,
} from '../../../renderer/screens/reception/reception-values.ts';
import { tidyDate, toIsoDate } from '../../../renderer/screens/reception/typed-date.ts';

const FILLED: ReceptionValues = {
  ...EMPTY_VALUES,
  procedure: HOUSEHOLD_BUSINESS.code,
  applicant: {
    ...EMPTY_VALUES.applicant,
    name: '  Nguyễn   Văn Đạt ',
    identity: { kind: 'citizen-id', number: '022 090 123 456' },
    birthDate: '17/5/1990',
    phone: '0912.345.678',
  },
  documents: rowsFor(HOUSEHOLD_BUSINESS, []).map((row, i) => {
    const requirement = HOUSEHOLD_BUSINESS.documents[i];
    return requirement ? ticked(row, requirement) : row;
  }),
};

describe('toEntry', () => {
  it('gives what decide takes, and decide normalises it', () => {
    const entry = toEntry(FILLED, HOUSEHOLD_BUSINESS);
    const decision = decide(null, receiveCommand({ entry, procedure: HOUSEHOLD_BUSINESS }), NOW);
    if (!decision.ok) throw new Error(JSON.stringify(decision.error));
    const received = decision.value.find((body) => body.type === 'received');
    expect(received?.type === 'received' && received.data.applicant).toEqual({
      kind: 'person',
      name: 'Nguyễn Văn Đạt',
      identity: { kind: 'citizen-id', number: CITIZEN_ID_MAN_1990 },
      birthDate: '1990-05-17',
      phone: '0912345678',
      email: null,
      address: null,
    });
  });

  it('leaves out what does not apply: the representative, an untouched address, counts the fee does not need', () => {
    const values: ReceptionValues = {
      ...FILLED,
      representative: { ...FILLED.representative, name: 'Trần Thị B' },
      delivery: { kind: 'counter', address: { street: 'x', ward: 'y', province: 'z', formerly: '' } },
      feeCounts: { pages: 'abc', copies: '-3' },
    };
    const entry = toEntry(values, HOUSEHOLD_BUSINESS);
    expect(entry.representative).toBeNull();
    expect(entry.delivery).toEqual({ kind: 'counter' });
    expect(entry.applicant.address).toBeNull();
    expect(entry.feeCounts).toEqual({ pages: 1, copies: 1 });
    expect(toEntry({ ...values, represented: true }, HOUSEHOLD_BUSINESS).representative?.name).toBe(
      'Trần Thị B',
    );
  });

  it('takes an organisation with its tax code and no identity', () => {
    const organisation: ReceptionValues = {
      ...FILLED,
      applicant: { ...FILLED.applicant, kind: 'organisation', taxCode: '0100109106' },
    };
    const { applicant } = toEntry(organisation, HOUSEHOLD_BUSINESS);
    expect(applicant).toMatchObject({ kind: 'organisation', taxCode: '0100109106' });
    expect(applicant).not.toHaveProperty('identity');
    expect(applicant).not.toHaveProperty('birthDate');
  });

  it('hands counts that are no numbers on as numbers the schemas refuse', () => {
    const [first] = FILLED.documents;
    if (!first) throw new Error('no documents');
    const values: ReceptionValues = {
      ...FILLED,
      sets: 'hai',
      feeCounts: { pages: '1,5', copies: '' },
      documents: [{ ...first, originals: '1x' }],
    };
    const entry = toEntry(values, CERTIFIED_COPY);
    expect(entry.sets).toBe(0);
    expect(entry.feeCounts).toEqual({ pages: 0, copies: 0 });
    expect(entry.documents[0]?.originals).toBe(-1);
  });
});

describe('dates as typed', () => {
  it.each([
    ['17/05/1990', '1990-05-17'],
    ['7/5/1990', '1990-05-07'],
    ['17.05.1990', '1990-05-17'],
    ['17-05-1990', '1990-05-17'],
    ['17051990', '1990-05-17'],
    [' 17/05/1990 ', '1990-05-17'],
    ['31/02/1990', '31/02/1990'],
    ['hôm qua', 'hôm qua'],
    ['1990', '1990'],
  ])('%s is read as %s', (typed, iso) => {
    expect(toIsoDate(typed)).toBe(iso);
  });

  it('are shown back as day/month/year, and left as typed when they are none', () => {
    expect(tidyDate('7.5.1990')).toBe('07/05/1990');
    expect(tidyDate(' hôm  qua ')).toBe('hôm qua');
  });
});

describe('the checklist', () => {
  it('keeps what was counted and the lines added when the procedure changes', () => {
    const [first, second] = rowsFor(HOUSEHOLD_BUSINESS, []);
    if (!first || !second) throw new Error('no documents');
    const added = { ...extraRow([]), nameVi: 'Giấy giới thiệu', originals: '1' };
    const other = rowsFor(BUILDING_PERMIT, [{ ...first, originals: '1' }, second, added]);
    expect(other.map((row) => row.documentId)).toEqual([
      ...BUILDING_PERMIT.documents.map(({ id }) => id),
      'extra-1',
    ]);
    expect(other.at(-1)).toEqual(added);
    const newer = {
      ...HOUSEHOLD_BUSINESS,
      documents: HOUSEHOLD_BUSINESS.documents.map((each) => ({ ...each, nameVi: `${each.nameVi} (mới)` })),
    };
    expect(rowsFor(newer, [{ ...first, originals: '3' }])[0]).toEqual({
      ...first,
      nameVi: `${first.nameVi} (mới)`,
      originals: '3',
    });
  });

  it('numbers added lines so that no two are alike', () => {
    const one = extraRow([]);
    const three = { ...one, documentId: 'extra-3' };
    expect(extraRow([one, three]).documentId).toBe('extra-4');
  });

  it('ticks the required count in the column it belongs to, and clears it', () => {
    const row = extraRow([]);
    const requirement = { id: 'x', nameVi: 'x', count: 2, verified: false };
    expect(ticked(row, { ...requirement, kind: 'original' })).toEqual({ ...row, originals: '2' });
    expect(ticked(row, { ...requirement, kind: 'copy' })).toEqual({ ...row, photocopies: '2' });
    const shown = ticked(row, { ...requirement, kind: 'shown' });
    expect(shown).toEqual({ ...row, shown: true });
    expect([row, { ...row, originals: '0' }, { ...row, certifiedCopies: '1' }, shown].map(isTicked)).toEqual([
      false,
      false,
      true,
      true,
    ]);
    expect(cleared(shown)).toEqual(row);
  });
});
