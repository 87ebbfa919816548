import { receiptDigits } from '../../../shared/domain/receipt-number.ts';
import type { ReceiptFacts } from '../../../shared/e-receipt/document.ts';
import {
  filled,
  headOf,
  sampleNotice,
  HAND,
  type PaperHead,
  type PaperLine,
  type PaperSignature,
  type PaperTable,
} from '../paper-content.ts';
import { glued, moneyOnPaper } from '../paper-words.ts';

/** What a fee receipt says: for the fee, or for the postage, never for both. */
export interface FeeReceiptContent {
  readonly head: PaperHead;
  readonly sampleNotice: string | null;
  readonly title: string;
  readonly number: string;
  readonly lines: readonly PaperLine[];
  readonly table: PaperTable;
  readonly total: readonly PaperLine[];
  readonly signatures: readonly PaperSignature[];
  readonly notes: readonly string[];
  /** What the QR and the bars hold. */
  readonly code: string;
}

const METHODS = { cash: 'Tiền mặt', transfer: 'Chuyển khoản' } as const;

const COLUMNS: PaperTable['columns'] = [
  { label: 'TT', width: 'xs' },
  { label: 'Nội dung thu', align: 'start' },
  { label: 'Số tiền (₫)', width: 'm' },
];

const bare = (amount: number): string => moneyOnPaper(amount).replace(/\u00A0₫$/u, '');

/** A fee receipt from what the record says; the same record always says the same. Pure. */
export function feeReceiptContent(facts: ReceiptFacts, sample: boolean | undefined): FeeReceiptContent {
  const { form, receipt, collector, payer, lines, total } = facts;
  const number = receiptDigits(receipt);
  const head = headOf({
    body: collector.name,
    place: collector.place,
    at: facts.at,
    codes: [
      { label: 'Mã số thuế', value: filled(collector.taxCode) },
      { label: 'Ký hiệu mẫu', value: form.symbol },
      { label: 'Ký hiệu', value: receipt.series },
      { label: 'Số', value: number },
    ],
  });
  return {
    head,
    sampleNotice: sampleNotice(sample),
    title: form.name.toLocaleUpperCase('vi'),
    number,
    lines: [
      { label: 'Người nộp tiền', value: filled(payer.name) },
      ...(payer.taxCode === null ? [] : [{ label: 'Mã số thuế', value: payer.taxCode }]),
      { label: 'Địa chỉ', value: filled(payer.address) },
      { label: 'Mã hồ sơ', value: glued(facts.dossierCode) },
    ],
    table: {
      columns: COLUMNS,
      rows: [
        ...lines.map(({ name, amount }, i) => [String(i + 1), name.normalize('NFC'), bare(amount)]),
        ['', 'Cộng', bare(total)],
      ],
    },
    total: [
      { label: 'Bằng chữ', value: `${facts.inWords}.` },
      { label: 'Hình thức', value: METHODS[facts.method] },
    ],
    signatures: [
      { title: 'NGƯỜI NỘP TIỀN', hint: HAND, name: null },
      { title: 'NGƯỜI THU TIỀN', hint: HAND, name: filled(facts.cashier) },
    ],
    notes: [
      form.kind === 'fee'
        ? 'Biên lai này chỉ cho phí, lệ phí của thủ tục; cước bưu gửi có biên nhận riêng.'
        : 'Cước bưu gửi không phải là phí, lệ phí của thủ tục.',
    ],
    code: `${receipt.series}-${number}`,
  };
}
