import { receiptGivenBy } from '../../../shared/domain/dossier/payments.ts';
import { receiptDigits, type ReceiptNumber } from '../../../shared/domain/receipt-number.ts';
import type { TillEntry } from '../../../shared/domain/till/till.ts';
import {
  filled,
  headOf,
  sampleNotice,
  HAND,
  type PaperHead,
  type PaperSignature,
  type PaperTable,
} from '../paper-content.ts';
import { glued, timeInWords } from '../paper-words.ts';
import { entryWords, figures, inWordsToo, shortTime } from './till-words.ts';

/** The till book (sổ quỹ): every event behind a balance. */
export interface TillBookContent {
  readonly head: PaperHead;
  readonly sampleNotice: string | null;
  readonly title: string;
  /** The shift or the days it is about. */
  readonly range: string;
  readonly before: string;
  readonly table: PaperTable;
  readonly after: string;
  readonly printed: string;
  readonly signatures: readonly PaperSignature[];
}

export interface TillPlace {
  readonly officeName: string;
  readonly officePlace: string;
  readonly counter: string;
  readonly sample: boolean | undefined;
}

export interface TillBookFacts extends TillPlace {
  readonly range: string;
  /** Cash before the first line, in đồng. */
  readonly before: number;
  readonly entries: readonly TillEntry[];
  /** A dossier's code by its id; none for what is not here. */
  readonly codes: ReadonlyMap<string, string>;
  /** Who prints it, and when (UTC instant). */
  readonly by: string;
  readonly at: string;
}

const CASH = 'Tiền mặt (₫)';
const COLUMNS: PaperTable['columns'] = [
  { label: 'TT', width: 'xs' },
  { label: 'Lúc', width: 'm' },
  { label: 'Diễn giải', align: 'start' },
  { label: 'Mã hồ sơ', width: 'l' },
  { label: 'Biên lai', width: 'm' },
  { label: 'Thu', width: 'm', group: CASH },
  { label: 'Chi', width: 'm', group: CASH },
  { label: 'Tồn', width: 'm', group: CASH },
  { label: 'Chuyển khoản (₫)', width: 'm' },
  { label: 'Người ghi', width: 'ml' },
];

/** The receipt a line is about: the one it gave, or the one it changes. */
function receiptOf({ body }: TillEntry): ReceiptNumber | null {
  const changed = body.type === 'feeRefunded' || body.type === 'receiptVoided' ? body.data.receipt : null;
  return changed ?? receiptGivenBy(body);
}

function isCount({ body }: TillEntry): boolean {
  return body.type === 'shiftOpened' || body.type === 'shiftClosed';
}

/** What comes in and goes out, without the differences that counts found. */
function sums(entries: readonly TillEntry[]): {
  readonly came: number;
  readonly went: number;
  readonly transfer: number;
} {
  let [came, went, transfer] = [0, 0, 0];
  for (const { effect } of entries) {
    came += Math.max(0, effect.cash);
    went += Math.max(0, -effect.cash);
    transfer += effect.transfer;
  }
  return { came, went, transfer };
}

function row(entry: TillEntry, i: number, codes: TillBookFacts['codes']): readonly string[] {
  const receipt = receiptOf(entry);
  const { cash, transfer } = entry.effect;
  return [
    String(i + 1),
    shortTime(entry.at),
    `${entryWords(entry)}${isCount(entry) && cash !== 0 ? ' (ghi theo số đếm)' : ''}`.normalize('NFC'),
    codes.get(entry.streamId) ?? '',
    receipt ? `${receipt.series}\n${receiptDigits(receipt)}` : '',
    figures(Math.max(0, cash)),
    figures(Math.max(0, -cash)),
    figures(entry.cash) || '0',
    figures(transfer),
    entry.by.name.normalize('NFC'),
  ];
}

/** What the till book of a range says. Pure. */
export function tillBookContent(facts: TillBookFacts): TillBookContent {
  const { entries, before, codes } = facts;
  const { came, went, transfer } = sums(entries);
  const after = entries.at(-1)?.cash ?? before;
  const total = [
    '',
    '',
    'Cộng',
    '',
    '',
    figures(came) || '0',
    figures(went) || '0',
    figures(after) || '0',
    figures(transfer) || '0',
    '',
  ];
  return {
    head: headOf({
      body: facts.officeName,
      place: facts.officePlace,
      at: facts.at,
      codes: [{ label: 'Quầy', value: facts.counter }],
    }),
    sampleNotice: sampleNotice(facts.sample),
    title: 'SỔ QUỸ TIỀN MẶT',
    range: facts.range,
    before: `Tồn đầu kỳ: ${inWordsToo(before)}.`,
    table: { columns: COLUMNS, rows: [...entries.map((entry, i) => row(entry, i, codes)), total] },
    after: `Tồn cuối kỳ: ${inWordsToo(after)}. Số mục: ${String(entries.length)}.`,
    printed: `In lúc ${timeInWords(facts.at)} từ sổ của máy; mỗi dòng là một mục không sửa, không xóa.`,
    signatures: [
      { title: 'NGƯỜI LẬP', hint: HAND, name: filled(facts.by) },
      { title: 'NGƯỜI KIỂM SOÁT', hint: HAND, name: null },
    ],
  };
}

/** What a shift is called on paper. */
export function shiftRange(openedAt: string, closedAt: string): string {
  return `Ca quỹ từ ${glued(shortTime(openedAt))} đến ${glued(shortTime(closedAt))}`;
}

/** What a range of days (`YYYY-MM-DD`) is called on paper. */
export function dayRange(from: string, until: string): string {
  const day = (date: string) => date.split('-').reverse().join('/');
  return from === until ? `Ngày ${day(from)}` : `Từ ngày ${day(from)} đến ngày ${day(until)}`;
}
