import type { AppError } from '../../../../shared/errors.ts';
import type { Corners } from '../../../pages/paper-edges.ts';
import { AS_IT_CAME, type PageLook, type Recipe } from '../../../pages/recipe.ts';

/** A page on the table, not kept yet. */
export interface ScanPage {
  readonly key: number;
  readonly file: File;
  /** Its name in the watched folder; null when it came another way. */
  readonly scan: string | null;
  readonly documentId: string | null;
  readonly recipe: Recipe;
  /** Null while it is being looked at. */
  readonly look: PageLook | null;
  readonly error: AppError | null;
}

let keys = 0;

/** A page as it is given: a file, where it waits, and where its paper lies in it. */
export interface GivenPage {
  readonly file: File;
  readonly scan: string | null;
  readonly corners?: Corners | null;
}

export function newPage({ file, scan, corners = null }: GivenPage, documentId: string | null): ScanPage {
  return { key: ++keys, file, scan, documentId, recipe: { ...AS_IT_CAME, corners }, look: null, error: null };
}

type Pages = readonly ScanPage[];

/** Pages of one document stand together, in the order of the checklist; within it in the order they were put. */
export function inOrder(pages: Pages, documents: readonly (string | null)[]): Pages {
  const place = (page: ScanPage) => documents.indexOf(page.documentId);
  return pages.toSorted((a, b) => place(a) - place(b));
}

/** Moves a page before or behind its neighbour of the same document. */
export function moved(pages: Pages, key: number, by: -1 | 1): Pages {
  const at = pages.findIndex((page) => page.key === key);
  const [page, neighbour] = [pages[at], pages[at + by]];
  if (!page || !neighbour || page.documentId !== neighbour.documentId) return pages;
  return pages.with(at, neighbour).with(at + by, page);
}

/** A quarter turn to the right, with what is cut off at its sides. */
export function turned({ turns, crop, ...rest }: Recipe): Recipe {
  const { left, top, right, bottom } = crop;
  return {
    ...rest,
    turns: ((turns + 1) % 4) as Recipe['turns'],
    crop: { left: bottom, top: left, right: top, bottom: right },
  };
}

/** One side cut a step further, at most to the middle; from there it begins anew. */
export function cropped(recipe: Recipe, side: keyof Recipe['crop'], by: number): Recipe {
  const value = Math.min(45, Math.max(0, recipe.crop[side] + by));
  return { ...recipe, crop: { ...recipe.crop, [side]: value } };
}
