import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCardText } from '../../../renderer/screens/reception/card-text.ts';
import { findUnit, findWard, formerNameMeant, wardsFor } from '../../../renderer/use-cases/find-ward.ts';
import { catalogueSchema } from '../../../shared/domain/procedure.ts';
import { CATALOGUE_FILE } from '../../portal/seed/make-catalogue.ts';

const { wards } = catalogueSchema.parse(JSON.parse(readFileSync(CATALOGUE_FILE, 'utf8')));
const QN = 'Tỉnh Quảng Ninh';
const unit = (name: string, province = QN) => {
  const found = findUnit(wards, name, province);
  return found && [found.ward.name, found.formerly];
};

describe('a unit of before the reform of 2025', () => {
  it.each(['Phường Giếng Đáy', 'giếng đáy', 'P. Giếng Đáy, TP Hạ Long', 'gieng day, thanh pho ha long'])(
    'finds the ward of today: %s',
    (name) => {
      expect(unit(name)).toEqual(['Phường Việt Hưng', 'Phường Giếng Đáy, Thành phố Hạ Long']);
    },
  );

  it('gives way to a ward of today of the same name', () => {
    expect(unit('Việt Hưng')).toEqual(['Phường Việt Hưng', null]);
    expect(unit('Hà Tu')).toEqual(['Phường Hà Tu', null]);
  });

  it('is left to the clerk when it was divided, is of another district or province, or is a district', () => {
    expect(unit('Phường Hà Khẩu')).toBeNull();
    expect(unit('Phường Giếng Đáy, Thành phố Cẩm Phả')).toBeNull();
    expect(unit('Giếng Đáy', 'Hải Phòng')).toBeNull();
    // The city is gone; the ward that took its name is something else.
    for (const city of ['Thành phố Hạ Long', 'TP Hạ Long', 'thanh pho ha long']) {
      expect(unit(city)).toBeNull();
      expect(findWard(wards, city, QN)).toBeNull();
    }
    expect(unit('Phường Hạ Long')).toEqual(['Phường Hạ Long', null]);
  });

  it('is kept beside the ward that was chosen by its words', () => {
    const meant = (ward: string, typed: string) => {
      const found = wards.find(({ name }) => name === ward);
      return found ? formerNameMeant(found, typed) : undefined;
    };
    expect(meant('Phường Việt Hưng', 'gieng')).toBe('Phường Giếng Đáy, Thành phố Hạ Long');
    expect(meant('Phường Việt Hưng', 'hà khẩu')).toBe('Phường Hà Khẩu, Thành phố Hạ Long');
    expect(meant('Phường Việt Hưng', 'viet')).toBeNull();
    // All of the city's wards answer to its name: which one was meant is not known.
    expect(meant('Phường Việt Hưng', 'thanh pho ha long')).toBeNull();
    expect(meant('Phường Việt Hưng', '')).toBeNull();
  });

  it('comes after wards of today in the list, and its district finds all that lay in it', () => {
    const names = (typed: string) => wardsFor(wards, typed).map(({ name }) => name);
    expect(names('ha tu')[0]).toBe('Phường Hà Tu');
    expect(names('gieng day')).toEqual(['Phường Việt Hưng']);
    expect(names('gieng day ha long')).toEqual(['Phường Việt Hưng']);
    expect(names('thanh pho ha long')).toHaveLength(wards.length);
    expect(names('khong co')).toEqual([]);
    expect(names('')).toHaveLength(wards.length);
  });

  it('is read from a card of that time', () => {
    const card = readCardText(
      '022090123456||Nguyễn Văn Đạt|17051990|Nam|Số 5, tổ 2, Phường Giếng Đáy, Hạ Long, Quảng Ninh|01012021',
      wards,
    );
    expect(card?.address).toEqual({
      street: 'Số 5, tổ 2',
      ward: 'Phường Việt Hưng',
      province: 'Quảng Ninh',
      formerly: 'Phường Giếng Đáy, Thành phố Hạ Long',
    });
  });
});
