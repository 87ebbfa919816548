import { createCanvas, ImageData, type Canvas } from '@napi-rs/canvas';
import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Raster } from '../../renderer/pages/raster.ts';

/**
 * Switches that give Chromium a camera which shows our own video over and over: each scene for so many pictures, 30 a
 * second (Motion JPEG is JPEGs one behind the other).
 */
export function fakeCamera(
  scenes: readonly { readonly scene: Canvas; readonly pictures: number }[],
): string[] {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'may-anh-')), 'video.mjpeg');
  const jpegs = scenes.flatMap(({ scene, pictures }) => {
    const jpeg = scene.toBuffer('image/jpeg', 90);
    return Array.from({ length: pictures }, () => jpeg);
  });
  writeFileSync(file, Buffer.concat(jpegs));
  return ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${file}`];
}

export function canvasOf({ width, height, data }: Raster): Canvas {
  const canvas = createCanvas(width, height);
  canvas.getContext('2d').putImageData(new ImageData(data, width, height), 0, 0);
  return canvas;
}
