import { receiptGivenBy } from '../../../shared/domain/dossier/payments.ts';
import { receiptDigits, type ReceiptNumber } from '../../../shared/domain/receipt-number.ts';
import {
  DENOMINATIONS,
  sumOfCash,
  type CashCount,
  type ClosedShift,
} from '../../../shared/domain/till/shift.ts';
import type { TillEntry } from '../../../shared/domain/till/till.ts';
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
import { moneyOnPaper, timeInWords } from '../paper-words.ts';
import type { TillPlace } from './till-book-content.ts';
import { figures, inWordsToo, signedOnPaper } from './till-words.ts';

/** The shift closing sheet (phiếu giao ca). */
export interface ClosingSheetContent {
  readonly head: PaperHead;
  readonly sampleNotice: string | null;
  readonly title: string;
  readonly lines: readonly PaperLine[];
  readonly money: PaperTable;
  readonly counts: PaperTable;
  readonly result: readonly PaperLine[];
  /** How the difference was answered for; null where there is none. */
  readonly standing: string | null;
  readonly notes: readonly string[];
  readonly signatures: readonly PaperSignature[];
  /** What the QR holds. */
  readonly code: string;
}

export interface ClosingSheetFacts extends TillPlace {
  readonly shift: ClosedShift;
  readonly entries: readonly TillEntry[];
  /** Cash before the first of them. */
  readonly before: number;
}

const MONEY: PaperTable['columns'] = [
  { label: 'Nội dung', align: 'start' },
  { label: 'Tiền mặt (₫)', width: 'l' },
  { label: 'Chuyển khoản (₫)', width: 'l' },
];
const START = 'Đầu ca';
const END = 'Cuối ca';
const COUNTS: PaperTable['columns'] = [
  { label: 'Mệnh giá (₫)', width: 'm' },
  { label: 'Số tờ', width: 'm', group: START },
  { label: 'Thành tiền (₫)', group: START },
  { label: 'Số tờ', width: 'm', group: END },
  { label: 'Thành tiền (₫)', group: END },
];

function moneyRows(entries: readonly TillEntry[], before: number, expected: number): PaperTable['rows'] {
  const sum = (isPart: (entry: TillEntry) => boolean) =>
    entries.filter(isPart).reduce(
      (total, { effect }) => ({
        cash: total.cash + effect.cash,
        transfer: total.transfer + effect.transfer,
      }),
      { cash: 0, transfer: 0 },
    );
  const of = (label: string, isPart: (entry: TillEntry) => boolean): readonly string[] => {
    const { cash, transfer } = sum(isPart);
    return [label, figures(cash) || '0', figures(transfer) || '0'];
  };
  const is = (type: TillEntry['body']['type']) => (entry: TillEntry) => entry.body.type === type;
  const all = sum(
    (entry) => !is('shiftOpened')(entry) && !is('shiftClosed')(entry) && !is('cashMoved')(entry),
  );
  return [
    ['Tồn theo sổ trước ca', figures(before) || '0', ''],
    ['Chênh lệch khi đếm đầu ca', figures(sum(is('shiftOpened')).cash) || '0', ''],
    of('Thu phí, lệ phí', is('feeTaken')),
    of('Thu cước bưu gửi', is('postageTaken')),
    of('Hoàn tiền', is('feeRefunded')),
    of('Mục cổng không nhận, đã bỏ', is('setAside')),
    ['Thêm, rút tiền mặt', figures(sum(is('cashMoved')).cash) || '0', ''],
    ['Phải có khi chốt ca', figures(expected) || '0', figures(all.transfer) || '0'],
  ];
}

function countRows(opened: CashCount, closed: CashCount): PaperTable['rows'] {
  const of = (counted: CashCount, value: number) => counted.find((each) => each.value === value)?.count ?? 0;
  const two = (count: number, value: number) => [figures(count), figures(count * value)];
  return [
    ...DENOMINATIONS.map((value) => [
      figures(value),
      ...two(of(opened, value), value),
      ...two(of(closed, value), value),
    ]),
    ['Cộng', '', figures(sumOfCash(opened)) || '0', '', figures(sumOfCash(closed)) || '0'],
  ];
}

/** The receipts given, by series: from which number to which. */
function receiptsGiven(entries: readonly TillEntry[]): string {
  const given = entries.map(({ body }) => receiptGivenBy(body)).filter((receipt) => receipt !== null);
  if (given.length === 0) return 'không có';
  const series = [...Map.groupBy(given, (receipt: ReceiptNumber) => receipt.series)];
  return series
    .map(([name, numbers]) => {
      const all = numbers.map(({ number }) => number);
      const [first, last] = [Math.min(...all), Math.max(...all)].map((number) => receiptDigits({ number }));
      return `${name} từ ${first ?? ''} đến ${last ?? ''} (${String(all.length)} số)`;
    })
    .join('; ');
}

function standingOf(difference: ClosedShift['closed']['difference']): string | null {
  if (!difference) return null;
  const { standing, explanation } = difference;
  return standing === 'disputed'
    ? `Người giao ca KHÔNG ĐỒNG Ý nhận chênh lệch này: ${explanation}`
    : `Giải trình của người giao ca: ${explanation}`;
}

/** What the closing sheet of a shift says; the same record always says the same. Pure. */
export function closingSheetContent(facts: ClosingSheetFacts): ClosingSheetContent {
  const { shift, entries, before, counter } = facts;
  const { opened, closed } = shift;
  const counted = sumOfCash(closed.counted);
  const code = `${counter}-${String(closed.position)}`;
  const voided = entries.filter(({ body }) => body.type === 'receiptVoided').length;
  return {
    head: headOf({
      body: facts.officeName,
      place: facts.officePlace,
      at: closed.at,
      codes: [{ label: 'Số phiếu', value: code }],
    }),
    sampleNotice: sampleNotice(facts.sample),
    title: 'PHIẾU GIAO CA QUỸ',
    lines: [
      { label: 'Quầy', value: counter },
      { label: 'Mở ca', value: `${timeInWords(opened.at)}, ${opened.by.name}` },
      { label: 'Chốt ca', value: `${timeInWords(closed.at)}, ${closed.by.name}` },
      { label: 'Biên lai đã cấp', value: `${receiptsGiven(entries)}; đã hủy: ${String(voided)}` },
    ],
    money: { columns: MONEY, rows: moneyRows(entries, before, closed.expected) },
    counts: { columns: COUNTS, rows: countRows(opened.counted, closed.counted) },
    result: [
      { label: 'Phải có', value: moneyOnPaper(closed.expected) },
      { label: 'Đếm được', value: inWordsToo(counted) },
      {
        label: 'Chênh lệch',
        value: closed.difference ? signedOnPaper(closed.difference.amount) : 'không có',
      },
    ],
    standing: standingOf(closed.difference),
    notes: [
      closed.unsent === 0
        ? 'Khi chốt ca, mọi mục của quầy đã gửi lên cổng.'
        : `Khi chốt ca còn ${String(closed.unsent)} mục chưa gửi lên cổng; máy tự gửi khi có mạng.`,
      'Chi tiết từng mục ở Sổ quỹ tiền mặt của ca.',
    ],
    signatures: [
      { title: 'NGƯỜI GIAO CA', hint: HAND, name: filled(closed.by.name) },
      { title: 'NGƯỜI NHẬN CA', hint: HAND, name: null },
      { title: 'NGƯỜI KIỂM SOÁT', hint: HAND, name: null },
    ],
    code,
  };
}
