import { hashOf } from '../../shared/domain/dossier/chain.ts';
import { glued, timeInWords } from './paper-words.ts';

/** What a print is: see `nextPrint`; or a preview on the screen. */
export type PaperPrint =
  { readonly kind: 'original' | 'copy' | 'replacement'; readonly print: number } | 'preview';

export interface PaperModel<Content> {
  readonly content: Content;
  /** What sets this print apart from others of the same content; null on the original. */
  readonly mark: string | null;
  /** The beginning of the content's fingerprint, so that the paper can be held against the record; null in a preview. */
  readonly check: string | null;
}

/** A paper's content with which print it is. `printedAt` (UTC instant) shows on copies and replacements only. Pure. */
export function paperModel<Content>(
  content: Content,
  print: PaperPrint,
  printedAt: string,
  saved = true,
): PaperModel<Content> {
  const check =
    print === 'preview'
      ? null
      : (fingerprintOf(content).slice(0, 16).match(/.{4}/gu)?.join('\u00A0') ?? null);
  return { content, mark: markOf(print, printedAt, saved), check };
}

/**
 * SHA-256 (hex) of everything a paper says, whichever print it is and whenever printed: equal for the same record,
 * different as soon as one printed value differs.
 */
export function fingerprintOf(content: unknown): string {
  return hashOf(content);
}

function markOf(print: PaperPrint, printedAt: string, saved: boolean): string | null {
  if (print === 'preview') return saved ? 'BẢN XEM TRƯỚC' : 'BẢN XEM TRƯỚC – chưa lưu';
  if (print.kind === 'original') return null;
  const when = `${glued('lúc ')}${timeInWords(printedAt)}`;
  // Print 2 is the first one printed again.
  if (print.kind === 'copy') return `${glued('BẢN SAO –')} in lại lần ${String(print.print - 1)}, ${when}`;
  return `${glued('BẢN THAY THẾ')} bản in trước – in lần ${String(print.print)}, ${when}`;
}
