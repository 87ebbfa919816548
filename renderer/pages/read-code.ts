import jsQR from 'jsqr';
import { evenOut } from './clean.ts';
import { grayOf, rasterOf, soften, type Raster } from './raster.ts';

/** Sizes a picture is looked at, longest side in pixels: a small code needs the large one, a noisy photograph a smaller. */
export const CODE_SIDES = [1400, 2400, 800] as const;

/** The text of the QR code in a picture; null when there is none. Text that says no encoding is read as UTF-8. */
export function codeIn(picture: Raster): string | null {
  // Softened first: single wrong pixels hide the corner marks of a code whose squares are four pixels wide. Then with the
  // light made even, then softer still; as it came last.
  const soft = soften(grayOf(picture));
  return (
    find(rasterOf(soft)) ??
    find(rasterOf(evenOut(soft))) ??
    find(rasterOf(soften(soft))) ??
    find(rasterOf(evenOut(soften(soft)))) ??
    find(picture)
  );
}

function find({ data, width, height }: Raster): string | null {
  const found = jsQR(data, width, height, { inversionAttempts: 'dontInvert' });
  if (!found) return null;
  return utf8Of(found.binaryData) ?? found.data;
}

function utf8Of(bytes: readonly number[]): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(bytes));
  } catch {
    return null;
  }
}
