import { grayOf, inkLevel, shrink, type Gray, type Raster } from './raster.ts';
import { skewOf } from './skew.ts';

/** A page with less than this share of ink is blank: a speck of dust, the shadow of the other side. */
const BLANK = 0.0004;
/** The square in which paper is looked for, in pixels at 200 dpi: larger than a letter, smaller than a shadow. */
const PATCH = 40;

/**
 * Puts a page right: straight, dark edges cleared, the light made even. The page given is left as it is; `level` is the
 * lightness below which there is ink.
 */
export function clean(page: Gray): { readonly page: Gray; readonly level: number; readonly turned: number } {
  const turned = skewOf(page);
  const straight = turned === 0 ? page : straighten(page, turned);
  const even = evenOut(clearEdges(straight));
  return { page: even, level: Math.min(Math.max(inkLevel(even), 120), 205), turned };
}

/** Turns a page back by the degrees its lines fall, about its middle; what comes in at the corners is white. */
export function straighten({ width, height, data }: Gray, degrees: number): Gray {
  const out = new Uint8Array(width * height).fill(255);
  const angle = (degrees * Math.PI) / 180;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const cx = width / 2;
  const cy = height / 2;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const sx = cos * (x - cx) - sin * (y - cy) + cx;
      const sy = sin * (x - cx) + cos * (y - cy) + cy;
      const x0 = Math.floor(sx);
      const y0 = Math.floor(sy);
      if (x0 < 0 || y0 < 0 || x0 + 1 >= width || y0 + 1 >= height) continue;
      const fx = sx - x0;
      const fy = sy - y0;
      const at = y0 * width + x0;
      const top = (data[at] ?? 255) * (1 - fx) + (data[at + 1] ?? 255) * fx;
      const bottom = (data[at + width] ?? 255) * (1 - fx) + (data[at + width + 1] ?? 255) * fx;
      out[y * width + x] = top * (1 - fy) + bottom * fy;
    }
  return { width, height, data: out };
}

/** Makes white what is dark and hangs together with the edge of the picture: the lid, the table, a punched margin. */
export function clearEdges(page: Gray): Gray {
  const by = 4;
  const small = shrink(page, by);
  const { width: w, height: h } = small;
  const dark = 90;
  const reach = Math.round(Math.min(w, h) * 0.12);
  const mark = new Uint8Array(w * h);
  const open: number[] = [];
  const visit = (x: number, y: number) => {
    if (x < 0 || y < 0 || x >= w || y >= h) return;
    // Never far into the page: a table's frame that touches the edge stays.
    if (Math.min(x, y, w - 1 - x, h - 1 - y) > reach) return;
    const at = y * w + x;
    if (mark[at] !== 0 || (small.data[at] ?? 255) > dark) return;
    mark[at] = 1;
    open.push(at);
  };
  for (let x = 0; x < w; x++) [0, h - 1].forEach((y) => visit(x, y));
  for (let y = 0; y < h; y++) [0, w - 1].forEach((x) => visit(x, y));
  if (open.length === 0) return page;
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const x = at % w;
    const y = Math.floor(at / w);
    visit(x + 1, y);
    visit(x - 1, y);
    visit(x, y + 1);
    visit(x, y - 1);
  }
  const data = page.data.slice();
  for (let y = 0; y < page.height; y++)
    for (let x = 0; x < page.width; x++) if (near(mark, w, h, x, y, by)) data[y * page.width + x] = 255;
  return { ...page, data };
}

/** Whether a pixel lies in a marked square or beside one: the soft rim goes too. */
function near(mark: Uint8Array, w: number, h: number, x: number, y: number, by: number): boolean {
  const cx = Math.min(w - 1, Math.floor(x / by));
  const cy = Math.min(h - 1, Math.floor(y / by));
  for (let dy = -1; dy <= 1; dy++)
    for (let dx = -1; dx <= 1; dx++) {
      const nx = cx + dx;
      const ny = cy + dy;
      if (nx >= 0 && ny >= 0 && nx < w && ny < h && mark[ny * w + nx] === 1) return true;
    }
  return false;
}

/** Divides by the lightness of the paper round about, so that shadows and yellowed paper become white. */
export function evenOut(page: Gray): Gray {
  const paper = paperOf(page);
  const { width, height } = page;
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const py = Math.min(Math.max(y / PATCH - 0.5, 0), paper.height - 1);
    const y0 = Math.floor(py);
    const y1 = Math.min(y0 + 1, paper.height - 1);
    for (let x = 0; x < width; x++) {
      const px = Math.min(Math.max(x / PATCH - 0.5, 0), paper.width - 1);
      const x0 = Math.floor(px);
      const x1 = Math.min(x0 + 1, paper.width - 1);
      const pixel = (row: number, column: number) => paper.data[row * paper.width + column] ?? 255;
      const top = pixel(y0, x0) * (1 - px + x0) + pixel(y0, x1) * (px - x0);
      const bottom = pixel(y1, x0) * (1 - px + x0) + pixel(y1, x1) * (px - x0);
      const light = top * (1 - py + y0) + bottom * (py - y0);
      // A little above: what is nearly paper is paper.
      data[y * width + x] = Math.min(255, ((page.data[y * width + x] ?? 255) * 262) / Math.max(light, 40));
    }
  }
  return { width, height, data };
}

/** How light the paper is in each patch: lighter than four fifths of what is there, seen together with its neighbours. */
function paperOf({ width, height, data }: Gray): Gray {
  const w = Math.max(1, Math.ceil(width / PATCH));
  const h = Math.max(1, Math.ceil(height / PATCH));
  const patches = new Uint8Array(w * h);
  for (let py = 0; py < h; py++)
    for (let px = 0; px < w; px++) {
      const counts = new Uint32Array(256);
      let total = 0;
      for (let y = py * PATCH; y < Math.min(height, (py + 1) * PATCH); y += 2)
        for (let x = px * PATCH; x < Math.min(width, (px + 1) * PATCH); x += 2) {
          const light = data[y * width + x] ?? 255;
          counts[light] = (counts[light] ?? 0) + 1;
          total += 1;
        }
      let light = 255;
      for (let above = 0; light > 0 && above < total * 0.2; light--) above += counts[light] ?? 0;
      patches[py * w + px] = light;
    }
  // A patch that is all ink (a stamp, a photograph) takes its paper from round about.
  const out = patches.slice();
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      let lightest = 0;
      for (let dy = -1; dy <= 1; dy++)
        for (let dx = -1; dx <= 1; dx++) {
          const nx = Math.min(w - 1, Math.max(0, x + dx));
          const ny = Math.min(h - 1, Math.max(0, y + dy));
          lightest = Math.max(lightest, patches[ny * w + nx] ?? 0);
        }
      out[y * w + x] = (lightest + (patches[y * w + x] ?? 0)) / 2;
    }
  return { width: w, height: h, data: out };
}

/** Whether nothing is on the page; its outer part does not count. */
export function isBlank(raster: Raster): boolean {
  const gray = grayOf(raster);
  const even = evenOut(clearEdges(shrink(gray, Math.max(1, Math.round(gray.height / 600)))));
  const { width, height, data } = even;
  const side = Math.round(width * 0.04);
  const end = Math.round(height * 0.03);
  let ink = 0;
  for (let y = end; y < height - end; y++)
    for (let x = side; x < width - side; x++) if ((data[y * width + x] ?? 255) < 200) ink += 1;
  return ink < BLANK * (width - 2 * side) * (height - 2 * end);
}
