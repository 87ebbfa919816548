import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import { startReader, type MakeCore, type Reader } from '../../renderer/pages/reading/reader.ts';

const find = createRequire(import.meta.url);

/** The engine and the model of the app, outside a browser. */
export function nodeReader(): Promise<Reader> {
  const make = find('tesseract.js-core/tesseract-core-simd-lstm.js') as MakeCore;
  const wasm = readFileSync(find.resolve('tesseract.js-core/tesseract-core-simd-lstm.wasm'));
  const packed = find.resolve('@tesseract.js-data/vie/4.0.0_best_int/vie.traineddata.gz');
  return startReader(make, wasm, gunzipSync(readFileSync(packed)), () => undefined);
}
