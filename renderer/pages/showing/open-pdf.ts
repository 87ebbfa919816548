import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { affordable, type PageSize } from './page-scale.ts';

/** Why a PDF, or a page of it, is not shown. `cancelled` when it was no longer wanted. */
export type ShowTrouble = 'damaged' | 'locked' | 'cancelled';

export interface DrawnPage {
  readonly canvas: HTMLCanvasElement;
  /** What stands on it, for those who don't see it; empty for one that goes on paper. */
  readonly text: string;
}

/** A PDF that is being shown. */
export interface ShownPdf {
  readonly pages: number;
  /** Pages count from 1. */
  sizeOf(page: number): Promise<Result<PageSize, ShowTrouble>>;
  /**
   * Draws a page, whole or not at all: one with a picture or a font that can't be read is `damaged`, because a result
   * without its stamp looks like another result. `scale`: pixels to the point.
   */
  draw(
    page: number,
    scale: number,
    purpose: 'screen' | 'paper',
    signal: AbortSignal,
  ): Promise<Result<DrawnPage, ShowTrouble>>;
  /** Ends all that is under way and gives back its memory. */
  close(): void;
}

/** What a PDF may need that it does not carry: standard fonts, a decoder. The build puts them there (vite.config.ts). */
const helpers = () => new URL('pdf/', document.baseURI).href;
/** Pixels; a picture beyond it would take the memory of the machine. */
const LARGEST_PICTURE = 100_000_000;
/** Milliseconds a worker has to end by itself. */
const PATIENCE = 2000;

/**
 * Opens a PDF in a worker of its own, which ends with it. Programs in it never run: scripts, forms of XFA and actions are not
 * even loaded, links lead nowhere, and nothing is compiled at run time. The bytes are given away.
 */
export async function openPdf(bytes: Uint8Array): Promise<Result<ShownPdf, ShowTrouble>> {
  const { getDocument, PDFWorker } = await import('pdfjs-dist');
  const port = new Worker(new URL('./pdf-worker.ts', import.meta.url), { type: 'module', name: 'pdf' });
  const broken = new Promise<never>((_, reject) => {
    port.addEventListener('error', () => reject(new Error('the PDF worker ended')));
  });
  broken.catch(() => undefined);
  // Its types know no port: they are made from a default of null.
  const worker = new PDFWorker({ port } as object);
  const loading = getDocument({
    data: bytes,
    worker,
    // What can't be read is refused rather than left out.
    stopAtErrors: true,
    maxImageSize: LARGEST_PICTURE,
    isEvalSupported: false,
    useWasm: false,
    enableXfa: false,
    // The app reads them for the worker, which then reaches nothing.
    useWorkerFetch: false,
    BinaryDataFactory: OwnFiles,
    standardFontDataUrl: helpers(),
    wasmUrl: helpers(),
    // The same on every machine: Chromium's own decoder is there in some builds only.
    isImageDecoderSupported: false,
    verbosity: 0,
  });
  const close = () => {
    // Destroying waits for the worker's answer, and a worker that hangs has none.
    const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));
    void Promise.race([loading.destroy().catch(() => undefined), patience]).then(() => {
      worker.destroy();
      port.terminate();
    });
  };
  try {
    const pdf = await Promise.race([loading.promise, broken]);
    return ok({ pages: pdf.numPages, ...drawing(pdf, broken), close });
  } catch (error) {
    close();
    return fail(troubleOf(error));
  }
}

function drawing(pdf: PDFDocumentProxy, broken: Promise<never>): Pick<ShownPdf, 'sizeOf' | 'draw'> {
  const sizeOf: ShownPdf['sizeOf'] = async (number) => {
    try {
      const page = await Promise.race([pdf.getPage(number), broken]);
      const { width, height } = page.getViewport({ scale: 1 });
      return ok({ width, height });
    } catch (error) {
      return fail(troubleOf(error));
    }
  };
  /** Pages that lack a picture. */
  const lacking = new Set<number>();
  const watched = new Set<number>();
  const draw: ShownPdf['draw'] = async (number, scale, purpose, signal) => {
    try {
      const page = await Promise.race([pdf.getPage(number), broken]);
      if (!watched.has(number)) watchPictures(page, () => lacking.add(number));
      watched.add(number);
      const canvas = await Promise.race([paint(page, scale, purpose, signal), broken]);
      const whole = !lacking.has(number) && hasFonts(page);
      const text = purpose === 'screen' && whole ? await textOf(page) : '';
      page.cleanup();
      return whole ? ok({ canvas, text }) : fail('damaged');
    } catch (error) {
      return fail(signal.aborted ? 'cancelled' : troubleOf(error));
    }
  };
  return { sizeOf, draw };
}

async function paint(
  page: PDFPageProxy,
  scale: number,
  purpose: 'screen' | 'paper',
  signal: AbortSignal,
): Promise<HTMLCanvasElement> {
  signal.throwIfAborted();
  const viewport = page.getViewport({ scale: affordable(page.getViewport({ scale: 1 }), scale) });
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(viewport.width));
  canvas.height = Math.max(1, Math.round(viewport.height));
  // Annotations are drawn as they look (a signature's stamp is one); as pixels they do nothing.
  const task = page.render({ canvas, viewport, intent: purpose === 'paper' ? 'print' : 'display' });
  const cancel = () => task.cancel();
  signal.addEventListener('abort', cancel);
  try {
    await task.promise;
    return canvas;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

/**
 * Tells of every picture that can't be decoded: pdf.js leaves it out and only notes `null` in its place, which it forgets as
 * soon as the page is drawn for paper.
 */
function watchPictures({ objs }: PDFPageProxy, lacks: () => void): void {
  const resolve = objs.resolve.bind(objs);
  objs.resolve = (id: string, data: unknown = null) => {
    if (data === null) lacks();
    resolve(id, data);
  };
}

/** pdf.js leaves out the text of a font it can't read (a reason stands in its place), and a picture of many pages (`null`). */
function hasFonts({ commonObjs }: PDFPageProxy): boolean {
  return Array.from(commonObjs as Iterable<readonly [string, unknown]>).every(
    ([, data]) => data !== null && typeof data !== 'string',
  );
}

async function textOf(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join('');
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

function troubleOf(error: unknown): ShowTrouble {
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException') return 'locked';
  return name === 'RenderingCancelledException' || name === 'AbortException' ? 'cancelled' : 'damaged';
}

/** Gives a helper's bytes from the app's own files, over whichever scheme it is served. */
class OwnFiles {
  async fetch({ filename }: { readonly filename: string }): Promise<Uint8Array> {
    const answer = await fetch(new URL(filename, helpers()));
    if (!answer.ok) throw new Error(`the app has no ${filename}`);
    return new Uint8Array(await answer.arrayBuffer());
  }
}
