import type { Corners } from './paper-edges.ts';
import type { PlacedWord } from './text-layer.ts';

/** What is done to a page before it is kept; the page itself stays as it came. */
export interface Recipe {
  /** The paper's corners in the picture: what lies between them is the page, seen from above. Null: all of the picture is. */
  readonly corners: Corners | null;
  /** Quarter turns to the right. */
  readonly turns: 0 | 1 | 2 | 3;
  /** Cut off at each side after turning, in hundredths of the page. */
  readonly crop: {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  };
  /** `bw`: put right and in black and white; `colour`: as it came, in colour. */
  readonly look: 'bw' | 'colour';
}

export const AS_IT_CAME: Recipe = {
  corners: null,
  turns: 0,
  crop: { left: 0, top: 0, right: 0, bottom: 0 },
  look: 'bw',
};

/** What is asked of the worker; `call` is given back with the answer. */
export type PagesRequest =
  | { readonly kind: 'look'; readonly call: number; readonly file: Blob; readonly recipe: Recipe }
  | { readonly kind: 'code'; readonly call: number; readonly picture: Picture }
  | { readonly kind: 'paper'; readonly call: number; readonly picture: Picture }
  | { readonly kind: 'bind'; readonly call: number; readonly pages: readonly PageToBind[] };

/** A file, or one picture of the camera. */
export type Picture = Blob | ImageBitmap;

export interface PageToBind {
  readonly file: Blob;
  readonly recipe: Recipe;
  /** What was read on it, where it was. */
  readonly words?: readonly PlacedWord[];
}

/** A page as it is seen on the screen. */
export interface PageLook {
  /** Small, as it will be kept; null for pages of a PDF, which are not drawn. */
  readonly picture: ImageBitmap | null;
  /** 1, or how many a PDF has. */
  readonly pages: number;
  readonly blank: boolean;
}

export type PagesReply =
  | { readonly kind: 'looked'; readonly call: number; readonly look: PageLook }
  | { readonly kind: 'code'; readonly call: number; readonly text: string | null }
  | { readonly kind: 'paper'; readonly call: number; readonly corners: Corners | null }
  | { readonly kind: 'progress'; readonly call: number; readonly done: number }
  | { readonly kind: 'bound'; readonly call: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'refused'; readonly call: number; readonly error: PageError };

export type PageErrorCode =
  | 'attachment-empty'
  | 'attachment-type-refused'
  | 'attachment-unreadable'
  | 'page-too-large'
  | 'page-damaged'
  | 'page-locked'
  | 'page-with-program';
export interface PageError {
  readonly code: PageErrorCode;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** Why a page cannot be taken; never a bug. */
export class PageRefused extends Error {
  readonly error: PageError;
  constructor(code: PageErrorCode, params?: PageError['params']) {
    super(code);
    this.error = params ? { code, params } : { code };
  }
}
