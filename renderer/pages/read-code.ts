import jsQR from 'jsqr';
import type { Raster } from './raster.ts';

/** Sizes a picture is looked at, longest side in pixels: a small code needs the large one, a noisy photograph a smaller. */
export const CODE_SIDES = [1400, 2400, 800] as const;

/** The text of the QR code in a picture; null when there is none. Text that says no encoding is read as UTF-8. */
export function codeIn({ data, width, height }: Raster): string | null {
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
