import { expect, it } from 'vitest';
import { clean, isBlank } from '../../../renderer/pages/clean.ts';
import { bindPages } from '../../../renderer/pages/pdf.ts';
import { bitsOf, grayOf, rasterOf } from '../../../renderer/pages/raster.ts';
import { skewOf } from '../../../renderer/pages/skew.ts';
import { harmed, paperPage, rasterFrom } from '../../support/paper-page.ts';

const LINES = Array.from({ length: 38 }, (_, i) => ({
  text: `${String(i + 1)}. Đề nghị giải quyết thủ tục chứng thực bản sao từ bản chính giấy tờ, văn bản`,
}));
const NONE = { turn: 0, blur: 0, noise: 0, shadow: 0, edge: 0 };

it('finds how far the lines of text fall, and leaves a straight page alone', () => {
  for (const turn of [-5, -1.5, 0.7, 3, 6]) {
    const found = skewOf(harmed(paperPage(LINES, { dpi: 100 }), { ...NONE, turn, noise: 30 }, 7));
    expect(Math.abs(found - turn), `${String(turn)}° taken for ${String(found)}°`).toBeLessThan(0.3);
  }
  expect(skewOf(grayOf(rasterFrom(paperPage(LINES, { dpi: 100 }))))).toBe(0);
});

it('makes a shadowed, crooked page with a dark edge white paper with black text', () => {
  const page = harmed(
    paperPage(LINES, { dpi: 150 }),
    { turn: 2, blur: 1, noise: 25, shadow: 0.5, edge: 40 },
    3,
  );
  const { page: put, level } = clean(page);
  const white = (from: number, to: number) => {
    let light = 0;
    for (let y = from; y < to; y++)
      for (let x = 0; x < 30; x++) if ((put.data[y * put.width + x] ?? 0) >= level) light += 1;
    return light / (30 * (to - from));
  };
  // Where the edge was, and where the shadow was deepest: paper.
  expect(white(300, 600)).toBeGreaterThan(0.97);
  const inkOf = ({ page: { data }, level: below }: ReturnType<typeof clean>) =>
    data.filter((light) => light < below).length / data.length;
  const ink = inkOf(clean(grayOf(rasterFrom(paperPage(LINES, { dpi: 150 })))));
  expect(inkOf({ page: put, level, turned: 2 }) / ink).toBeGreaterThan(0.8);
  // Blurred strokes are wider; noise in the shadow would make it five times as much.
  expect(inkOf({ page: put, level, turned: 2 }) / ink).toBeLessThan(2.5);
});

it('takes a page with dust and a shadow for blank, and one with a single short line not', () => {
  const dust = harmed(paperPage([], { dpi: 100 }), { turn: 1, blur: 1, noise: 35, shadow: 0.4, edge: 8 }, 1);
  expect(isBlank(rasterOf(dust))).toBe(true);
  expect(isBlank(rasterFrom(paperPage([{ text: 'Số: 12/HDHS' }], { dpi: 100 })))).toBe(false);
});

it('keeps a full A4 page of text, harmed or not, within 100 kB in black and white', async () => {
  for (const harm of [NONE, { turn: 2, blur: 1, noise: 30, shadow: 0.4, edge: 30 }]) {
    const { page, level } = clean(harmed(paperPage(LINES), harm, 5));
    const pdf = await bindPages(1, async () => ({
      kind: 'bits',
      width: page.width,
      height: page.height,
      bits: bitsOf(page, level),
    }));
    expect(pdf.byteLength).toBeLessThan(100 * 1024);
  }
});
