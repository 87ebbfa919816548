import type { DrawingContext } from 'bwip-js/generic';

/** A bar code as one SVG path in its own units (modules), without the quiet zone. Fill rule: even-odd. */
export interface BarcodeSymbol {
  readonly width: number;
  readonly height: number;
  readonly path: string;
}

/**
 * Collects what bwip-js draws as path data, so that React sets it as an attribute: no markup is parsed, no style is
 * inlined, and one unit is one module.
 */
export function pathDrawing(): DrawingContext<BarcodeSymbol> {
  let [width, height, path] = [0, 0, ''];
  return {
    scale: () => [1, 1],
    init: (w, h) => {
      [width, height] = [w, h];
    },
    polygon: (points) => {
      path += `M${points.map(([x, y]) => `${String(x)} ${String(y)}`).join('L')}z`;
    },
    // Vertical bars of a linear code: bwip-js names the middle, rounded up, of a bar `thick` wide, and its end rows.
    line: (x, y0, _x1, y1, thick) => {
      const [left, top] = [x - Math.ceil(thick / 2), Math.min(y0, y1)];
      path += `M${String(left)} ${String(top)}h${String(thick)}v${String(Math.abs(y1 - y0) + 1)}h-${String(thick)}z`;
    },
    measure: () => ({ width: 0, ascent: 0, descent: 0 }),
    text: () => undefined,
    hexagon: unexpected,
    ellipse: unexpected,
    fill: () => undefined,
    end: () => ({ width, height, path }),
  };
}

function unexpected(): never {
  throw new Error('neither QR nor Code 128 draws hexagons or ellipses');
}
