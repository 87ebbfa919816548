import { code128 } from 'bwip-js/generic';
import { pathDrawing, type BarcodeSymbol } from './symbol.ts';

/** Light modules a reader needs on each side of a Code 128. */
export const CODE128_QUIET_ZONE = 10;

/** The Code 128 of a text in printable ASCII, for counters whose scanners read lines only. */
export function code128Symbol(text: string): BarcodeSymbol {
  return code128({ bcid: 'code128', text, height: 8 }, pathDrawing());
}
