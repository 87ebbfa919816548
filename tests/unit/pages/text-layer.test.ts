import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { bindPages } from '../../../renderer/pages/pdf.ts';
import type { PlacedWord } from '../../../renderer/pages/text-layer.ts';
import { readPdf } from '../../support/read-pdf.ts';

const BITS = { kind: 'bits', width: 800, height: 1131, bits: new Uint8Array(100 * 1131).fill(255) } as const;
const LINES = ['Họ và tên: NGUYỄN THỊ NGỌC ÁNH', 'Nơi cư trú: Tổ 3, phường Hà Tu, Quảng Ninh (số 12⁄4)'];

const placed = (line: string, y: number): readonly PlacedWord[] =>
  line.split(' ').map((text, i) => ({ text, x: 0.1 + i * 0.07, y, width: 0.06, height: 0.02 }));

async function textsOf(pages: readonly (readonly PlacedWord[])[]) {
  const bytes = await bindPages(pages.length, async (i) => ({ ...BITS, words: pages[i] ?? [] }));
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'text-layer-')), 'page.pdf');
  writeFileSync(file, bytes);
  return { size: bytes.byteLength, texts: await readPdf(file) };
}

it('what was read is found in the PDF, page by page, with its Vietnamese letters, and costs little', async () => {
  const [first = '', second = ''] = LINES;
  const read = await textsOf([placed(first, 0.1), [], placed(second, 0.5)]);
  expect(read.texts.map((text) => text.trim())).toEqual([first, '', second]);
  const bare = await textsOf([[], [], []]);
  expect(read.size - bare.size).toBeLessThan(3000);
});

it('a thousand words of a page add less than 20 kB, and a word that is nothing adds nothing', async () => {
  const many = Array.from({ length: 50 }, (_, line) => placed(LINES[line % 2] ?? '', line / 60)).flat();
  const odd = [
    { text: '', x: 0, y: 0, width: 0.1, height: 0.1 },
    { text: 'phẳng', x: 0, y: 0, width: 0.1, height: 0 },
    { text: '\u{1F600}\u0007', x: 0, y: 0, width: 0.1, height: 0.1 },
  ];
  const { size, texts } = await textsOf([[...many, ...odd]]);
  expect(size - (await textsOf([[]])).size).toBeLessThan(20_000);
  expect(texts[0]).toContain('NGUYỄN THỊ NGỌC ÁNH');
  expect(texts[0]).not.toContain('phẳng');
});
