import { createCanvas, loadImage } from '@napi-rs/canvas';
import bwipjs from 'bwip-js/node';
import { expect, it } from 'vitest';
import { rasterOf } from '../../../renderer/pages/raster.ts';
import { codeIn } from '../../../renderer/pages/read-code.ts';
import { harmed } from '../../support/paper-page.ts';
import { randomFrom } from '../../support/seeded.ts';

/** How many cards are read clean, and as many again harmed; the full number is 100. */
const CARDS = Number(process.env['QR_CARDS'] ?? 40);
const LEAST = Math.ceil(CARDS * 0.95);
const CLEAN = { turn: 0, blur: 0, noise: 0, shadow: 0, edge: 0 };
const NAMES = ['Nguyễn Văn Đạt', 'Trần Thị Bích Ngọc', 'Phạm Ngọc Ưng', 'Đỗ Thị Khuê'];

function textOf(seed: number): string {
  const serial = String(100_000 + seed * 37);
  return `022090${serial}|100${serial}|${NAMES[seed % NAMES.length] ?? ''}|17051990|Nam|Số ${String(seed)}, Tổ 3, Hà Tu, Hạ Long, Quảng Ninh|01072021`;
}

/** A made-up card in a picture: the code at its upper right, as large as on the card at some 220 dpi. */
async function pictureOf(text: string) {
  const code: Buffer = await bwipjs.toBuffer({ bcid: 'qrcode', text, scale: 4 });
  const canvas = createCanvas(1000, 800);
  const context = canvas.getContext('2d');
  context.fillStyle = '#dde8e4';
  context.fillRect(0, 0, 1000, 800);
  // All of the card stays in the picture when it lies askew.
  context.translate(130, 165);
  context.drawImage(await loadImage(code), 480, 40, 210, 210);
  context.fillStyle = '#333';
  context.font = '22px sans-serif';
  context.fillText('CĂN CƯỚC', 40, 60);
  return canvas;
}

it(`reads all of ${String(CARDS)} clean cards, and ${String(LEAST)} of as many turned, blurred, noisy and shadowed`, async () => {
  let [clean, hard] = [0, 0];
  for (let seed = 0; seed < CARDS; seed++) {
    const text = textOf(seed);
    const picture = await pictureOf(text);
    if (codeIn(rasterOf(harmed(picture, CLEAN, seed))) === text) clean += 1;
    const random = randomFrom(seed + 50_000);
    const harm = {
      turn: (random() - 0.5) * 30,
      blur: Math.floor(random() * 2),
      noise: 15 + random() * 25,
      shadow: random() * 0.5,
      edge: Math.floor(random() * 20),
    };
    if (codeIn(rasterOf(harmed(picture, harm, seed))) === text) hard += 1;
  }

  console.log(`FIGURE card codes: ${clean} of ${CARDS} clean, ${hard} of ${CARDS} harmed`);
  expect(clean).toBe(CARDS);
  expect(hard).toBeGreaterThanOrEqual(LEAST);
}, 600_000);

it('finds nothing where there is nothing', () => {
  expect(codeIn({ width: 60, height: 60, data: new Uint8ClampedArray(60 * 60 * 4).fill(255) })).toBeNull();
});
