import jsQR from 'jsqr';
import type { BarcodeSymbol } from '../../../renderer/print/symbol.ts';
import type { PaperPrint } from '../../../renderer/print/paper-model.ts';
import { receiptModel, type ReceiptModel } from '../../../renderer/print/receipt-model.ts';
import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import { NOW } from '../../support/catalogue.ts';
import { qrSymbol } from '../../../renderer/print/qr.ts';

type Point = readonly [number, number];

/** The closed outlines of a path made of M, L, h, v and z. */
function outlines(path: string): readonly (readonly Point[])[] {
  return path
    .split('M')
    .filter((part) => part !== '')
    .map((part) => {
      const points: Point[] = [];
      for (const [, letter, numbers] of `M${part}`.matchAll(/([MLhv])([-\d. ]+)/gu)) {
        const [a = 0, b = 0] = (numbers ?? '').trim().split(/\s+/u).map(Number);
        const [x, y] = points.at(-1) ?? [0, 0];
        points.push(letter === 'h' ? [x + a, y] : letter === 'v' ? [x, y + a] : [a, b]);
      }
      return points;
    });
}

/** Whether the middle of a module is dark, by the even-odd rule. */
function isDark(shapes: readonly (readonly Point[])[], x: number, y: number): boolean {
  let crossings = 0;
  for (const shape of shapes) {
    shape.forEach(([x1, y1], i) => {
      const [x2, y2] = shape[(i + 1) % shape.length] ?? [x1, y1];
      if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) crossings += 1;
    });
  }
  return crossings % 2 === 1;
}

/** The modules of a symbol, row by row from the top of the paper (bwip-js counts upwards). */
export function modulesOf({ width, height, path }: BarcodeSymbol): readonly (readonly boolean[])[] {
  const shapes = outlines(path);
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (__, column) => isDark(shapes, column + 0.5, height - row - 0.5)),
  );
}

/**
 * What a reader finds in the QR of a text, drawn with the quiet zone; null for nothing. `inked` tells which modules are
 * blackened.
 */
export function readQr(
  text: string,
  { inked = () => false }: { readonly inked?: (row: number, column: number) => boolean } = {},
): string | null {
  const modules = modulesOf(qrSymbol(text));
  const [scale, quiet] = [4, 4];
  const side = (modules.length + 2 * quiet) * scale;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  modules.forEach((row, y) => {
    row.forEach((dark, x) => {
      if (!dark && !inked(y, x)) return;
      for (let line = 0; line < scale; line += 1) {
        const at = (((y + quiet) * scale + line) * side + (x + quiet) * scale) * 4;
        for (let i = 0; i < scale; i += 1) pixels.fill(0, at + i * 4, at + i * 4 + 3);
      }
    });
  });
  return jsQR(pixels, side, side)?.data ?? null;
}

/** Every text of a value, in order. */
export function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

/** An hour and five minutes after `NOW`: 10:05 at the counter. */
export const LATER = '2026-07-13T03:05:00.000Z';
export const ORIGINAL: PaperPrint = { kind: 'original', print: 1 };

/** The first print of a dossier's receipt. */
export function original(dossier: Dossier): ReceiptModel {
  return receiptModel(dossier, ORIGINAL, NOW);
}

/** The dossier once the portal took it over, with a final code for a provisional one. */
export function accepted(dossier: Dossier, linkedCode: string | null): Dossier {
  const stamp = { at: LATER, by: { id: 'portal', name: 'Cổng' }, office: 'HT', counter: 'portal' };
  return { ...dossier, status: 'accepted', acceptance: { ...stamp, portalNumber: 'P-1', linkedCode } };
}
