import { describe, expect, it } from 'vitest';
import { dongInWords, formatDong } from '../../../shared/domain/money.ts';

describe('dongInWords', () => {
  it.each([
    [0, 'Không đồng'],
    [1, 'Một đồng'],
    [5, 'Năm đồng'],
    [10, 'Mười đồng'],
    [11, 'Mười một đồng'],
    [15, 'Mười lăm đồng'],
    [20, 'Hai mươi đồng'],
    [21, 'Hai mươi mốt đồng'],
    [25, 'Hai mươi lăm đồng'],
    [100, 'Một trăm đồng'],
    [101, 'Một trăm linh một đồng'],
    [105, 'Một trăm linh năm đồng'],
    [110, 'Một trăm mười đồng'],
    [111, 'Một trăm mười một đồng'],
    [1000, 'Một nghìn đồng'],
    [1005, 'Một nghìn không trăm linh năm đồng'],
    [1010, 'Một nghìn không trăm mười đồng'],
    [2500, 'Hai nghìn năm trăm đồng'],
    [100_000, 'Một trăm nghìn đồng'],
    [1_000_005, 'Một triệu không trăm linh năm đồng'],
    [1_005_000, 'Một triệu không trăm linh năm nghìn đồng'],
    [1_234_567, 'Một triệu hai trăm ba mươi bốn nghìn năm trăm sáu mươi bảy đồng'],
    [1_000_000_000, 'Một tỷ đồng'],
    [1_000_000_001, 'Một tỷ không trăm linh một đồng'],
    [21_000_000_000, 'Hai mươi mốt tỷ đồng'],
    [1_000_000_000_000, 'Một nghìn tỷ đồng'],
    [1_500_000_000_000, 'Một nghìn năm trăm tỷ đồng'],
    [1_005_000_000_000, 'Một nghìn không trăm linh năm tỷ đồng'],
    [1_000_000_000_000_000, 'Một triệu tỷ đồng'],
  ])('%i: %s', (amount, words) => {
    expect(dongInWords(amount)).toBe(words);
  });

  it.each([-1, 0.5, NaN, Infinity, 2 ** 53])('throws on %d', (amount) => {
    expect(() => dongInWords(amount)).toThrow(RangeError);
  });
});

it.each([
  [0, '0 ₫'],
  [500, '500 ₫'],
  [1000, '1.000 ₫'],
  [100_000, '100.000 ₫'],
  [1_234_567, '1.234.567 ₫'],
  [-1500, '-1.500 ₫'],
  [1_000_000_000_000, '1.000.000.000.000 ₫'],
])('formatDong %i: %s', (amount, text) => {
  expect(formatDong(amount)).toBe(text);
});
