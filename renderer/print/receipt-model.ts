import { hashOf } from '../../shared/domain/dossier/chain.ts';
import { contentOf, type ReceiptContent } from './receipt-content.ts';
import { factsOf, type ReceiptSource } from './receipt-source.ts';
import { glued, timeInWords } from './receipt-words.ts';

export type { ReceiptSource } from './receipt-source.ts';

/** What a print is: see `nextPrint`; or a preview on the screen. */
export type ReceiptPrint =
  { readonly kind: 'original' | 'copy' | 'replacement'; readonly print: number } | 'preview';

export interface ReceiptModel {
  readonly content: ReceiptContent;
  /** What sets this print apart from others of the same content; null on the original. */
  readonly mark: string | null;
  /** The beginning of the content's fingerprint, so that the paper can be held against the record; null in a preview. */
  readonly check: string | null;
}

/**
 * Everything printed on form 01, as plain strings in Vietnamese with all times at the counter. `printedAt` is the UTC
 * instant of the print; it shows on copies and replacements only. Pure.
 */
export function receiptModel(source: ReceiptSource, print: ReceiptPrint, printedAt: string): ReceiptModel {
  const facts = factsOf(source);
  const content = contentOf(facts);
  const check =
    print === 'preview'
      ? null
      : (fingerprintOf(content).slice(0, 16).match(/.{4}/gu)?.join('\u00A0') ?? null);
  return { content, mark: markOf(print, printedAt, facts.saved), check };
}

/**
 * SHA-256 (hex) of everything the receipt says, whichever print it is and whenever printed: equal for the same record,
 * different as soon as one printed value differs.
 */
export function receiptFingerprint(model: ReceiptModel): string {
  return fingerprintOf(model.content);
}

function fingerprintOf(content: ReceiptContent): string {
  return hashOf(content);
}

function markOf(print: ReceiptPrint, printedAt: string, saved: boolean): string | null {
  if (print === 'preview') return saved ? 'BẢN XEM TRƯỚC' : 'BẢN XEM TRƯỚC – chưa lưu';
  if (print.kind === 'original') return null;
  const when = `${glued('lúc ')}${timeInWords(printedAt)}`;
  // Print 2 is the first one printed again.
  if (print.kind === 'copy') return `${glued('BẢN SAO –')} in lại lần ${String(print.print - 1)}, ${when}`;
  return `${glued('BẢN THAY THẾ')} bản in trước – in lần ${String(print.print)}, ${when}`;
}
