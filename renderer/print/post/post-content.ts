import { formatPostalItem } from '../../../shared/domain/postal-item.ts';
import { takingInForce } from '../../../shared/domain/dossier/payments.ts';
import { codeOf, lastStep, type Dossier } from '../../../shared/domain/dossier/state.ts';
import { zoned } from '../../../shared/clock.ts';
import type { Address } from '../../../shared/domain/party.ts';
import { filled, headOf, sampleNotice, HAND, type PaperHead, type PaperSignature } from '../paper-content.ts';
import type { PaperTable } from '../paper-content.ts';
import { addressOnPaper, glued, moneyOnPaper, timeInWords } from '../paper-words.ts';

/** What stands on the label of a result sent home. */
export interface LabelContent {
  /** The identifier, for the bars and the QR. */
  readonly item: string;
  readonly itemInGroups: string;
  readonly sampleNotice: string | null;
  readonly title: string;
  readonly code: string;
  readonly from: { readonly name: string; readonly place: string };
  readonly to: {
    readonly name: string;
    readonly phone: string;
    readonly street: string;
    readonly unit: string;
    /** The unit's name before the reform of 1 July 2025, where it is known. */
    readonly formerly: string | null;
  };
  /** Null is left to be weighed and written by hand. */
  readonly weight: string | null;
  /** What the postman collects; null when the recipient pays nothing that is known here. */
  readonly collect: string | null;
  readonly postedAt: string;
}

const FORMERLY = 'trước 01/7/2025';

const PREPAID = `0\u00A0₫ (đã thu tại quầy)`;

/** Whether the postage was taken at the counter and not given back. */
function isPrepaid(dossier: Dossier): boolean {
  return takingInForce(dossier, 'postage') !== null;
}

function unitOf({ ward, province }: Address): string {
  return `${ward}, ${province}`;
}

/** The label of the item a dossier's result was posted under last; null when it never was. Pure. */
export function labelContent(dossier: Dossier): LabelContent | null {
  const { reception } = dossier;
  const posted = lastStep(dossier, 'resultPosted');
  if (!reception || !posted) return null;
  const { item, recipient, phone, address, postage } = posted.data;
  const formerly = filled(address.formerly);
  return {
    item,
    itemInGroups: glued(formatPostalItem(item)),
    sampleNotice: sampleNotice(reception.procedure.sample),
    title: 'TRẢ KẾT QUẢ THỦ TỤC HÀNH CHÍNH TẠI NHÀ',
    code: codeOf(dossier),
    from: { name: reception.officeName, place: reception.officePlace },
    to: {
      name: recipient,
      phone,
      street: address.street,
      unit: unitOf(address),
      formerly: formerly === null ? null : `${FORMERLY}: ${formerly}`,
    },
    weight: postage ? glued(`${String(postage.grams)} g`) : null,
    // Paid at the counter, on a receipt: nobody pays twice.
    collect: isPrepaid(dossier) ? PREPAID : postage ? moneyOnPaper(postage.amount) : null,
    postedAt: shortTime(posted.at),
  };
}

function shortTime(instant: string): string {
  const { hour, minute, day, month, year } = zoned(instant);
  const two = (number: number) => String(number).padStart(2, '0');
  return glued(`${two(hour)}:${two(minute)} ${two(day)}/${two(month)}/${String(year)}`);
}

/** A posting list (bảng kê bưu gửi): what goes to the post together, to be signed for. */
export interface PostingListContent {
  readonly head: PaperHead;
  readonly sampleNotice: string | null;
  readonly title: string;
  readonly copy: string;
  readonly lines: readonly string[];
  readonly table: PaperTable;
  readonly total: string;
  readonly signatures: readonly PaperSignature[];
  /** What the QR holds. */
  readonly number: string;
}

export interface PostingListFacts {
  /** Dossiers whose results were posted, in the order of the list. */
  readonly dossiers: readonly Dossier[];
  readonly office: { readonly nameVi: string; readonly place: string };
  readonly counter: string;
}

const COPIES = { 1: 'Liên 1 – lưu tại quầy', 2: 'Liên 2 – giao bưu cục' } as const;

const COLUMNS: PaperTable['columns'] = [
  { label: 'TT', width: 'xs' },
  { label: 'Mã bưu gửi', width: 'l' },
  { label: 'Mã hồ sơ', width: 'l' },
  { label: 'Người nhận, điện thoại', align: 'start' },
  { label: 'Địa chỉ', align: 'start' },
  { label: 'Khối lượng (g)', width: 'm' },
  { label: 'Thu người nhận (₫)', width: 'm' },
];

/**
 * A copy of a posting list. Its number and time come from the postings themselves, so that printed again it is the same
 * list. Null when none of the dossiers was posted. Pure.
 */
export function postingListContent(
  { dossiers, office, counter }: PostingListFacts,
  copy: 1 | 2,
): PostingListContent | null {
  const posted = dossiers.flatMap((dossier) => {
    const step = lastStep(dossier, 'resultPosted');
    return step && dossier.reception ? [{ dossier, reception: dossier.reception, step }] : [];
  });
  const last = posted.reduce<string>((newest, { step }) => (step.at > newest ? step.at : newest), '');
  const [first] = posted;
  if (!first) return null;
  const due = posted.filter(({ dossier }) => !isPrepaid(dossier));
  const sum = due.reduce((total, { step }) => total + (step.data.postage?.amount ?? 0), 0);
  const unknown = due.filter(({ step }) => !step.data.postage).length;
  const number = `${counter}-${stamp(last)}`;
  return {
    head: headOf({
      body: office.nameVi,
      place: office.place,
      at: last,
      codes: [{ label: 'Số bảng kê', value: number }],
    }),
    sampleNotice: sampleNotice(posted.some(({ reception }) => reception.procedure.sample)),
    title: 'BẢNG KÊ BƯU GỬI TRẢ KẾT QUẢ',
    copy: COPIES[copy],
    lines: [`Lập lúc ${timeInWords(last)}. Số bưu gửi: ${String(posted.length)}.`],
    table: {
      columns: COLUMNS,
      rows: posted.map(({ dossier, step: { data } }, i) => [
        String(i + 1),
        glued(formatPostalItem(data.item)),
        codeOf(dossier),
        `${data.recipient}, ${glued(data.phone)}`,
        addressWithBoth(data.address),
        data.postage ? String(data.postage.grams) : '',
        isPrepaid(dossier)
          ? 'đã thu tại quầy'
          : data.postage
            ? moneyOnPaper(data.postage.amount).replace(/\u00A0₫$/u, '')
            : '',
      ]),
    },
    total: `Tổng cước thu người nhận: ${moneyOnPaper(sum)}${
      unknown > 0 ? ` (chưa kể ${String(unknown)} bưu gửi chưa tính cước)` : ''
    }. Cước bưu gửi không phải là phí, lệ phí của thủ tục.`,
    signatures: [
      { title: 'NGƯỜI LẬP BẢNG KÊ', hint: HAND, name: first.step.by.name },
      { title: 'NGƯỜI NHẬN BƯU GỬI', hint: HAND, name: null },
    ],
    number,
  };
}

/** `220817-163005`: when the list was made, short enough to say. */
function stamp(instant: string): string {
  const at = zoned(instant);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(at.year % 100)}${two(at.month)}${two(at.day)}-${two(at.hour)}${two(at.minute)}${two(at.second)}`;
}

function addressWithBoth(address: Address): string {
  const text = addressOnPaper(address) ?? '';
  const formerly = filled(address.formerly);
  return formerly === null ? text : `${text} (${FORMERLY}: ${formerly})`;
}
