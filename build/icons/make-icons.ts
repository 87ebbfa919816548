/*
 * Draws icon.svg with Chromium into icon.png (512) and icon.ico (16 to 256). Run it after changing the drawing:
 *   node build/icons/make-icons.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../standin/browser-path.ts';

const folder = import.meta.dirname;
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];
const svg = readFileSync(path.join(folder, 'icon.svg'), 'utf8');

async function drawAll(sizes: readonly number[]): Promise<readonly Buffer[]> {
  const browser = await chromium.launch({
    executablePath: findChromium(),
    chromiumSandbox: process.getuid?.() !== 0,
  });
  const drawn: Buffer[] = [];
  for (const size of sizes) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(
      `<style>html,body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`,
    );
    drawn.push(await page.screenshot({ omitBackground: true }));
    await page.close();
  }
  await browser.close();
  return drawn;
}

/** An .ico of PNG images: a header of 6 bytes, 16 bytes for each image, then the images. */
function toIco(sizes: readonly number[], images: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(6 + 16 * images.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  images.forEach((image, index) => {
    const at = 6 + 16 * index;
    const size = sizes[index] === 256 ? 0 : (sizes[index] ?? 0); // 0 stands for 256
    header.writeUInt8(size, at);
    header.writeUInt8(size, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(image.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += image.length;
  });
  return Buffer.concat([header, ...images]);
}

const images = await drawAll([...ICO_SIZES, 512]);
writeFileSync(path.join(folder, 'icon.png'), images.at(-1) ?? '');
writeFileSync(path.join(folder, 'icon.ico'), toIco(ICO_SIZES, images.slice(0, -1)));
