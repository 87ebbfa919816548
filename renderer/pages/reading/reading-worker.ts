import createCore from 'tesseract.js-core/tesseract-core-simd-lstm.js';
import wasmUrl from 'tesseract.js-core/tesseract-core-simd-lstm.wasm?url';
import modelUrl from '@tesseract.js-data/vie/4.0.0_best_int/vie.traineddata.gz?url';
import { clean } from '../clean.ts';
import { kindOfPage, openPicture } from '../open-page.ts';
import { grayOf } from '../raster.ts';
import type { PageToBind } from '../recipe.ts';
import type { PlacedWord } from '../text-layer.ts';
import { readFields, templateFor, type FoundField } from './read-fields.ts';
import { startReader, type MakeCore, type Reader } from './reader.ts';
import type { ReadLine } from './words.ts';

/** What is asked: the pages of one document, in order. */
export interface ReadingRequest {
  readonly pages: readonly PageToBind[];
}

export interface FoundOnPage extends FoundField {
  /** 1 for the first page; 0 when it was not found. */
  readonly page: number;
}

export type ReadingReply =
  | { readonly kind: 'progress'; /** Hundredths of all pages. */ readonly percent: number }
  | {
      readonly kind: 'read';
      readonly template: { readonly id: string; readonly version: number };
      readonly fields: readonly FoundOnPage[];
      /** Every word of each page, in the order the pages were given. */
      readonly words: readonly (readonly PlacedWord[])[];
    }
  | { readonly kind: 'failed'; readonly message: string };

/** The longest side that is read, in pixels: A4 at 300 dpi. */
const READ_SIDE = 3508;

const answer = (reply: ReadingReply) => self.postMessage(reply);
let done = 0;
let total = 1;
let said = -1;

function progress(percentOfPage: number): void {
  const percent = Math.min(99, Math.floor((done * 100 + percentOfPage) / total));
  if (percent !== said) answer({ kind: 'progress', percent });
  said = percent;
}

async function start(): Promise<Reader> {
  // Both come from the app itself; nothing is fetched from elsewhere.
  const [wasm, packed] = await Promise.all([fetch(wasmUrl), fetch(modelUrl)]);
  const model = packed.body?.pipeThrough(new DecompressionStream('gzip'));
  const bytes = (body: BodyInit | undefined) =>
    new Response(body).arrayBuffer().then((buffer) => new Uint8Array(buffer));
  return startReader(createCore as MakeCore, await bytes(await wasm.blob()), await bytes(model), progress);
}

async function read({ pages }: ReadingRequest): Promise<void> {
  total = pages.length;
  const reader = await start();
  const seen: { lines: readonly ReadLine[]; width: number; height: number }[] = [];
  for (const { file, recipe } of pages) {
    if ((await kindOfPage(file)) === 'picture') {
      const { page } = clean(grayOf(await openPicture(file, recipe, READ_SIDE)));
      seen.push({ lines: reader.read(page), width: page.width, height: page.height });
    } else {
      // A PDF is not read; its place in the order is kept.
      seen.push({ lines: [], width: 1, height: 1 });
    }
    done += 1;
    progress(0);
  }
  const template = templateFor(seen.flatMap(({ lines }) => lines.slice(0, 15)));
  const byPage = seen.map(({ lines, ...size }) => readFields(lines, template, size));
  const fields = template.fields.map(({ field }): FoundOnPage => {
    const at = byPage.findIndex((all) => all.some((each) => each.field === field && each.read !== null));
    const found = byPage[at]?.find((each) => each.field === field);
    return found ? { ...found, page: at + 1 } : { field, read: null, confidence: 0, box: null, page: 0 };
  });
  const words = seen.map(({ lines, width, height }) =>
    lines.flat().map((word) => ({
      text: word.text,
      x: word.x / width,
      y: word.y / height,
      width: word.width / width,
      height: word.height / height,
    })),
  );
  answer({ kind: 'read', template: { id: template.id, version: template.version }, fields, words });
}

self.addEventListener('message', ({ data }: MessageEvent<ReadingRequest>) => {
  read(data).catch((error: unknown) => answer({ kind: 'failed', message: String(error) }));
});
