import { biggestQuad, hullOf, insideOf, sidesFitted, type Point } from './quad.ts';
import { inkLevel, shrink, soften, type Gray } from './raster.ts';

/** The corners of a paper in a picture, from its upper left on clockwise, each from 0 to 1 of the picture's sides. */
export type Corners = readonly [Point, Point, Point, Point];

/** The longest side the picture is looked at with, in pixels: corners are as exact as a part of these. */
const SIDE = 320;
/** A paper fills at least this share of the picture, and this share of its width and height at most: all of it is seen. */
const SMALLEST = 0.12;
const LARGEST = 0.97;
/** How much of the four-cornered shape its own outline fills: a paper nearly all, a heap of things less. */
const FULL = 0.94;
/** Steps in lightness (Sobel) that may be an edge of the paper, tried in turn: of a white paper on a light table it is faint. */
const EDGE_STEPS = [90, 60, 40, 26] as const;

/**
 * Finds the paper on the table in a camera's picture; null when nothing four-cornered stands out. Two ways are tried: what
 * is lighter than the rest, and what edges enclose about the middle; the larger good one is taken.
 */
export function paperIn(picture: Gray): Corners | null {
  const by = Math.ceil(Math.max(picture.width, picture.height) / SIDE);
  const small = soften(soften(shrink(picture, by)));
  const { width, height } = small;
  const level = inkLevel(small);
  const masks = [
    () => Uint8Array.from(small.data, (light) => (light >= level ? 1 : 0)),
    ...EDGE_STEPS.map((step) => () => withoutEdges(small, step)),
  ];
  let best: { readonly corners: readonly Point[]; readonly area: number } | null = null;
  for (const mask of masks) {
    const found = paperOf(mask(), width, height);
    if (found && (!best || found.area > best.area * 1.05)) best = found;
  }
  if (!best) return null;
  return ordered(
    best.corners.map(({ x, y }) => ({
      x: unit((x * by) / picture.width),
      y: unit((y * by) / picture.height),
    })),
  );
}

const unit = (part: number) => Math.min(1, Math.max(0, part));

/** The four-cornered shape of what hangs together about the middle of the picture. */
function paperOf(mask: Uint8Array, width: number, height: number) {
  const outline = middlePart(mask, width, height);
  if (!outline) return null;
  const hull = hullOf(outline);
  const rough = biggestQuad(hull);
  if (!rough) return null;
  const quad = sidesFitted(rough, outline) ?? rough;
  // From one side of the picture to the other: the table round about a paper, or a paper that isn't all seen.
  const spans = (of: (point: Point) => number, all: number) =>
    Math.max(...quad.map(of)) - Math.min(...quad.map(of)) > LARGEST * all;
  if (spans(({ x }) => x, width) || spans(({ y }) => y, height)) return null;
  const area = insideOf(quad);
  const all = width * height;
  if (area < SMALLEST * all) return null;
  const own = insideOf(hull);
  if (own / area < FULL || area / own < FULL) return null;
  return { corners: quad, area };
}

/** The outermost points, left and right of each row, of the largest part that reaches into the middle of the picture. */
function middlePart(mask: Uint8Array, width: number, height: number): readonly Point[] | null {
  const seen = new Uint8Array(width * height);
  let best: readonly number[] = [];
  for (let y = Math.round(height * 0.3); y < height * 0.7; y += 3)
    for (let x = Math.round(width * 0.3); x < width * 0.7; x += 3) {
      const part = fill(mask, seen, width, height, y * width + x);
      if (part.length > best.length) best = part;
    }
  if (best.length < SMALLEST * 0.5 * width * height) return null;
  const left = new Int32Array(height).fill(-1);
  const right = new Int32Array(height).fill(-1);
  const top = new Int32Array(width).fill(-1);
  const bottom = new Int32Array(width).fill(-1);
  for (const at of best) {
    const x = at % width;
    const y = Math.floor(at / width);
    if (left[y] === -1 || x < (left[y] ?? 0)) left[y] = x;
    if (x > (right[y] ?? -1)) right[y] = x;
    if (top[x] === -1 || y < (top[x] ?? 0)) top[x] = y;
    if (y > (bottom[x] ?? -1)) bottom[x] = y;
  }
  const points: Point[] = [];
  left.forEach((x, y) => x >= 0 && points.push({ x, y }, { x: (right[y] ?? x) + 1, y }));
  top.forEach((y, x) => y >= 0 && points.push({ x, y }, { x, y: (bottom[x] ?? y) + 1 }));
  return points;
}

function fill(
  mask: Uint8Array,
  seen: Uint8Array,
  width: number,
  height: number,
  from: number,
): readonly number[] {
  if (mask[from] !== 1 || seen[from] === 1) return [];
  seen[from] = 1;
  const part = [from];
  for (let i = 0; i < part.length; i++) {
    const at = part[i] ?? 0;
    const x = at % width;
    const visit = (next: number) => {
      if (mask[next] !== 1 || seen[next] === 1) return;
      seen[next] = 1;
      part.push(next);
    };
    if (x > 0) visit(at - 1);
    if (x < width - 1) visit(at + 1);
    if (at >= width) visit(at - width);
    if (at < width * (height - 1)) visit(at + width);
  }
  return part;
}

/** Everything but edges: a paper whose own edge goes all the way round is cut off from the table by it. */
function withoutEdges({ width, height, data }: Gray, step: number): Uint8Array {
  const mask = new Uint8Array(width * height);
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      const light = (by: number) => data[at + by] ?? 0;
      const across =
        light(1 - width) +
        2 * light(1) +
        light(1 + width) -
        light(-1 - width) -
        2 * light(-1) -
        light(width - 1);
      const down =
        light(width - 1) +
        2 * light(width) +
        light(width + 1) -
        light(-width - 1) -
        2 * light(-width) -
        light(1 - width);
      mask[at] = Math.abs(across) + Math.abs(down) < step ? 1 : 0;
    }
  return mask;
}

/** From the corner nearest the picture's upper left on, clockwise. */
function ordered(corners: readonly Point[]): Corners | null {
  const cx = corners.reduce((sum, { x }) => sum + x, 0) / 4;
  const cy = corners.reduce((sum, { y }) => sum + y, 0) / 4;
  const round = corners.toSorted((a, b) => Math.atan2(a.y - cy, a.x - cx) - Math.atan2(b.y - cy, b.x - cx));
  const first = round.reduce((best, corner, i) => {
    const held = round[best];
    return held && corner.x + corner.y < held.x + held.y ? i : best;
  }, 0);
  const [a, b, c, d] = [...round.slice(first), ...round.slice(0, first)];
  return a && b && c && d ? [a, b, c, d] : null;
}
