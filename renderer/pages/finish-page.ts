import { clean } from './clean.ts';
import { bytesOf, kindOfPage, KEPT_SIDE, openPicture } from './open-page.ts';
import type { FinishedPage } from './pdf.ts';
import { bitsOf, grayOf, type Raster } from './raster.ts';
import { PageRefused, type PageToBind } from './recipe.ts';

/** The most bytes a page in colour takes. */
export const COLOUR_LIMIT = 400 * 1024;
/** Tried in turn until the page is small enough; the last one makes it smaller as well. */
const QUALITIES = [0.78, 0.65, 0.5, 0.38] as const;

/** A page as it is kept. */
export async function finishPage({ file, recipe, words = [] }: PageToBind): Promise<FinishedPage> {
  if ((await kindOfPage(file)) === 'pdf') return { kind: 'pdf', bytes: await bytesOf(file) };
  const raster = await openPicture(file, recipe, KEPT_SIDE);
  if (recipe.look === 'colour') return { ...(await jpegOf(raster)), words };
  const { page, level } = clean(grayOf(raster));
  return { kind: 'bits', width: page.width, height: page.height, bits: bitsOf(page, level), words };
}

async function jpegOf(raster: Raster): Promise<Extract<FinishedPage, { kind: 'jpeg' }>> {
  for (let scale = 1; scale > 0.2; scale *= 0.75) {
    const canvas = canvasOf(raster, scale);
    for (const quality of QUALITIES) {
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
      if (blob.size <= COLOUR_LIMIT)
        return { kind: 'jpeg', width: canvas.width, height: canvas.height, bytes: await bytesOf(blob) };
    }
  }
  throw new PageRefused('page-damaged');
}

function canvasOf({ width, height, data }: Raster, scale: number): OffscreenCanvas {
  const whole = new OffscreenCanvas(width, height);
  whole.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
  if (scale === 1) return whole;
  const small = new OffscreenCanvas(Math.round(width * scale), Math.round(height * scale));
  const context = small.getContext('2d');
  if (context) context.imageSmoothingQuality = 'high';
  context?.drawImage(whole, 0, 0, small.width, small.height);
  return small;
}
