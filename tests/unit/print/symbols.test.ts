import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { code128Symbol } from '../../../renderer/print/code128.ts';
import { modulesOf, readQr } from './support.ts';

const code = fc
  .tuple(
    fc.constantFrom('000.00.19.H49', 'H49.19'),
    fc.integer({ min: 220101, max: 281231 }),
    fc.integer({ min: 1, max: 999_999 }),
  )
  .map(([unit, date, number]) => `${unit}-${String(date)}-${String(number).padStart(4, '0')}`);

describe('QR', () => {
  it('reads back as the code', () => {
    expect(readQr('000.00.19.H49-260713-0001')).toBe('000.00.19.H49-260713-0001');
    expect(readQr('TAM-HT-1-260713-001')).toBe('TAM-HT-1-260713-001');
    fc.assert(
      fc.property(code, (text) => {
        expect(readQr(text)).toBe(text);
      }),
      { numRuns: 40 },
    );
  });

  it('still reads with a stroke of ink over its data', () => {
    const text = '000.00.19.H49-260713-0001';
    expect(readQr(text, { inked: (row, column) => row === 12 && column > 8 && column < 16 })).toBe(text);
    expect(readQr(text, { inked: (row, column) => row > 8 && column > 8 })).not.toBe(text);
  });
});

/** Widths of bars and gaps of the Code 128 values needed here: ISO/IEC 15417, table 1 (0–102, start A, B, C). */
const WIDTHS =
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232'.split(
    ' ',
  );

/** Reads the dark and light widths of the bars back to values, checks the check digit and decodes sets B and C. */
function readCode128(text: string): string {
  const row = modulesOf(code128Symbol(text))[0] ?? [];
  const runs =
    row
      .map(Number)
      .join('')
      .match(/1+|0+/gu)
      ?.map((run) => run.length) ?? [];
  const values: number[] = [];
  // The stop sign has a seventh bar.
  for (let i = 0; i + 7 < runs.length; i += 6) values.push(WIDTHS.indexOf(runs.slice(i, i + 6).join('')));
  expect(runs.slice(-7).join('')).toBe('2331112');
  const check = values.pop();
  const sum = values.reduce((total, value, i) => total + value * Math.max(i, 1), 0);
  expect(check).toBe(sum % 103);
  let set = '';
  let read = '';
  for (const value of values) {
    if (value >= 103) set = ['A', 'B', 'C'][value - 103] ?? '';
    else if (value === 99 && set !== 'C') set = 'C';
    else if (value === 100 && set === 'C') set = 'B';
    else if (value === 101) set = 'A';
    else if (value === 100) set = 'B';
    else read += set === 'C' ? String(value).padStart(2, '0') : String.fromCharCode(value + 32);
  }
  return read;
}

describe('Code 128', () => {
  it('reads back as the code', () => {
    expect(readCode128('TAM-HT-1-260713-001')).toBe('TAM-HT-1-260713-001');
    fc.assert(
      fc.property(code, (text) => {
        expect(readCode128(text)).toBe(text);
      }),
      { numRuns: 40 },
    );
  });

  it('is made of whole modules only', () => {
    expect(code128Symbol('000.00.19.H49-260713-0001').path).not.toMatch(/\./u);
  });
});
