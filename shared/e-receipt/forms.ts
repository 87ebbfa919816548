import { z } from 'zod';
import { dayOf } from '../clock.ts';

export const receiptFormSchema = z.strictObject({
  kind: z.enum(['fee', 'postage']),
  /** Tên loại: what the paper is called. */
  name: z.string().min(1).max(200),
  /** Ký hiệu mẫu. */
  symbol: z.string().min(1).max(20),
});
export type ReceiptForm = z.infer<typeof receiptFormSchema>;

/**
 * Names and form symbols of receipts, by the day they came into use. From general knowledge of Decree 123/2020/NĐ-CP and
 * Circular 78/2021/TT-BTC, not checked against the gazette: `verified` says so.
 */
const FORMS: readonly (ReceiptForm & {
  readonly effectiveFrom: string;
  readonly verified: boolean;
  readonly source: string;
})[] = [
  {
    kind: 'fee',
    name: 'Biên lai thu phí, lệ phí',
    symbol: '01BLP',
    effectiveFrom: '2022-07-01',
    verified: false,
    source: 'Decree 123/2020/NĐ-CP, Article 32; Circular 78/2021/TT-BTC, Article 4',
  },
  {
    kind: 'postage',
    name: 'Biên nhận thu cước bưu gửi',
    symbol: '1',
    effectiveFrom: '2022-07-01',
    verified: false,
    source: 'Decree 123/2020/NĐ-CP, Article 10: the provider makes it a VAT invoice (form 1)',
  },
];

/** The form of a receipt made out at a UTC instant: the one in use then, else the first there was. */
export function receiptForm(kind: ReceiptForm['kind'], at: string): ReceiptForm {
  const of = FORMS.filter((form) => form.kind === kind).toSorted((a, b) =>
    a.effectiveFrom.localeCompare(b.effectiveFrom),
  );
  const found = of.findLast(({ effectiveFrom }) => effectiveFrom <= dayOf(at)) ?? of[0];
  if (!found) throw new Error(`no form of a receipt for ${kind}`);
  const { name, symbol } = found;
  return { kind, name, symbol };
}
