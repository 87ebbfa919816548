/** Pixels as a canvas gives them: four bytes each, red, green, blue, opacity. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** One byte a pixel, 0 black to 255 white. */
export interface Gray {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array<ArrayBuffer>;
}

/** Lightness as the eye weighs the colours (ITU-R BT.601). */
export function grayOf({ width, height, data }: Raster): Gray {
  const gray = new Uint8Array(width * height);
  for (let i = 0, at = 0; i < gray.length; i++, at += 4)
    gray[i] = ((data[at] ?? 0) * 77 + (data[at + 1] ?? 0) * 150 + (data[at + 2] ?? 0) * 29) >> 8;
  return { width, height, data: gray };
}

/** The same as a picture. */
export function rasterOf({ width, height, data: gray }: Gray): Raster {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0, at = 0; i < gray.length; i++, at += 4) {
    const light = gray[i] ?? 0;
    data[at] = light;
    data[at + 1] = light;
    data[at + 2] = light;
    data[at + 3] = 255;
  }
  return { width, height, data };
}

/** A smaller copy, each pixel the mean of a square of `by` × `by`. */
export function shrink({ width, height, data }: Gray, by: number): Gray {
  if (by <= 1) return { width, height, data };
  const w = Math.max(1, Math.floor(width / by));
  const h = Math.max(1, Math.floor(height / by));
  const small = new Uint8Array(w * h);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      let sum = 0;
      for (let dy = 0; dy < by; dy++) {
        const row = (y * by + dy) * width + x * by;
        for (let dx = 0; dx < by; dx++) sum += data[row + dx] ?? 255;
      }
      small[y * w + x] = sum / (by * by);
    }
  return { width: w, height: h, data: small };
}

/** Each pixel the mean of its square of nine; the rim stays. */
export function soften({ width, height, data }: Gray): Gray {
  const out = new Uint8Array(data);
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      let sum = 0;
      for (const middle of [at - width, at, at + width])
        sum += (data[middle - 1] ?? 0) + (data[middle] ?? 0) + (data[middle + 1] ?? 0);
      out[at] = sum / 9;
    }
  return { width, height, data: out };
}

/** The lightness below which a pixel is ink, so that ink and paper differ most (Otsu 1979). */
export function inkLevel({ data }: Gray): number {
  const counts = new Float64Array(256);
  for (const light of data) counts[light] = (counts[light] ?? 0) + 1;
  let total = 0;
  counts.forEach((count, light) => (total += count * light));
  let below = 0;
  let sum = 0;
  let best = 0;
  let level = 128;
  for (let light = 0; light < 256; light++) {
    below += counts[light] ?? 0;
    const above = data.length - below;
    if (below === 0) continue;
    if (above === 0) break;
    sum += light * (counts[light] ?? 0);
    const apart = sum / below - (total - sum) / above;
    const between = below * above * apart * apart;
    if (between > best) {
      best = between;
      level = light + 1;
    }
  }
  return level;
}

/** One bit a pixel, rows filled up to whole bytes, 1 for paper: how a PDF holds a page in black and white. */
export function bitsOf({ width, height, data }: Gray, level: number): Uint8Array<ArrayBuffer> {
  const stride = (width + 7) >> 3;
  const bits = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if ((data[y * width + x] ?? 0) >= level) {
        const at = y * stride + (x >> 3);
        bits[at] = (bits[at] ?? 0) | (0x80 >> (x & 7));
      }
  return bits;
}
