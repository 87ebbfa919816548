import type { Raster } from '../../renderer/pages/raster.ts';
import { randomFrom } from './seeded.ts';

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** How a paper lies under the camera. */
export interface Photo {
  readonly width: number;
  readonly height: number;
  /** Where the paper's corners are in the picture, in pixels, from its own upper left on clockwise. */
  readonly corners: readonly [Spot, Spot, Spot, Spot];
  /** Lightness of the table, 0 to 255. */
  readonly table: number;
  /** How much darker the picture's darkest corner is, 0 to 1. */
  readonly shadow: number;
  /** The most a pixel is off. */
  readonly noise: number;
}

/** A paper as a camera above a table sees it, the same for the same seed. */
export function photographed(paper: Raster, photo: Photo, seed: number): Raster {
  const { width, height, table, shadow, noise } = photo;
  const random = randomFrom(seed);
  const toPaper = projection(photo.corners, [
    { x: 0, y: 0 },
    { x: paper.width, y: 0 },
    { x: paper.width, y: paper.height },
    { x: 0, y: paper.height },
  ]);
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      // Four samples a pixel: as the lens mixes them.
      let red = 0;
      let green = 0;
      let blue = 0;
      for (const [sx, sy] of [
        [0.25, 0.25],
        [0.75, 0.25],
        [0.25, 0.75],
        [0.75, 0.75],
      ] as const) {
        const at = toPaper(x + sx, y + sy);
        const inside = at.x >= 0 && at.y >= 0 && at.x < paper.width && at.y < paper.height;
        const from = inside ? (Math.floor(at.y) * paper.width + Math.floor(at.x)) * 4 : -1;
        // A table of wood: streaks along it, a little red.
        const wood = table + 10 * Math.sin(y / 9 + Math.sin(x / 60) * 2);
        red += from < 0 ? wood : (paper.data[from] ?? 0) * 0.96;
        green += from < 0 ? wood * 0.9 : (paper.data[from + 1] ?? 0) * 0.95;
        blue += from < 0 ? wood * 0.78 : (paper.data[from + 2] ?? 0) * 0.92;
      }
      const light = 1 - shadow * ((x / width + y / height) / 2);
      const off = noise * (random() + random() - 1);
      const to = (y * width + x) * 4;
      data[to] = (red / 4) * light + off;
      data[to + 1] = (green / 4) * light + off;
      data[to + 2] = (blue / 4) * light + off;
      data[to + 3] = 255;
    }
  return { width, height, data };
}

/** The projective map that takes four places to four others: eight equations, solved by elimination. */
export function projection(from: readonly Spot[], to: readonly Spot[]): (x: number, y: number) => Spot {
  const rows: number[][] = [];
  from.forEach(({ x, y }, i) => {
    const { x: u, y: v } = to[i] as Spot;
    rows.push([x, y, 1, 0, 0, 0, -x * u, -y * u, u], [0, 0, 0, x, y, 1, -x * v, -y * v, v]);
  });
  for (let column = 0; column < 8; column++) {
    const pivot = rows.slice(column).reduce((best, row, i) => {
      const held = Math.abs(rows[best]?.[column] ?? 0);
      return Math.abs(row[column] ?? 0) > held ? i + column : best;
    }, column);
    const chosen = rows[pivot] as number[];
    rows[pivot] = rows[column] as number[];
    rows[column] = chosen;
    for (const [i, row] of rows.entries()) {
      if (i === column) continue;
      const times = (row[column] ?? 0) / (chosen[column] ?? 1);
      row.forEach((value, k) => (row[k] = value - times * (chosen[k] ?? 0)));
    }
  }
  const [a, b, c, d, e, f, g, h] = rows.map((row, i) => (row[8] ?? 0) / (row[i] ?? 1)) as [
    ...[number, number, number, number, number, number, number, number],
  ];
  return (x, y) => {
    const far = g * x + h * y + 1;
    return { x: (a * x + b * y + c) / far, y: (d * x + e * y + f) / far };
  };
}

/** A paper somewhere on the table, turned and seen at a slant, the same for the same seed; it fills about half the picture. */
export function somewhere(width: number, height: number, seed: number): Photo['corners'] {
  const random = randomFrom(seed);
  const between = (low: number, high: number) => low + (high - low) * random();
  const upright = random() < 0.5;
  const tall = height * between(0.68, 0.82);
  const [w, h] = upright ? [tall / 1.414, tall] : [tall * 1.2, (tall * 1.2) / 1.414];
  const angle = between(-0.25, 0.25);
  const cx = width / 2 + between(-0.06, 0.06) * width;
  const cy = height / 2 + between(-0.02, 0.02) * height;
  const corner = (right: number, down: number): Spot => {
    // Slanted: each corner a little off where it would be from straight above.
    const x = (right - 0.5) * w * between(0.94, 1.04);
    const y = (down - 0.5) * h * between(0.94, 1.04);
    return {
      x: cx + x * Math.cos(angle) - y * Math.sin(angle),
      y: Math.min(height - 3, Math.max(3, cy + x * Math.sin(angle) + y * Math.cos(angle))),
    };
  };
  return [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)];
}
