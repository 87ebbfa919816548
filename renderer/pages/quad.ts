/** A place in a picture. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Twice the area on the left of the way from a over b to c; negative when they turn the other way. */
const turn = (a: Point, b: Point, c: Point) => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);

/** The convex hull, one way round (Andrew's monotone chain). */
export function hullOf(points: readonly Point[]): readonly Point[] {
  const sorted = points.toSorted((a, b) => a.x - b.x || a.y - b.y);
  const half = (way: readonly Point[]) => {
    const chain: Point[] = [];
    for (const point of way) {
      for (;;) {
        const [a, b] = chain.slice(-2);
        if (!a || !b || turn(a, b, point) > 0) break;
        chain.pop();
      }
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.toReversed())];
}

/** The area of a shape whose corners go round. */
export function insideOf(shape: readonly Point[]): number {
  const sum = shape.reduce((total, { x, y }, i) => {
    const next = shape[(i + 1) % shape.length];
    return next ? total + x * next.y - next.x * y : total;
  }, 0);
  return Math.abs(sum) / 2;
}

/**
 * The largest four-cornered shape whose corners are the hull's: for each diagonal, the corners farthest on either side. As
 * the diagonal's end goes round, so do they (rotating calipers): each is looked for from where it was.
 */
export function biggestQuad(hull: readonly Point[]): readonly Point[] | null {
  const count = hull.length;
  const point = (i: number) => hull[i % count] ?? { x: 0, y: 0 };
  let best: readonly Point[] | null = null;
  let most = 0;
  for (let i = 0; i < count; i++) {
    let b = i + 1;
    let d = i + 3;
    for (let c = i + 2; c < i + count - 1; c++) {
      const far = (at: number) => Math.abs(turn(point(i), point(c), point(at)));
      while (b + 1 < c && far(b + 1) >= far(b)) b++;
      d = Math.max(d, c + 1);
      while (d + 1 < i + count && far(d + 1) >= far(d)) d++;
      const area = far(b) + far(d);
      if (area <= most) continue;
      most = area;
      best = [point(i), point(b), point(c), point(d)];
    }
  }
  return best;
}

interface Line {
  readonly at: Point;
  /** Of length one. */
  readonly way: Point;
}

/** The same shape with each side laid through the middle of the outline's points along it: a bent corner or a finger moves one point, not a side. */
export function sidesFitted(quad: readonly Point[], outline: readonly Point[]): readonly Point[] | null {
  const reach = Math.sqrt(insideOf(quad)) * 0.03;
  const lines: Line[] = [];
  for (const [i, from] of quad.entries()) {
    const to = quad[(i + 1) % 4];
    const line = to && lineThrough(near(outline, from, to, reach));
    if (!line) return null;
    lines.push(line);
  }
  const corners: Point[] = [];
  for (const [i, line] of lines.entries()) {
    const before = lines[(i + 3) % 4];
    const corner = before && crossing(before, line);
    if (!corner) return null;
    corners.push(corner);
  }
  return corners;
}

/** Points along a side, its ends left out: corners are often bent or round. */
function near(outline: readonly Point[], from: Point, to: Point, reach: number): readonly Point[] {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const way = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  return outline.filter(({ x, y }) => {
    const along = (x - from.x) * way.x + (y - from.y) * way.y;
    const off = Math.abs((x - from.x) * way.y - (y - from.y) * way.x);
    return off <= reach && along > length * 0.08 && along < length * 0.92;
  });
}

/** The line with the least squared distances. */
function lineThrough(points: readonly Point[]): Line | null {
  if (points.length < 8) return null;
  const at = {
    x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
    y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
  };
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (const { x, y } of points) {
    xx += (x - at.x) ** 2;
    xy += (x - at.x) * (y - at.y);
    yy += (y - at.y) ** 2;
  }
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  return { at, way: { x: Math.cos(angle), y: Math.sin(angle) } };
}

function crossing(a: Line, b: Line): Point | null {
  const across = a.way.x * b.way.y - a.way.y * b.way.x;
  if (Math.abs(across) < 0.2) return null;
  const along = ((b.at.x - a.at.x) * b.way.y - (b.at.y - a.at.y) * b.way.x) / across;
  return { x: a.at.x + along * a.way.x, y: a.at.y + along * a.way.y };
}
