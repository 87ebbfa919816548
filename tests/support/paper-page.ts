import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import path from 'node:path';
import { soften, type Gray, type Raster } from '../../renderer/pages/raster.ts';
import { randomFrom } from './seeded.ts';

const fonts = path.resolve(import.meta.dirname, '../../node_modules/@fontsource');
let loaded = false;

/**
 * Faces of generated papers: the Times face of official documents, and that of the screens. The Vietnamese letters come
 * first: the Latin part has the marks alone, and letters put together from them look like none that is printed.
 */
export const FACES = {
  tinos: ['tinos-vietnamese', 'tinos-latin', 'tinos-latin-ext'],
  'be-vietnam-pro': ['be-vietnam-pro-vietnamese', 'be-vietnam-pro-latin', 'be-vietnam-pro-latin-ext'],
} as const;
export type Face = keyof typeof FACES;

function loadFonts(): void {
  if (loaded) return;
  for (const [face, names] of Object.entries(FACES))
    for (const name of names)
      for (const weight of [400, 700])
        GlobalFonts.registerFromPath(
          path.join(fonts, face, 'files', `${name}-${String(weight)}-normal.woff2`),
          name,
        );
  loaded = true;
}

export interface Line {
  readonly text: string;
  /** Points. */
  readonly size?: number;
  readonly bold?: boolean;
  readonly centre?: boolean;
}

/** An A4 page of text at a resolution in dots an inch, as a picture. */
export function paperPage(
  lines: readonly Line[],
  { dpi = 200, face = 'tinos' }: { readonly dpi?: number; readonly face?: Face } = {},
) {
  loadFonts();
  const point = dpi / 72;
  const canvas = createCanvas(Math.round(8.27 * dpi), Math.round(11.69 * dpi));
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#111';
  let y = 70 * point;
  for (const { text, size = 13, bold = false, centre = false } of lines) {
    context.font = fontOf(face, size * point, bold);
    const x = centre ? (canvas.width - context.measureText(text).width) / 2 : 70 * point;
    context.fillText(text, x, y);
    y += size * 1.5 * point;
  }
  return canvas;
}

function fontOf(face: Face, pixels: number, bold: boolean): string {
  return `${bold ? 'bold ' : ''}${String(pixels)}px ${FACES[face].join(', ')}`;
}

export function rasterFrom(canvas: {
  readonly width: number;
  readonly height: number;
  getContext(kind: '2d'): SKRSContext2D;
}): Raster {
  const { width, height } = canvas;
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
  return { width, height, data: new Uint8ClampedArray(data) };
}

/** What happens to a paper on its way into the machine. */
export interface Harm {
  /** Degrees. */
  readonly turn: number;
  /** Passes of a 3 × 3 mean. */
  readonly blur: number;
  /** The most a pixel is off. */
  readonly noise: number;
  /** How much darker the darkest corner is, 0 to 1. */
  readonly shadow: number;
  /** Width of a dark edge, pixels. */
  readonly edge: number;
}

/** A page harmed, the same for the same seed. */
export function harmed(canvas: ReturnType<typeof paperPage>, harm: Harm, seed: number): Gray {
  const { width, height } = canvas;
  const turned = createCanvas(width, height);
  const context = turned.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.translate(width / 2, height / 2);
  context.rotate((harm.turn * Math.PI) / 180);
  context.drawImage(canvas, -width / 2, -height / 2);
  const pixels = context.getImageData(0, 0, width, height).data;
  const random = randomFrom(seed);
  let data = new Uint8Array(width * height);
  for (let i = 0; i < data.length; i++) data[i] = pixels[i * 4] ?? 255;
  for (let pass = 0; pass < harm.blur; pass++) data = soften({ width, height, data }).data;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const dark = 1 - harm.shadow * (0.5 * (x / width) + 0.5 * (y / height));
      const off = harm.noise * (random() + random() - 1);
      const edge = x < harm.edge || y < harm.edge / 2;
      data[at] = edge ? 25 : Math.max(0, Math.min(255, (data[at] ?? 255) * dark + off));
    }
  return { width, height, data };
}
