import type { Gray } from '../raster.ts';
import type { ReadLine } from './words.ts';

/**
 * How wide letters are for the engine, and how far they lean, as parts of what they are on the page. It learned from faces
 * that are narrower than those without serifs, and it knows the ring-shaped “a” of such faces from italics: standing, it
 * takes that for an “o”. Measured with `npm run eval:reading` on its tuning part.
 */
const WIDE = 0.9;
const LEAN = 0.1;

/** The page as the engine reads it best: narrower, its letters leaning to the right. */
export function leaning({ width, height, data }: Gray): Gray {
  const w = Math.ceil(width * WIDE);
  const out = new Uint8Array(w * height).fill(255);
  for (let y = 0; y < height; y++) {
    const shift = (y - height / 2) * LEAN;
    for (let x = 0; x < w; x++) {
      const from = x / WIDE + shift;
      const left = Math.floor(from);
      if (left < 0 || left + 1 >= width) continue;
      const part = from - left;
      const at = y * width + left;
      out[y * w + x] = (data[at] ?? 255) * (1 - part) + (data[at + 1] ?? 255) * part;
    }
  }
  return { width: w, height, data: out };
}

/** Words' places on the page that leans, as places on the page itself. */
export function upright(lines: readonly ReadLine[], { height }: Gray): readonly ReadLine[] {
  return lines.map((line) =>
    line.map((word) => ({
      ...word,
      x: Math.round(word.x / WIDE + (word.y + word.height / 2 - height / 2) * LEAN),
      width: Math.round(word.width / WIDE),
    })),
  );
}
