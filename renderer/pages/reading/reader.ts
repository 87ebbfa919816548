import type { Gray } from '../raster.ts';
import { leaning, upright } from './lean.ts';
import { putRight } from './misread.ts';
import { linesOf, type ReadLine } from './words.ts';

/** What is used of the engine (tesseract.js-core, which has no types of its own). */
export interface Core {
  readonly FS: { writeFile(name: string, bytes: Uint8Array): void; unlink(name: string): void };
  readonly TessBaseAPI: new () => Engine;
}
interface Engine {
  /** Model files' folder (null for the top), language, 1 for the LSTM engine; 0 when all is well. */
  Init(folder: null, language: string, mode: 1): number;
  SetPageSegMode(mode: number): void;
  SetVariable(name: string, value: string): boolean;
  /** Takes the file `/input`. */
  SetImageFile(exif: 0, angle: 0): number;
  SetSourceResolution(dpi: number): void;
  Recognize(monitor: null): number;
  GetTSVText(page: number): string;
}
export type MakeCore = (options: {
  readonly wasmBinary: Uint8Array;
  readonly TesseractProgress: (percent: number) => void;
  readonly print: (text: string) => void;
  readonly printErr: (text: string) => void;
}) => Promise<Core>;

export interface Reader {
  /** The lines of a page. */
  read(page: Gray): readonly ReadLine[];
}

/** Whole pages, text found by the engine itself. */
const AUTO = 3;

/** Starts the engine with the Vietnamese model. `onProgress` is told hundredths of the page under way. */
export async function startReader(
  make: MakeCore,
  wasmBinary: Uint8Array,
  model: Uint8Array,
  onProgress: (percent: number) => void,
): Promise<Reader> {
  const quiet = () => undefined;
  const core = await make({ wasmBinary, TesseractProgress: onProgress, print: quiet, printErr: quiet });
  core.FS.writeFile('vie.traineddata', model);
  const engine = new core.TessBaseAPI();
  if (engine.Init(null, 'vie', 1) !== 0) throw new Error('The model for reading could not be opened.');
  engine.SetPageSegMode(AUTO);
  return {
    read(page) {
      core.FS.writeFile('/input', pgmOf(leaning(page)));
      if (engine.SetImageFile(0, 0) === 1) throw new Error('The page could not be opened for reading.');
      // A4 by its height: the head of a plain picture says nothing of it.
      engine.SetSourceResolution(Math.max(70, Math.round(page.height / 11.69)));
      if (engine.Recognize(null) !== 0) return [];
      const lines = putRight(upright(linesOf(engine.GetTSVText(0)), page));
      core.FS.unlink('/input');
      return lines;
    },
  };
}

/** A plain grey picture (PGM). */
function pgmOf({ width, height, data }: Gray): Uint8Array {
  const head = new TextEncoder().encode(`P5\n${String(width)} ${String(height)}\n255\n`);
  const bytes = new Uint8Array(head.length + data.length);
  bytes.set(head);
  bytes.set(data, head.length);
  return bytes;
}
