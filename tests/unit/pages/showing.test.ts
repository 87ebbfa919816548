import { describe, expect, it } from 'vitest';
import {
  affordable,
  fitScale,
  PAPER_SCALE,
  ZOOMS,
  zoomed,
} from '../../../renderer/pages/showing/page-scale.ts';
import { paperFor, sheetOf } from '../../../renderer/print/result/sheets.ts';

const A4 = { width: 595.28, height: 841.89 };
const turned = ({ width, height }: typeof A4) => ({ width: height, height: width });

describe('how large a page is drawn', () => {
  it('draws A4 for paper at 200 dots to the inch', () => {
    expect(Math.round(A4.width * affordable(A4, PAPER_SCALE))).toBe(1654);
    expect(Math.round(A4.height * affordable(A4, PAPER_SCALE))).toBe(2339);
  });

  it.each([
    { width: 14_400, height: 14_400 },
    { width: 1e7, height: 3 },
    { width: 1e9, height: 1e9 },
  ])('never takes more than memory has, whatever a page says it is: %j', (page) => {
    const scale = affordable(page, PAPER_SCALE);
    expect(page.width * page.height * scale * scale).toBeLessThan(17e6);
    expect(page.width * scale).toBeLessThan(16_385);
  });

  it('fits the room there is, and is not blown up in a large one', () => {
    expect(A4.width * fitScale(A4, 500)).toBeCloseTo(500);
    expect(A4.width * fitScale(A4, 3000)).toBeCloseTo(992, 0);
  });

  it('zooms by steps and stops at either end', () => {
    const all = ZOOMS.reduce<number[]>((seen) => [...seen, zoomed(seen.at(-1) ?? 0, true)], [50]);
    expect(all).toEqual([...ZOOMS, 300]);
    expect(zoomed(50, false)).toBe(50);
    expect(zoomed(100, false)).toBe(75);
  });
});

describe('the sheet of a page', () => {
  it.each([
    [A4, { paper: 'A4', landscape: false }],
    [turned(A4), { paper: 'A4', landscape: true }],
    [
      { width: 419.5, height: 595.3 },
      { paper: 'A5', landscape: false },
    ],
    [
      { width: 297.6, height: 419.5 },
      { paper: 'A6', landscape: false },
    ],
    // Letter, and A3: the printer's own paper takes them.
    [
      { width: 612, height: 792 },
      { paper: 'A4', landscape: false },
    ],
    [
      { width: 841.9, height: 1190.6 },
      { paper: 'A4', landscape: false },
    ],
  ])('%j asks for %j', (page, paper) => {
    expect(paperFor([sheetOf(page)])).toEqual(paper);
  });

  it('is the page’s own, in millimetres, and no larger than A0', () => {
    expect(sheetOf(A4)).toEqual({ width: 210, height: 297 });
    expect(sheetOf({ width: 1e6, height: 5e5 })).toEqual({ width: 1189, height: 594.5 });
  });

  it('lies on its side for all pages or for none', () => {
    expect(paperFor([sheetOf(A4), sheetOf(turned(A4))])).toEqual({ paper: 'A4', landscape: false });
  });
});
