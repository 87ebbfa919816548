import { useEffect, useRef, useState } from 'react';
import type { ReadValue } from '../../../../shared/domain/dossier/reading.ts';
import { appError, type AppError } from '../../../../shared/errors.ts';
import { readPages, type PagesRead } from '../../../pages/reading/reading-client.ts';
import type { PlacedWord } from '../../../pages/text-layer.ts';
import type { ScanPage } from './page-list.ts';

/** A field as it stands on the screen: what was read, what the box says now, and whether the clerk confirmed it. */
export interface FieldAtHand {
  readonly found: PagesRead['fields'][number];
  readonly value: string;
  readonly confirmed: boolean;
}

export interface ReadingAtHand {
  readonly documentId: string;
  readonly template: PagesRead['template'];
  readonly fields: readonly FieldAtHand[];
  /** Words of each page read, by the page's key. */
  readonly words: ReadonlyMap<number, readonly PlacedWord[]>;
}

/** Reading the pages of one document, and the clerk's word on each value. */
export function useReading(onError: (error: AppError) => void) {
  const [reading, setReading] = useState<ReadingAtHand | null>(null);
  /** Hundredths; null when nothing is being read. */
  const [percent, setPercent] = useState<number | null>(null);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);

  async function read(documentId: string, pages: readonly ScanPage[]): Promise<void> {
    abort.current?.abort();
    const controller = new AbortController();
    abort.current = controller;
    setPercent(0);
    const seen = await readPages(pages, setPercent, controller.signal);
    if (abort.current !== controller) return;
    setPercent(null);
    if (controller.signal.aborted) return;
    if (!seen) return onError(appError('reading-failed'));
    const fields = seen.fields.map((found) => ({ found, value: found.read ?? '', confirmed: false }));
    const words = new Map(pages.map(({ key }, i) => [key, seen.words[i] ?? []]));
    setReading({ documentId, template: seen.template, fields, words });
  }

  const setField = (field: string, change: Partial<FieldAtHand>) =>
    setReading((before) => {
      if (!before) return before;
      const fields = before.fields.map((each) =>
        each.found.field === field ? { ...each, ...change } : each,
      );
      return { ...before, fields };
    });

  return {
    reading,
    percent,
    read,
    stop: () => abort.current?.abort(),
    type: (field: string, value: string) => setField(field, { value, confirmed: false }),
    confirm: (field: string) => setField(field, { confirmed: true }),
    drop: () => setReading(null),
  };
}

/** What is kept of a reading: the values the clerk confirmed, and nothing else. */
export function confirmedOf({ fields }: ReadingAtHand): ReadValue[] {
  return fields
    .filter(({ confirmed, value }) => confirmed && value.trim() !== '')
    .map(({ found, value }) => ({
      field: found.field,
      read: found.read,
      confidence: found.confidence,
      box: found.box && found.page > 0 ? { page: found.page, ...found.box } : null,
      value,
      confirmed: true,
    }));
}
