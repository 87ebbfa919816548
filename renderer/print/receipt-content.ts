import { dayOf } from '../../shared/clock.ts';
import { isPresent } from '../../shared/domain/dossier/documents.ts';
import { formSet, formSetOn, type FormFields, type FormSetId } from '../../shared/domain/form-set.ts';
import { dongInWords } from '../../shared/domain/money.ts';
import type { ReceiptFacts } from './receipt-source.ts';
import {
  codeNotice,
  codesOf,
  filled,
  HAND,
  headOf,
  sampleNotice,
  UNIT,
  type PaperHead,
  type PaperLine,
  type PaperSignature,
} from './paper-content.ts';
import { addressOnPaper, glued, moneyOnPaper, timeInWords, weekdayInWords } from './paper-words.ts';

export interface ReceiptRow {
  readonly number: string;
  readonly name: string;
  readonly originals: string;
  readonly certifiedCopies: string;
  readonly photocopies: string;
  readonly shown: string;
}

/** Everything form 01 says about a dossier, formatted. The same record always gives the same content. */
export interface ReceiptContent {
  readonly form: '01';
  readonly formSet: FormSetId;
  /** What the QR holds; null in a preview. */
  readonly code: string | null;
  readonly head: PaperHead;
  readonly title: string;
  /** Set when the data is not official. */
  readonly sampleNotice: string | null;
  /** Set while the code is provisional. */
  readonly codeNotice: string | null;
  /** Who and what; lines of one group share a row where they fit. */
  readonly subject: readonly (readonly PaperLine[])[];
  /** The heading has a value only when there is no row. */
  readonly documents: {
    readonly heading: PaperLine;
    readonly columns: ReceiptRow;
    readonly rows: readonly ReceiptRow[];
  };
  readonly items: readonly PaperLine[];
  readonly register: readonly PaperLine[];
  readonly signatures: readonly PaperSignature[];
  readonly notes: readonly string[];
}

const LATEST: FormSetId = '2025';
type Labels = FormFields['receipt'];

/** What the receipt says of the facts, in the words of the set in force when it was received. Pure. */
export function contentOf(facts: ReceiptFacts): ReceiptContent {
  const { officeName, officePlace, at } = facts;
  const set = at ? formSetOn(dayOf(at)) : LATEST;
  const form = formSet(set).forms.receipt;
  return {
    form: '01',
    formSet: set,
    code: facts.linkedCode ?? facts.code,
    head: headOf({ body: officeName, place: officePlace, at, codes: codesOf(facts) }),
    title: form.titleVi,
    sampleNotice: sampleNotice(facts.procedure?.sample),
    codeNotice: codeNotice(facts),
    subject: subjectOf(facts),
    documents: documentsOf(facts, form.fields),
    items: itemsOf(facts, form.fields),
    register: [
      { label: form.fields.book, value: null },
      { label: form.fields.entry, value: null },
    ],
    signatures: [
      { title: 'NGƯỜI NỘP HỒ SƠ', hint: HAND, name: submitterName(facts) },
      { title: 'NGƯỜI TIẾP NHẬN HỒ SƠ', hint: HAND, name: filled(facts.clerk) },
    ],
    notes: notesOf(facts),
  };
}

const IDENTITY_LABELS = {
  'citizen-id': 'Số định danh cá nhân/CCCD',
  'old-id': 'Số CMND',
  passport: 'Số hộ chiếu',
} as const;

function subjectOf(facts: ReceiptFacts): ReceiptContent['subject'] {
  const { applicant, procedure } = facts;
  const identity: PaperLine =
    applicant?.kind === 'organisation'
      ? { label: 'Mã số thuế', value: filled(applicant.taxCode) }
      : {
          label: IDENTITY_LABELS[applicant?.identity?.kind ?? 'citizen-id'],
          value: filled(applicant?.identity?.number),
        };
  const request = procedure ? `${procedure.nameVi} (${glued(`mã thủ tục: ${procedure.code}`)})` : null;
  return [
    [{ label: UNIT, value: filled(facts.officeName) }],
    [{ label: 'Tiếp nhận hồ sơ của', value: filled(applicant?.name) }],
    [identity],
    [{ label: 'Địa chỉ', value: filled(addressOnPaper(applicant?.address)) }],
    [
      { label: 'Số điện thoại', value: filled(applicant?.phone) },
      { label: 'Email', value: filled(applicant?.email) },
    ],
    ...representativeLines(facts),
    [{ label: 'Nội dung yêu cầu giải quyết', value: filled(request) }],
    ...(filled(procedure?.authority)
      ? [[{ label: 'Cơ quan giải quyết', value: filled(procedure?.authority) }]]
      : []),
  ];
}

function representativeLines({ representative }: ReceiptFacts): ReceiptContent['subject'] {
  if (!representative) return [];
  return [
    [{ label: 'Người nộp thay', value: filled(representative.name) }],
    [
      {
        label: IDENTITY_LABELS[representative.identity?.kind ?? 'citizen-id'],
        value: filled(representative.identity?.number),
      },
      { label: 'Số điện thoại', value: filled(representative.phone) },
    ],
    [{ label: 'Căn cứ nộp thay', value: filled(representative.authority) }],
  ];
}

const NOTHING = '–';
const COLUMNS: ReceiptRow = {
  number: 'TT',
  name: 'Tên giấy tờ',
  originals: 'Bản chính',
  certifiedCopies: 'Bản chứng thực',
  photocopies: 'Bản photo',
  shown: 'Xuất trình',
};

/** Only what was handed in or shown stands on the receipt. Dashes leave no room to add a number. */
function documentsOf({ documents = [], saved }: ReceiptFacts, labels: Labels): ReceiptContent['documents'] {
  const count = (number: number) => (number > 0 ? String(number) : NOTHING);
  const rows = documents.filter(isPresent).map((document, i) => ({
    number: String(i + 1),
    name: document.nameVi.normalize('NFC'),
    originals: count(document.originals),
    certifiedCopies: count(document.certifiedCopies),
    photocopies: count(document.photocopies),
    shown: document.shown ? 'x' : NOTHING,
  }));
  const none = saved && rows.length === 0;
  return {
    heading: { label: labels.documents, value: none ? 'không có giấy tờ kèm theo' : null },
    columns: COLUMNS,
    rows,
  };
}

function itemsOf(facts: ReceiptFacts, labels: Labels): readonly PaperLine[] {
  const { sets, at } = facts;
  const items: readonly (readonly [string | null, string | null])[] = [
    [labels.sets, sets ? glued(`${String(sets).padStart(2, '0')} (bộ)`) : null],
    [labels.statutory, statutoryInWords(facts)],
    [labels.receivedAt, at ? timeInWords(at) : null],
    [labels.dueAt, dueInWords(facts)],
    [labels.collectAt, deliveryInWords(facts)],
    [labels.fee, feeInWords(facts)],
  ];
  return items.flatMap(([label, value]) => (label === null ? [] : [{ label, value }]));
}

function statutoryInWords({ deadline }: ReceiptFacts): string | null {
  if (!deadline) return null;
  const { rule } = deadline;
  return rule.kind === 'same-day'
    ? 'trong ngày'
    : glued(`${String(rule.days).padStart(2, '0')} ngày làm việc`);
}

function dueInWords({ due }: ReceiptFacts): string | null {
  if (!due) return null;
  const when = `${timeInWords(due.at)} ${glued(`(${weekdayInWords(due.at)})`)}`;
  return due.toConfirm
    ? `dự kiến ${when} – ngày trả sẽ được xác nhận lại vì lịch làm việc của thời gian này chưa được công bố`
    : when;
}

function deliveryInWords({ delivery, officeName }: ReceiptFacts): string | null {
  if (!delivery) return null;
  if (delivery.kind === 'online') return 'Trực tuyến (bản điện tử trên Cổng Dịch vụ công)';
  if (delivery.kind === 'counter') return filled(officeName) && `${UNIT} – ${filled(officeName) ?? ''}`;
  const address = filled(addressOnPaper(delivery.address));
  return address && `Tại nhà, qua dịch vụ bưu chính công ích: ${address}`;
}

const METHODS = { cash: 'bằng tiền mặt', transfer: 'bằng chuyển khoản' } as const;

function feeInWords({ fee, payment, paidOnline = 0 }: ReceiptFacts): string | null {
  if (!fee) return null;
  if (fee.total === 0 && !payment && paidOnline === 0) return 'không thu';
  const sum = `${moneyOnPaper(fee.total)} (${dongInWords(fee.total)})`;
  const parts = fee.lines.filter((each) => each.amount > 0);
  const lines =
    parts.length > 1
      ? `, gồm ${parts.map((each) => `${each.nameVi.normalize('NFC')}: ${moneyOnPaper(each.amount)}`).join('; ')}`
      : '';
  // The portal may tell of a payment of another amount: then the paper says both.
  const paid = (amount: number, how: string) =>
    `đã nộp${amount === fee.total ? '' : ` ${moneyOnPaper(amount)}`} ${how}`;
  const payments = [
    ...(paidOnline > 0 ? [paid(paidOnline, 'trực tuyến')] : []),
    ...(payment ? [paid(payment.amount, METHODS[payment.method])] : []),
  ];
  const open = payment || paidOnline >= fee.total ? [] : [paidOnline > 0 ? 'còn lại chưa nộp' : 'chưa nộp'];
  return `${sum}${lines} – ${[...payments, ...open].join(', ')}`;
}

/** Who signs: the one at the counter. For an organisation without one the name is written by hand. */
function submitterName({ representative, applicant }: ReceiptFacts): string | null {
  if (representative) return filled(representative.name);
  return applicant?.kind === 'person' ? filled(applicant.name) : null;
}

function notesOf({ fee, delivery }: ReceiptFacts): readonly string[] {
  return [
    'Giấy này được lập thành 02 bản: 01 bản giao cho người nộp hồ sơ; 01 bản chuyển kèm Phiếu kiểm soát quá trình giải quyết hồ sơ và lưu tại Bộ phận tiếp nhận và trả kết quả.',
    delivery?.kind === 'home'
      ? 'Khi nhận kết quả tại nhà, xuất trình giấy này và giấy tờ tùy thân; người nhận thay mang thêm giấy ủy quyền.'
      : 'Khi đến nhận kết quả, mang theo giấy này và giấy tờ tùy thân; người nhận thay mang thêm giấy ủy quyền.',
    'Mã QR ghi mã hồ sơ, dùng để tra cứu tình trạng giải quyết.',
    ...(fee && fee.total > 0 ? ['Giấy này không thay cho biên lai thu phí, lệ phí.'] : []),
  ];
}
