import { describe, expect, it } from 'vitest';
import { readCardText } from '../../../renderer/screens/reception/card-text.ts';
import { findProcedures, indexProcedures } from '../../../renderer/screens/reception/find-procedures.ts';
import { tidyLine, tidyLines } from '../../../renderer/screens/reception/tidy-field.ts';
import { findWard } from '../../../renderer/use-cases/find-ward.ts';
import {
  BUILDING_PERMIT,
  CERTIFIED_COPY,
  HOUSEHOLD_BUSINESS,
  OFFICE,
  OTHER_OFFICE,
  sampleCatalogue,
  SOCIAL_ALLOWANCE,
  TODAY,
} from '../../support/catalogue.ts';

const WARDS = sampleCatalogue().wards;

describe('the procedure finder', () => {
  const index = indexProcedures(sampleCatalogue(), OFFICE, TODAY);
  const codes = (query: string) => findProcedures(index, query).map(({ procedure }) => procedure.code);

  it.each([
    ['ban sao', [CERTIFIED_COPY.code]],
    ['sao bản', [CERTIFIED_COPY.code]],
    ['BẢN SAO'.normalize('NFD'), [CERTIFIED_COPY.code]],
    ['1.001612', [HOUSEHOLD_BUSINESS.code]],
    ['001612', [HOUSEHOLD_BUSINESS.code]],
    ['xay dung', [BUILDING_PERMIT.code]],
    ['hoat dong xay', [BUILDING_PERMIT.code]],
    ['permit', [BUILDING_PERMIT.code]],
    ['khong co thu tuc nay', []],
  ])('finds %s', (query, expected) => {
    expect(codes(query)).toEqual(expected);
  });

  it('gives all for nothing typed, and those whose code begins as typed first', () => {
    expect(codes('')).toHaveLength(4);
    expect(codes('2').at(0)).toBe(CERTIFIED_COPY.code);
  });

  it('puts what is received most first, among what matches as well', () => {
    const used = new Map([
      [BUILDING_PERMIT.code, 2],
      [SOCIAL_ALLOWANCE.code, 9],
    ]);
    const found = (query: string) =>
      findProcedures(index, query, used).map(({ procedure }) => procedure.code);
    expect(found('').slice(0, 2)).toEqual([SOCIAL_ALLOWANCE.code, BUILDING_PERMIT.code]);
    expect(found('2').at(0)).toBe(CERTIFIED_COPY.code);
  });

  it('shows a withdrawn procedure last, as such', () => {
    const catalogue = sampleCatalogue({
      procedures: [{ ...CERTIFIED_COPY, withdrawnFrom: TODAY }, HOUSEHOLD_BUSINESS],
    });
    const found = findProcedures(indexProcedures(catalogue, OFFICE, TODAY), '');
    expect(found.map(({ procedure, refusal }) => [procedure.code, refusal?.code])).toEqual([
      [HOUSEHOLD_BUSINESS.code, undefined],
      [CERTIFIED_COPY.code, 'procedure-withdrawn'],
    ]);
  });

  it('puts what the office does not receive after what it does, with the reason', () => {
    const rule = { office: OFFICE.id, withdrawnFrom: null, note: '', verified: false } as const;
    const catalogue = sampleCatalogue({
      procedures: [{ ...SOCIAL_ALLOWANCE, withdrawnFrom: TODAY }, CERTIFIED_COPY, BUILDING_PERMIT],
      capabilities: [
        { ...rule, procedures: 'all', allows: ['guide', 'receive'], effectiveFrom: '2026-01-01' },
        { ...rule, procedures: [CERTIFIED_COPY.code], allows: ['guide'], effectiveFrom: '2026-01-01' },
      ],
    });
    const shown = (office: typeof OFFICE | null, query = '') =>
      findProcedures(indexProcedures(catalogue, office, TODAY), query).map(({ procedure, refusal }) => [
        procedure.code,
        refusal?.code,
      ]);
    expect(shown(OFFICE)).toEqual([
      [BUILDING_PERMIT.code, undefined],
      [CERTIFIED_COPY.code, 'receive-not-here'],
      [SOCIAL_ALLOWANCE.code, 'procedure-withdrawn'],
    ]);
    // Found by its code all the same.
    expect(shown(OFFICE, CERTIFIED_COPY.code)).toEqual([[CERTIFIED_COPY.code, 'receive-not-here']]);
    expect(shown(OTHER_OFFICE).map(([, why]) => why)).toEqual([
      'receive-not-here',
      'receive-not-here',
      'procedure-withdrawn',
    ]);
    expect(shown(null).map(([, why]) => why)).toEqual([undefined, undefined, 'procedure-withdrawn']);
  });

  it('offers one entry for a procedure with several versions', () => {
    const catalogue = sampleCatalogue({ procedures: [CERTIFIED_COPY, { ...CERTIFIED_COPY, version: 2 }] });
    expect(
      findProcedures(indexProcedures(catalogue, OFFICE, TODAY), '').map(({ procedure }) => procedure.version),
    ).toEqual([2]);
  });
});

describe('what a field shows when it is left', () => {
  it.each([
    ['  Nguyễn   Văn  Đạt ', 'Nguyễn Văn Đạt', false],
    ['Nguyễn'.normalize('NFD'), 'Nguyễn', false],
    ['a\tb\r\nc', 'a b c', false],
    ['a\u00A0b', 'a b', false],
    ['Đạt\u200B', 'Đạt', true],
    ['\u202EtạĐ', 'tạĐ', true],
    ['Đ\u0007ạt', 'Đạt', true],
    ['', '', false],
  ])('%j becomes %j', (typed, text, removed) => {
    expect(tidyLine(typed)).toEqual({ text, removed });
  });

  it('keeps the lines of a note', () => {
    expect(tidyLines('a  b\r\nc\u200B')).toEqual({ text: 'a b\nc', removed: true });
  });
});

describe('an identity card typed by a scanner', () => {
  const CARD =
    '022090123456|100123456|Nguyễn Văn Đạt|17051990|Nam|Số 12, Tổ 3, Hà Tu, Hạ Long, Quảng Ninh|01072021';

  it('fills number, name, birth date and address, the ward by the list', () => {
    expect(readCardText(CARD, WARDS)).toEqual({
      number: '022090123456',
      name: 'Nguyễn Văn Đạt',
      birthDate: '17/05/1990',
      address: { street: 'Số 12, Tổ 3', ward: 'Phường Hà Tu', province: 'Quảng Ninh', formerly: '' },
      sex: 'male',
    });
  });

  it('takes further fields and an empty old number, and leaves an unknown ward to the clerk', () => {
    const card = readCardText(
      '022090123456||Nguyễn Văn Đạt|17051990|Nam|Xóm 2, Xã Lạ, Hải Phòng|01072021|x|y',
      WARDS,
    );
    expect(card?.address).toEqual({
      street: 'Xóm 2, Xã Lạ',
      ward: '',
      province: 'Hải Phòng',
      formerly: '',
    });
  });

  it.each(['022090123456', '022090123456|100123456|Nguyễn Văn Đạt', 'a|b|c|d|e|f|g', ''])(
    'is not %j',
    (text) => {
      expect(readCardText(text, WARDS)).toBeNull();
    },
  );
});

describe('wards', () => {
  it.each(['Phường Hà Tu', 'hà tu', 'P. Hà Tu', 'PHUONG HA TU'])('finds %s', (name) => {
    expect(findWard(WARDS, name, 'Tỉnh Quảng Ninh')?.name).toBe('Phường Hà Tu');
  });

  it('finds none in another province, none for no name', () => {
    expect(findWard(WARDS, 'Hà Tu', 'Hải Phòng')).toBeNull();
    expect(findWard(WARDS, '', 'Quảng Ninh')).toBeNull();
  });
});
