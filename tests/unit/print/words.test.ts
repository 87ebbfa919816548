import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addressOnPaper,
  dateInWords,
  moneyOnPaper,
  timeInWords,
  weekdayInWords,
} from '../../../renderer/print/paper-words.ts';

const spaced = (text: string) => text.replaceAll('\u00A0', ' ');

describe('dates on paper', () => {
  it('writes zeros as papers do', () => {
    expect(spaced(dateInWords('2026-02-05T02:00:00Z'))).toBe('ngày 05 tháng 02 năm 2026');
    expect(spaced(dateInWords('2026-07-13T02:00:00Z'))).toBe('ngày 13 tháng 7 năm 2026');
  });

  it('is at the counter, whatever the machine’s zone', () => {
    expect(spaced(timeInWords('2026-07-13T17:05:00Z'))).toBe('00 giờ 05 phút, ngày 14 tháng 7 năm 2026');
    expect(spaced(weekdayInWords('2026-07-18T17:00:00Z'))).toBe('Chủ nhật');
    expect(spaced(weekdayInWords('2026-07-18T16:59:59Z'))).toBe('thứ Bảy');
  });

  it('breaks between the time and the date only', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2022-01-01'), max: new Date('2030-12-31'), noInvalidDate: true }),
        (date) => {
          expect(timeInWords(date.toISOString()).match(/ /gu)).toHaveLength(1);
        },
      ),
    );
  });
});

describe('money and addresses on paper', () => {
  it('keeps an amount on one line', () => {
    expect(moneyOnPaper(1_234_567)).toBe('1.234.567\u00A0₫');
  });

  it('leaves out what is not known', () => {
    expect(addressOnPaper({ street: 'Số 1', ward: '', province: 'Quảng Ninh' })).toBe('Số 1, Quảng Ninh');
    expect(addressOnPaper({ street: ' ' })).toBeNull();
    expect(addressOnPaper(null)).toBeNull();
  });
});
