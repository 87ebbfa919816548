import { expect, it } from 'vitest';
import { leaning, upright } from '../../../renderer/pages/reading/lean.ts';

const SIZE = { width: 400, height: 300 };

/** A white page with one black box. */
function pageWith(box: { x: number; y: number; width: number; height: number }) {
  const data = new Uint8Array(SIZE.width * SIZE.height).fill(255);
  for (let y = box.y; y < box.y + box.height; y++)
    data.fill(0, y * SIZE.width + box.x, y * SIZE.width + box.x + box.width);
  return { ...SIZE, data };
}

it.each([40, 150, 270])('gives a word at height %i its place on the page back', (y) => {
  const box = { x: 200, y, width: 60, height: 8 };
  const page = pageWith(box);
  const seen = leaning(page);
  expect(seen.height).toBe(page.height);
  expect(seen.width).toBeLessThan(page.width);
  const row = seen.data.subarray((y + 4) * seen.width, (y + 5) * seen.width);
  const x = row.findIndex((light) => light < 128);
  const width = row.findLastIndex((light) => light < 128) - x + 1;
  const word = { text: 'Hạ', confidence: 90, x, y, width, height: box.height };
  const [[back] = []] = upright([[word]], page);
  expect(back).toMatchObject({ text: 'Hạ', confidence: 90, y, height: box.height });
  expect(Math.abs((back?.x ?? 0) - box.x)).toBeLessThanOrEqual(2);
  expect(Math.abs((back?.width ?? 0) - box.width)).toBeLessThanOrEqual(2);
});

it('leans to the right: what is high moves right, against what is low', () => {
  const left = (y: number) => {
    const { width, data } = leaning(pageWith({ x: 200, y, width: 20, height: 4 }));
    return data.subarray((y + 2) * width, (y + 3) * width).findIndex((light) => light < 128);
  };
  expect(left(20)).toBeGreaterThan(left(280));
});
