import type { Corners } from './paper-edges.ts';
import type { Point } from './quad.ts';
import type { Raster } from './raster.ts';

/**
 * A paper seen at a slant as if from above: what lies between its corners becomes a picture of its own (Heckbert 1989, the
 * projective map of a square onto four corners). Its longer side is `side` pixels, or twice what it was if that is less: a
 * page in black and white needs more pixels than a camera has shades.
 */
export function flatten(picture: Raster, corners: Corners, side: number): Raster {
  const [a, b, c, d] = corners.map(({ x, y }) => ({ x: x * picture.width, y: y * picture.height })) as [
    ...Corners,
  ];
  const long = (p: Point, q: Point, r: Point, s: Point) =>
    Math.max(Math.hypot(p.x - q.x, p.y - q.y), Math.hypot(r.x - s.x, r.y - s.y));
  const across = long(a, b, d, c);
  const down = long(a, d, b, c);
  const scale = Math.min(2, side / Math.max(across, down));
  const width = Math.max(1, Math.round(across * scale));
  const height = Math.max(1, Math.round(down * scale));
  const dx = a.x - b.x + c.x - d.x;
  const dy = a.y - b.y + c.y - d.y;
  const slant = (b.x - c.x) * (d.y - c.y) - (d.x - c.x) * (b.y - c.y);
  const g = (dx * (d.y - c.y) - (d.x - c.x) * dy) / slant;
  const h = ((b.x - c.x) * dy - dx * (b.y - c.y)) / slant;
  const [ux, vx] = [b.x - a.x + g * b.x, d.x - a.x + h * d.x];
  const [uy, vy] = [b.y - a.y + g * b.y, d.y - a.y + h * d.y];
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const u = (x + 0.5) / width;
      const v = (y + 0.5) / height;
      const far = g * u + h * v + 1;
      mix(
        picture,
        (ux * u + vx * v + a.x) / far - 0.5,
        (uy * u + vy * v + a.y) / far - 0.5,
        data,
        (y * width + x) * 4,
      );
    }
  return { width, height, data };
}

/** The colour between four pixels, written at `to`. */
function mix(
  { width, height, data }: Raster,
  x: number,
  y: number,
  out: Uint8ClampedArray,
  to: number,
): void {
  const x0 = Math.min(Math.max(Math.floor(x), 0), width - 2);
  const y0 = Math.min(Math.max(Math.floor(y), 0), height - 2);
  const fx = Math.min(1, Math.max(0, x - x0));
  const fy = Math.min(1, Math.max(0, y - y0));
  const at = (y0 * width + x0) * 4;
  const below = at + width * 4;
  for (let colour = 0; colour < 3; colour++) {
    const top = (data[at + colour] ?? 0) * (1 - fx) + (data[at + 4 + colour] ?? 0) * fx;
    const bottom = (data[below + colour] ?? 0) * (1 - fx) + (data[below + 4 + colour] ?? 0) * fx;
    out[to + colour] = top * (1 - fy) + bottom * fy;
  }
  out[to + 3] = 255;
}
