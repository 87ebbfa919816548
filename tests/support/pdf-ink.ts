import type { Canvas } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import path from 'node:path';

/** How a page looks from afar: how dark it is, cell by cell (0 white to 1 black), and its size in points. */
export interface Ink {
  readonly cells: readonly number[];
  readonly width: number;
  readonly height: number;
}

const PDFJS = path.resolve(import.meta.dirname, '../../node_modules/pdfjs-dist');

/** The ink of each page of a PDF, drawn in Node: by none of the code of the app's viewer. */
export async function inkOf(pdf: Uint8Array): Promise<readonly Ink[]> {
  const task = getDocument({
    data: new Uint8Array(pdf),
    verbosity: 0,
    standardFontDataUrl: `${PDFJS}/standard_fonts/`,
    wasmUrl: `${PDFJS}/wasm/`,
  });
  const opened = await task.promise;
  const pages: Ink[] = [];
  for (let number = 1; number <= opened.numPages; number++) {
    const page = await opened.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const viewport = page.getViewport({ scale: 100 / 72 });
    // pdf.js brings a canvas of its own version; it and ours must not be mixed.
    const made = (opened.canvasFactory as { create(width: number, height: number): unknown }).create(
      Math.round(viewport.width),
      Math.round(viewport.height),
    ) as { readonly canvas: Canvas };
    await page.render({ canvas: made.canvas as unknown as HTMLCanvasElement, viewport }).promise;
    pages.push({ cells: cellsOf(made.canvas), width, height });
  }
  await task.destroy();
  return pages;
}

/** The largest difference of a cell; 1 would be black for white. */
export function difference(a: readonly number[], b: readonly number[]): number {
  return Math.max(...a.map((cell, i) => Math.abs(cell - (b[i] ?? 1))));
}

/** The ink of a canvas; stands alone, so that a page can run it too. */
export function cellsOf(canvas: Pick<Canvas, 'width' | 'height' | 'getContext'>): readonly number[] {
  const [COLUMNS, ROWS] = [24, 24];
  const { width, height } = canvas;
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
  const dark = new Array<number>(COLUMNS * ROWS).fill(0);
  const size = new Array<number>(COLUMNS * ROWS).fill(0);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const cell = Math.floor((y * ROWS) / height) * COLUMNS + Math.floor((x * COLUMNS) / width);
      const at = (y * width + x) * 4;
      const light = ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)) / 765;
      dark[cell] = (dark[cell] ?? 0) + 1 - light;
      size[cell] = (size[cell] ?? 0) + 1;
    }
  return dark.map((sum, i) => sum / (size[i] ?? 1));
}
