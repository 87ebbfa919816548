import { mediaTypeOf } from '../../shared/domain/attachment.ts';
import { flatten } from './flatten.ts';
import { imageSizeOf, PIXEL_LIMIT, SIZE_HEAD } from './image-size.ts';
import type { Raster } from './raster.ts';
import { AS_IT_CAME, PageRefused, type Picture, type Recipe } from './recipe.ts';

/** The longest side a page is kept with, in pixels: A4 at 200 dpi. */
export const KEPT_SIDE = 2339;

/** What a file is by its bytes: a picture that can be worked on, or a PDF. */
export async function kindOfPage(file: Blob): Promise<'picture' | 'pdf'> {
  if (file.size === 0) throw new PageRefused('attachment-empty');
  const head = await bytesOf(file.slice(0, SIZE_HEAD));
  const type = mediaTypeOf(head);
  if (type === 'application/pdf') return 'pdf';
  // Chromium shows no TIFF; it can be attached as it is.
  if (type === null || type === 'image/tiff') throw new PageRefused('attachment-type-refused');
  const size = imageSizeOf(head);
  if (!size || size.width === 0 || size.height === 0) throw new PageRefused('page-damaged');
  const megapixels = Math.round((size.width * size.height) / 1_000_000);
  if (size.width * size.height > PIXEL_LIMIT)
    throw new PageRefused('page-too-large', { count: megapixels, limit: PIXEL_LIMIT / 1_000_000 });
  return 'picture';
}

/** The bytes of a file; a stick pulled out meanwhile is a refusal. */
export async function bytesOf(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new PageRefused('attachment-unreadable');
  }
}

/** A picture's pixels, flattened, turned and cropped as the recipe says, no side longer than `side`. */
export async function openPicture(file: Picture, recipe: Recipe, side: number): Promise<Raster> {
  const { corners } = recipe;
  const bitmap = await bitmapOf(file);
  try {
    if (!corners) return draw(bitmap, recipe, side);
    // Not smaller yet than it will be: what is between the corners is only a part.
    const flat = flatten(draw(bitmap, AS_IT_CAME, side * 1.5), corners, side);
    return draw(await bitmapOf(new ImageData(flat.data, flat.width, flat.height)), recipe, side);
  } finally {
    bitmap.close();
  }
}

function bitmapOf(picture: Picture | ImageData): Promise<ImageBitmap> {
  return createImageBitmap(picture).catch(() => {
    throw new PageRefused('page-damaged');
  });
}

function draw(bitmap: ImageBitmap, { turns, crop }: Recipe, side: number): Raster {
  const across = turns % 2 === 1;
  const [fullWidth, fullHeight] = across ? [bitmap.height, bitmap.width] : [bitmap.width, bitmap.height];
  const cutWidth = Math.max(1, fullWidth * (1 - (crop.left + crop.right) / 100));
  const cutHeight = Math.max(1, fullHeight * (1 - (crop.top + crop.bottom) / 100));
  const scale = Math.min(1, side / Math.max(cutWidth, cutHeight));
  const width = Math.max(1, Math.round(cutWidth * scale));
  const height = Math.max(1, Math.round(cutHeight * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new PageRefused('page-damaged');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.scale(scale, scale);
  context.translate((-crop.left / 100) * fullWidth, (-crop.top / 100) * fullHeight);
  context.translate(fullWidth / 2, fullHeight / 2);
  context.rotate((turns * Math.PI) / 2);
  context.drawImage(bitmap, -bitmap.width / 2, -bitmap.height / 2);
  const { data } = context.getImageData(0, 0, width, height);
  return { width, height, data };
}
