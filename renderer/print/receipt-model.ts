import { fingerprintOf, paperModel, type PaperModel, type PaperPrint } from './paper-model.ts';
import { contentOf, type ReceiptContent } from './receipt-content.ts';
import { factsOf, type ReceiptSource } from './receipt-source.ts';

export type { ReceiptSource } from './receipt-source.ts';
export type ReceiptModel = PaperModel<ReceiptContent>;

/**
 * Everything printed on form 01, as plain strings in Vietnamese with all times at the counter. `printedAt` is the UTC
 * instant of the print; it shows on copies and replacements only. Pure.
 */
export function receiptModel(source: ReceiptSource, print: PaperPrint, printedAt: string): ReceiptModel {
  const facts = factsOf(source);
  return paperModel(contentOf(facts), print, printedAt, facts.saved);
}

/** SHA-256 (hex) of everything the receipt says; see `fingerprintOf`. */
export function receiptFingerprint(model: ReceiptModel): string {
  return fingerprintOf(model.content);
}
