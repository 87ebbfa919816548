import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { flatten } from '../../../renderer/pages/flatten.ts';
import { paperIn, type Corners } from '../../../renderer/pages/paper-edges.ts';
import { grayOf, type Raster } from '../../../renderer/pages/raster.ts';
import { canvasOf } from '../../support/fake-camera.ts';
import { paperPage, rasterFrom } from '../../support/paper-page.ts';
import { photographed, somewhere, type Photo } from '../../support/photographed.ts';
import { randomFrom } from '../../support/seeded.ts';

const SIZE = { width: 640, height: 360 };
const page = rasterFrom(
  paperPage(
    Array.from({ length: 26 }, (_, i) => ({
      text: `Dòng ${String(i + 1)}: đề nghị cấp bản sao trích lục hộ tịch`,
    })),
    { dpi: 60 },
  ),
);

function photo(seed: number, change: Partial<Photo> = {}): Photo {
  const random = randomFrom(seed + 5000);
  return {
    ...SIZE,
    corners: somewhere(SIZE.width, SIZE.height, seed),
    table: 40 + 100 * random(),
    shadow: 0.4 * random(),
    noise: 12 * random(),
    ...change,
  };
}

/** How far the worst corner is off, in hundredths of the picture's width; whichever corner is called the first. */
function off(found: Corners | null, corners: Photo['corners'], size = SIZE): number {
  if (!found) return Infinity;
  const seen = found.map(({ x, y }) => ({ x: x * size.width, y: y * size.height }));
  const worst = corners.map(({ x, y }) =>
    Math.min(...seen.map((each) => Math.hypot(each.x - x, each.y - y))),
  );
  return (Math.max(...worst) / size.width) * 100;
}

describe('the paper in a camera’s picture', () => {
  it('is found on 30 tables, turned, slanted, in shadow and noise, its corners 1.5 % of the width off at most', () => {
    const far = Array.from({ length: 30 }, (_, seed) => {
      const given = photo(seed);
      return { seed, off: off(paperIn(grayOf(photographed(page, given, seed))), given.corners) };
    }).filter((each) => each.off > 1.5);
    expect(far).toEqual([]);
  });

  it('is found on a light table by its edge', () => {
    const far = Array.from({ length: 10 }, (_, seed) => {
      const given = photo(seed, { table: 205, noise: 4, shadow: 0.2 });
      return { seed, off: off(paperIn(grayOf(photographed(page, given, seed))), given.corners) };
    }).filter((each) => each.off > 2.5);
    expect(far.length).toBeLessThanOrEqual(1);
  });

  it('is the same at every size the picture is looked at with: never the table round about it', () => {
    const size = { width: 960, height: 540 };
    const corners = [
      { x: 278, y: 22 },
      { x: 656, y: 34 },
      { x: 642, y: 526 },
      { x: 262, y: 516 },
    ] as const;
    const given = canvasOf(photographed(page, { ...size, corners, table: 70, shadow: 0.25, noise: 6 }, 1));
    const far = [960, 640, 480, 400, 320].map((width) => {
      const canvas = createCanvas(width, (width * 9) / 16);
      const context = canvas.getContext('2d');
      context.drawImage(given, 0, 0, canvas.width, canvas.height);
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      return {
        width,
        off: off(
          paperIn(grayOf({ width, height: canvas.height, data: Uint8ClampedArray.from(data) })),
          corners,
          size,
        ),
      };
    });
    expect(far.filter((each) => each.off > 1.5)).toEqual([]);
  });

  it('is not seen where there is none', () => {
    const table = { ...SIZE, data: new Uint8ClampedArray(SIZE.width * SIZE.height * 4) };
    const random = randomFrom(1);
    for (const lightness of [20, 120, 240]) {
      for (let i = 0; i < table.data.length; i++) table.data[i] = lightness + 10 * (random() - 0.5);
      expect(paperIn(grayOf(table))).toBeNull();
    }
  });

  it('is not a round thing, nor a small one', () => {
    const disc = (radius: number): Raster => {
      const data = new Uint8ClampedArray(SIZE.width * SIZE.height * 4);
      for (let y = 0; y < SIZE.height; y++)
        for (let x = 0; x < SIZE.width; x++)
          data.fill(
            Math.hypot(x - SIZE.width / 2, y - SIZE.height / 2) < radius ? 240 : 60,
            (y * SIZE.width + x) * 4,
            (y * SIZE.width + x) * 4 + 4,
          );
      return { ...SIZE, data };
    };
    expect(paperIn(grayOf(disc(135)))).toBeNull();
    expect(paperIn(grayOf(disc(27)))).toBeNull();
  });

  it('becomes a page seen from above: nearly what was photographed', () => {
    const given = photo(7, { noise: 0, shadow: 0 });
    const corners = given.corners.map(({ x, y }) => ({ x: x / SIZE.width, y: y / SIZE.height }));
    const flat = flatten(photographed(page, given, 7), corners as unknown as Corners, 540);
    let sum = 0;
    let count = 0;
    for (let v = 0.02; v < 0.98; v += 0.01)
      for (let u = 0.02; u < 0.98; u += 0.01) {
        sum += Math.abs(meanAt(page, u, v) - meanAt(flat, u, v));
        count += 1;
      }
    // White for white, lines where there were lines.
    expect(sum / count).toBeLessThan(14);
  });
});

/** The lightness about a place of a picture, its sides from 0 to 1. */
function meanAt({ width, height, data }: Raster, u: number, v: number): number {
  let sum = 0;
  let count = 0;
  for (let y = Math.floor((v - 0.01) * height); y < (v + 0.01) * height; y++)
    for (let x = Math.floor((u - 0.01) * width); x < (u + 0.01) * width; x++) {
      sum += data[(y * width + x) * 4] ?? 0;
      count += 1;
    }
  return sum / count;
}
