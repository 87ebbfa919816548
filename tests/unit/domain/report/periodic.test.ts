import { expect, it } from 'vitest';
import { shareOf } from '../../../../shared/domain/report/figures.ts';
import { MEASURES } from '../../../../shared/domain/report/measure.ts';
import { headerRows, PERIODIC_FORM } from '../../../../shared/domain/report/periodic.ts';

it('has the thirteen columns of the form under a three-row header, marked unverified', () => {
  const { columns, verified } = PERIODIC_FORM;
  expect(verified).toBe(false);
  expect(columns.map(({ no }) => no)).toEqual(Array.from({ length: 13 }, (_, i) => `(${String(i + 1)})`));
  expect(columns.flatMap(({ measure }) => measure ?? []).every((each) => MEASURES.includes(each))).toBe(true);
  const rows = headerRows().map((row) =>
    row.map(({ text, columns: wide, rows: high }) => [text.vi, wide, high]),
  );
  expect(rows).toEqual([
    [
      ['STT', 1, 3],
      ['Lĩnh vực giải quyết', 1, 3],
      ['Số lượng hồ sơ tiếp nhận', 4, 1],
      ['Số lượng hồ sơ đã giải quyết', 4, 1],
      ['Số lượng hồ sơ đang giải quyết', 3, 1],
    ],
    [
      ['Tổng số', 1, 2],
      ['Trong kỳ', 2, 1],
      ['Từ kỳ trước', 1, 2],
      ['Tổng số', 1, 2],
      ['Trước hạn', 1, 2],
      ['Đúng hạn', 1, 2],
      ['Quá hạn', 1, 2],
      ['Tổng số', 1, 2],
      ['Trong hạn', 1, 2],
      ['Quá hạn', 1, 2],
    ],
    [
      ['Trực tuyến', 1, 1],
      ['Trực tiếp, dịch vụ bưu chính', 1, 1],
    ],
  ]);
});

it('rounds shares half up to two decimals and has none of nothing', () => {
  expect(shareOf(1, 3)).toBe(33.33);
  expect(shareOf(2, 3)).toBe(66.67);
  expect(shareOf(1, 32)).toBe(3.13);
  expect(shareOf(0, 5)).toBe(0);
  expect(shareOf(0, 0)).toBeNull();
});
