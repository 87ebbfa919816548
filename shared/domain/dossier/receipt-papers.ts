import { z } from 'zod';
import { line } from '../party.ts';
import { receiptKey, receiptNumberSchema, type ReceiptNumber } from '../receipt-number.ts';
import type { Dossier, Stamp } from './state.ts';

const answer = {
  receipt: receiptNumberSchema,
  /** The counter's event that moved the money: every one is answered for once. */
  eventId: z.uuid(),
  /** What was asked of the provider: to issue the receipt, to lower its amount, or to void it. */
  what: z.enum(['issued', 'reduced', 'voided']),
  /** Who keeps e-receipts, e.g. a provider's name. */
  provider: line(100),
};

/** What tells of fee receipts as papers and as e-receipts; none of it moves money. */
export const RECEIPT_DATA = {
  /** A fee receipt left the printer; both of its sheets count as one print. */
  feeReceiptPrinted: z.strictObject({
    receipt: receiptNumberSchema,
    kind: z.enum(['original', 'copy', 'replacement']),
    /** 1 for the first print of this receipt, 2 for the next… */
    print: z.number().int().min(1),
    /** SHA-256 (hex) of the printed content, so that the paper can be held against the record. */
    contentHash: z.string().regex(/^[0-9a-f]{64}$/u),
  }),
  /** The portal: what the provider of e-receipts said about a receipt or an adjustment of it. */
  eReceiptAnswered: z.discriminatedUnion('outcome', [
    z.strictObject({
      outcome: z.literal('taken'),
      ...answer,
      /** The provider's own number of what it issued. */
      number: line(60),
      /** What the citizen looks it up by. */
      lookupCode: line(60),
    }),
    z.strictObject({ outcome: z.literal('refused'), ...answer, reason: line(500) }),
  ]),
} as const;

export type ReceiptPrinted = z.infer<typeof RECEIPT_DATA.feeReceiptPrinted>;
export type EReceiptAnswer = z.infer<typeof RECEIPT_DATA.eReceiptAnswered>;

const isOf = (receipt: ReceiptNumber) => {
  const key = receiptKey(receipt);
  return (each: { readonly receipt: ReceiptNumber }): boolean => receiptKey(each.receipt) === key;
};

/** The prints of a fee receipt, oldest first. */
export function receiptPrintsOf(
  dossier: Dossier,
  receipt: ReceiptNumber,
): readonly (Stamp & ReceiptPrinted)[] {
  return (dossier.receiptPrints ?? []).filter(isOf(receipt));
}

/** What the next print of a fee receipt is; `contentHash` is the fingerprint of what would be printed. */
export function nextReceiptPrint(
  dossier: Dossier,
  receipt: ReceiptNumber,
  contentHash: string,
): Pick<ReceiptPrinted, 'kind' | 'print'> {
  const prints = receiptPrintsOf(dossier, receipt);
  const last = prints.at(-1);
  const kind = !last ? 'original' : last.contentHash === contentHash ? 'copy' : 'replacement';
  return { kind, print: prints.length + 1 };
}

/** What the provider said about a receipt, oldest first. */
export function answersOn(dossier: Dossier, receipt: ReceiptNumber): readonly (Stamp & EReceiptAnswer)[] {
  return (dossier.eReceipts ?? []).filter(isOf(receipt));
}

/** The e-receipt of a receipt as it was issued; null while the provider has not answered. */
export function eReceiptOf(
  dossier: Dossier,
  receipt: ReceiptNumber,
): Extract<EReceiptAnswer, { outcome: 'taken' }> | null {
  const issued = answersOn(dossier, receipt).find(
    ({ what, outcome }) => what === 'issued' && outcome === 'taken',
  );
  return issued?.outcome === 'taken' ? issued : null;
}

/** The dossier after an answer; a second one about the same event only counts where the first was a refusal. */
export function answerReceipt(dossier: Dossier, answered: EReceiptAnswer, stamp: Stamp): Dossier {
  const before = dossier.eReceipts ?? [];
  if (before.some((each) => each.eventId === answered.eventId && each.outcome === 'taken')) return dossier;
  return { ...dossier, eReceipts: [...before, { ...stamp, ...answered }] };
}
