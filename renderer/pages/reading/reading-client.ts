import type { PageToBind } from '../recipe.ts';
import type { PlacedWord } from '../text-layer.ts';
import type { FoundOnPage, ReadingReply, ReadingRequest } from './reading-worker.ts';

export interface PagesRead {
  readonly template: { readonly id: string; readonly version: number };
  readonly fields: readonly FoundOnPage[];
  /** Every word of each page, in the order the pages were given. */
  readonly words: readonly (readonly PlacedWord[])[];
}

/**
 * Reads the pages of a document in a worker of its own, which ends with the reading: the engine's memory goes with it.
 * Null when it was stopped or failed. `onProgress` is told hundredths.
 */
export function readPages(
  pages: readonly PageToBind[],
  onProgress: (percent: number) => void,
  signal: AbortSignal,
): Promise<PagesRead | null> {
  const worker = new Worker(new URL('./reading-worker.ts', import.meta.url), {
    type: 'module',
    name: 'reading',
  });
  return new Promise<PagesRead | null>((resolve) => {
    signal.addEventListener('abort', () => resolve(null));
    worker.addEventListener('error', () => resolve(null));
    worker.addEventListener('message', ({ data }: MessageEvent<ReadingReply>) => {
      if (data.kind === 'progress') onProgress(data.percent);
      else resolve(data.kind === 'read' ? data : null);
    });
    worker.postMessage({ pages } satisfies ReadingRequest);
  }).finally(() => worker.terminate());
}
