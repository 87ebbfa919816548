import { inkLevel, shrink, type Gray } from './raster.ts';

/** How far a page may lie askew and still be put straight by itself, in degrees. */
export const SKEW_LIMIT = 8;
/** Rows looked at: enough for the lines of a page of text. */
const ROWS = 900;

/**
 * By how many degrees the lines of text fall to the right (negative: rise); 0 when the page shows no lines. The ink is
 * summed along slanted rows: where lines of text and the gaps between them stand out most, that is the slant (Postl's
 * projection profiles).
 */
export function skewOf(page: Gray): number {
  const small = shrink(page, Math.max(1, Math.round(page.height / ROWS)));
  const ink = inkOf(small);
  if (ink.length < 200) return 0;
  const score = (degrees: number) => sharpness(ink, small, degrees);
  const rough = best(score, 0, SKEW_LIMIT, 0.5);
  const fine = best(score, rough, 0.5, 0.1);
  // A page without lines has no slant worth turning for.
  return score(fine) > 1.08 * score(0) ? fine : 0;
}

interface Dot {
  readonly x: number;
  readonly y: number;
}

function inkOf(gray: Gray): readonly Dot[] {
  const level = Math.min(inkLevel(gray), 200);
  const { width, height, data } = gray;
  const dots: Dot[] = [];
  // The outermost part is left out: dark edges of the scanner's lid are straight, the paper is not.
  const side = Math.round(width * 0.06);
  const end = Math.round(height * 0.04);
  for (let y = end; y < height - end; y++)
    for (let x = side; x < width - side; x++) if ((data[y * width + x] ?? 255) < level) dots.push({ x, y });
  return dots;
}

function sharpness(dots: readonly Dot[], { height, width }: Gray, degrees: number): number {
  const slope = Math.tan((degrees * Math.PI) / 180);
  const shift = Math.ceil(Math.abs(slope) * width);
  const rows = new Float64Array(height + 2 * shift + 2);
  for (const { x, y } of dots) {
    const row = Math.round(y - slope * x) + shift;
    rows[row] = (rows[row] ?? 0) + 1;
  }
  let sum = 0;
  for (let i = 1; i < rows.length; i++) {
    const step = (rows[i] ?? 0) - (rows[i - 1] ?? 0);
    sum += step * step;
  }
  return sum;
}

function best(score: (degrees: number) => number, around: number, reach: number, step: number): number {
  let found = around;
  let highest = -1;
  for (let i = -Math.round(reach / step); i <= Math.round(reach / step); i++) {
    const degrees = around + i * step;
    const value = score(degrees);
    if (value > highest) {
      highest = value;
      found = degrees;
    }
  }
  return Math.round(found * 10) / 10;
}
