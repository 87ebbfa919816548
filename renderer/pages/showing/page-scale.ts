/** A page's size as it is read, in points (72 to the inch). */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** CSS pixels and points are both defined by the inch. */
const CSS_PER_POINT = 96 / 72;
/** Dots to the inch on paper: small print and stamps stay sharp, and a page stays a few megapixels. */
export const PAPER_SCALE = 200 / 72;
/** The most a page is ever drawn with: 64 MB of memory. A page that says it is as large as a house gets fewer dots. */
const MOST_PIXELS = 16_777_216;
/** No side of it is ever longer, in pixels: beyond it Chromium draws nothing. */
const LONGEST = 16_384;

/** Pixels to the point that a page is drawn with when so many are wanted. */
export function affordable({ width, height }: PageSize, wanted: number): number {
  return Math.min(wanted, Math.sqrt(MOST_PIXELS / (width * height)), LONGEST / Math.max(width, height));
}

/** CSS pixels to the point at 100 %: as wide as there is room, and no larger than a quarter over the real size. */
export function fitScale({ width }: PageSize, room: number): number {
  return Math.min(room / width, CSS_PER_POINT * 1.25);
}

/** How large a page can be looked at, in hundredths of what fits. */
export const ZOOMS: readonly number[] = [50, 75, 100, 125, 150, 200, 300];

/** The next zoom up or down; the same at either end. */
export function zoomed(zoom: number, up: boolean): number {
  const next = up ? ZOOMS.find((each) => each > zoom) : ZOOMS.findLast((each) => each < zoom);
  return next ?? zoom;
}
