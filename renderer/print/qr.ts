import { qrcode } from 'bwip-js/generic';
import { pathDrawing, type BarcodeSymbol } from './symbol.ts';

/** Light modules a reader needs around a QR. */
export const QR_QUIET_ZONE = 4;

/** The QR of a text, error correction M (a fold or a stamp on the paper may cover 15 % of it). */
export function qrSymbol(text: string): BarcodeSymbol {
  return qrcode({ bcid: 'qrcode', text, eclevel: 'M' } as Parameters<typeof qrcode>[0], pathDrawing());
}
