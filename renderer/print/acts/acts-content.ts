import type { DossierEvent } from '../../../shared/domain/dossier/event.ts';
import type { TillEntry } from '../../../shared/domain/till/till.ts';
import { vietnameseEventName } from '../../i18n/i18n.ts';
import {
  filled,
  HAND,
  headOf,
  sampleNotice,
  type PaperHead,
  type PaperSignature,
  type PaperTable,
} from '../paper-content.ts';
import { timeInWords } from '../paper-words.ts';
import { dayRange, type TillPlace } from '../till/till-book-content.ts';
import { figures, shortTime, signedOnPaper } from '../till/till-words.ts';

/** What was done under a clerk's name on a day, as a paper they can keep. */
export interface ActsContent {
  readonly head: PaperHead;
  readonly sampleNotice: string | null;
  readonly title: string;
  readonly day: string;
  readonly whose: string;
  readonly table: PaperTable;
  readonly printed: string;
  readonly signatures: readonly PaperSignature[];
}

export interface ActsFacts extends TillPlace {
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** Whose acts; whoever prints it. */
  readonly by: string;
  readonly acts: readonly { readonly event: DossierEvent; readonly till: TillEntry | null }[];
  readonly codes: ReadonlyMap<string, string>;
  /** UTC instant of the print. */
  readonly at: string;
}

const COLUMNS: PaperTable['columns'] = [
  { label: 'Mục số', width: 's' },
  { label: 'Lúc', width: 'm' },
  { label: 'Việc', align: 'start' },
  { label: 'Mã hồ sơ', width: 'l' },
  { label: 'Tiền mặt', width: 'm', group: 'Quỹ' },
  { label: 'Chuyển khoản', width: 'm', group: 'Quỹ' },
  { label: 'Tồn tiền mặt (₫)', width: 'm', group: 'Quỹ' },
  { label: 'Người ghi', width: 'ml' },
];

const moved = (amount: number) => (amount === 0 ? '' : signedOnPaper(amount));

/** What the paper says; the same record always says the same. Pure. */
export function actsContent(facts: ActsFacts): ActsContent {
  const rows = facts.acts.map(({ event, till }) => [
    String(event.position),
    shortTime(event.at.instant),
    vietnameseEventName(event.type).normalize('NFC'),
    facts.codes.get(event.dossierId) ?? '',
    moved(till?.effect.cash ?? 0),
    moved(till?.effect.transfer ?? 0),
    till ? figures(till.cash) || '0' : '',
    event.by.name.normalize('NFC'),
  ]);
  return {
    head: headOf({
      body: facts.officeName,
      place: facts.officePlace,
      at: facts.at,
      codes: [{ label: 'Quầy', value: facts.counter }],
    }),
    sampleNotice: sampleNotice(facts.sample),
    title: 'CÁC VIỆC ĐÃ GHI TẠI QUẦY',
    day: dayRange(facts.day, facts.day),
    whose: `Mọi việc ghi dưới tên ${facts.by} tại quầy ${facts.counter}, và mọi thay đổi của quỹ. Số mục: ${String(rows.length)}.`,
    table: { columns: COLUMNS, rows },
    printed: `In lúc ${timeInWords(facts.at)} từ sổ của máy; mỗi dòng là một mục không sửa, không xóa.`,
    signatures: [
      { title: 'NGƯỜI ĐỐI CHIẾU', hint: HAND, name: filled(facts.by) },
      { title: 'NGƯỜI KIỂM SOÁT', hint: HAND, name: null },
    ],
  };
}
