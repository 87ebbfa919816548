import { useLayoutEffect, useRef, useSyncExternalStore, type ReactElement } from 'react';
import { createPortal } from 'react-dom';
import { pageFooter } from './page-footer.ts';
import css from './print-layer.module.css';

/** One paper to print. */
export interface PrintJob {
  readonly element: ReactElement;
  /** What stands at the foot of every page; null for nothing. */
  readonly foot: string | null;
  /** Everything the paper says, so that the faces for it are there before it is laid out. */
  readonly text: unknown;
  /** `@page` rules of its own; the paper's style sheet has those of papers whose size is known. */
  readonly rules?: string;
}

interface Job extends PrintJob {
  readonly laidOut: (paper: HTMLElement) => void;
}

let job: Job | null = null;
let layers = 0;
const listeners = new Set<() => void>();
/** Settles when the paper before is taken away: two papers are never on the layer together. */
let free: Promise<void> = Promise.resolve();

function show(next: Job | null): void {
  job = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What the window prints. Mounted once, at the root; empty until `showForPrint`. */
export function PrintLayer(): ReactElement {
  const current = useSyncExternalStore(subscribe, () => job);
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    layers += 1;
    return () => {
      layers -= 1;
    };
  }, []);
  useLayoutEffect(() => {
    if (!current || !element.current) return;
    // Reading a size makes the browser lay the paper out now, which also asks for every face it needs.
    element.current.getBoundingClientRect();
    current.laidOut(element.current);
  }, [current]);
  return createPortal(
    <div ref={element} className={css.layer} data-print-layer="" aria-hidden="true" inert>
      {current?.element}
    </div>,
    document.body,
  );
}

/**
 * Puts a paper where printing takes it from and waits until its fonts and pictures are there and it is laid out. Gives what takes it
 * away again; call it also when printing failed, because the next paper waits for it.
 */
export async function showForPrint(paper: PrintJob): Promise<() => void> {
  if (layers === 0) throw new Error('showForPrint needs a mounted PrintLayer');
  const before = free;
  let release: () => void = () => undefined;
  free = new Promise((resolve) => {
    release = resolve;
  });
  await before;
  const sheets = [pageFooter(paper.foot), ...(paper.rules === undefined ? [] : [sheetOf(paper.rules)])];
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, ...sheets];
  const takeAway = (): void => {
    show(null);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => !sheets.includes(sheet));
    release();
  };
  try {
    await loadFaces(paper.text);
    const laid = await new Promise<HTMLElement>((laidOut) => {
      show({ ...paper, laidOut });
    });
    await document.fonts.ready;
    await Promise.all(Array.from(laid.querySelectorAll('img'), loaded));
  } catch (error) {
    takeAway();
    throw error;
  }
  return takeAway;
}

function sheetOf(rules: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  return sheet;
}

/** Waits for a picture. One that does not come is a bug: the paper would be without it. */
function loaded(picture: HTMLImageElement): Promise<void> {
  if (picture.complete && picture.naturalWidth > 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    picture.addEventListener('load', () => resolve());
    picture.addEventListener('error', () => reject(new Error('a picture to print could not be read')));
  });
}

/**
 * Loads the faces for the text to print. One that cannot be read is not a reason to leave the citizen without a paper:
 * the next serif in the list prints the same words.
 */
async function loadFaces(said: unknown): Promise<void> {
  const text = JSON.stringify(said);
  await Promise.allSettled(
    ['400', '700', 'italic 400'].map((face) => document.fonts.load(`${face} 13pt Tinos`, text)),
  );
}
