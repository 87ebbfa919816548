import type { CheckedDocument } from '../../../shared/domain/dossier/documents.ts';
import { isPresent } from '../../../shared/domain/dossier/documents.ts';
import type { DeadlineRule } from '../../../shared/domain/deadline.ts';
import type { Fee } from '../../../shared/domain/fee.ts';
import type { Delivery } from '../../../shared/domain/party.ts';
import type { DocumentRequirement } from '../../../shared/domain/procedure.ts';
import {
  filled,
  headOf,
  sampleNotice,
  type PaperHead,
  type PaperLine,
  type PaperTable,
} from '../paper-content.ts';
import { addressOnPaper, moneyOnPaper, timeInWords } from '../paper-words.ts';

/** What the checklist is written from: a record, or what is typed so far. */
export interface ChecklistFacts {
  /** How this paper is named; null before it is saved. */
  readonly reference: string | null;
  readonly officeName: string | null;
  readonly officePlace: string | null;
  readonly closesAt: string | null;
  /** UTC instant of the guidance. */
  readonly at: string;
  readonly clerk: string | null;
  readonly applicantName: string | null;
  readonly procedure: { readonly code: string; readonly nameVi: string; readonly authority: string } | null;
  readonly sample: boolean;
  readonly deadline: DeadlineRule | null;
  readonly fee: Fee | null;
  readonly requirements: readonly DocumentRequirement[];
  readonly documents: readonly CheckedDocument[];
  readonly delivery: Delivery | null;
  /** Where citizens file online; null while none is known. */
  readonly portal: string | null;
  /** The portal's number, once there is one. */
  readonly number: string | null;
  readonly note: string;
}

export interface ChecklistContent {
  readonly title: string;
  readonly notReceipt: string;
  readonly sampleNotice: string | null;
  readonly head: PaperHead;
  readonly reference: string | null;
  readonly portal: string | null;
  readonly lines: readonly PaperLine[];
  readonly missing: string;
  readonly table: PaperTable;
  readonly stepsHeading: string;
  readonly steps: readonly string[];
  readonly comeBack: readonly PaperLine[];
  readonly notes: readonly string[];
}

const KINDS = { original: 'bản chính', copy: 'bản sao', shown: 'bản chính để xuất trình' } as const;

function needed(requirement: DocumentRequirement | undefined): string {
  return requirement ? `${String(requirement.count)} ${KINDS[requirement.kind]}` : '';
}

function deadlineOnPaper(rule: DeadlineRule | null): string | null {
  if (!rule) return null;
  return rule.kind === 'working-days'
    ? `${String(rule.days)} ngày làm việc từ khi cổng tiếp nhận`
    : `trong ngày; nộp sau ${rule.cutOff} thì ngày làm việc tiếp theo`;
}

function deliveryOnPaper(delivery: Delivery | null): string | null {
  switch (delivery?.kind) {
    case 'home':
      return `tại nhà, qua bưu điện: ${addressOnPaper(delivery.address) ?? ''}`;
    case 'online':
      return 'bản điện tử trên cổng';
    case 'counter':
      return 'tại nơi tiếp nhận';
    case undefined:
      return null;
  }
}

/** What the citizen takes home: what is missing, how to file online themself, and where to come back to. Pure. */
export function checklistContent(facts: ChecklistFacts): ChecklistContent {
  const { procedure, documents, fee, portal, number } = facts;
  const missing = documents.filter((document) => !isPresent(document)).length;
  const name = filled(facts.applicantName);
  const place = [filled(facts.officeName), filled(facts.officePlace)].filter((each) => each !== null);
  return {
    title: 'PHIẾU HƯỚNG DẪN VÀ DANH MỤC GIẤY TỜ',
    notReceipt: 'Phiếu này không phải giấy tiếp nhận hồ sơ',
    sampleNotice: sampleNotice(facts.sample),
    head: headOf({
      body: facts.officeName,
      place: facts.officePlace,
      at: facts.at,
      codes: [{ label: 'Số phiếu', value: facts.reference }],
    }),
    reference: facts.reference,
    portal,
    lines: [
      ...(name === null ? [] : [{ label: 'Hướng dẫn cho', value: name }]),
      {
        label: 'Thủ tục',
        value: procedure ? `${procedure.nameVi} (${procedure.code})` : null,
      },
      { label: 'Cơ quan giải quyết', value: filled(procedure?.authority) },
      { label: 'Thời gian giải quyết', value: deadlineOnPaper(facts.deadline) },
      {
        label: 'Phí, lệ phí',
        value: fee && (fee.total === 0 ? 'không thu' : moneyOnPaper(fee.total)),
      },
      { label: 'Nhận kết quả', value: deliveryOnPaper(facts.delivery) },
    ],
    missing:
      documents.length === 0
        ? 'Giấy tờ cần có: theo hướng dẫn trên cổng'
        : missing === 0
          ? 'Giấy tờ: đã đủ'
          : `Giấy tờ: còn thiếu ${String(missing)} trên ${String(documents.length)} loại`,
    table: {
      columns: [
        { label: 'TT', width: 'xs' },
        { label: 'Giấy tờ', align: 'start' },
        { label: 'Cần', width: 'l' },
        { label: 'Đã có', width: 's' },
        { label: 'Còn thiếu', width: 's' },
      ],
      rows: documents.map((document, i) => [
        String(i + 1),
        document.nameVi,
        needed(facts.requirements.find(({ id }) => id === document.documentId)),
        isPresent(document) ? '✓' : '',
        isPresent(document) ? '' : '☐',
      ]),
    },
    stepsHeading: 'Các bước nộp trực tuyến (người dân tự làm, bằng tài khoản của mình):',
    steps: [
      'Chuẩn bị đủ giấy tờ trong danh mục; chụp hoặc quét rõ từng trang.',
      portal === null
        ? 'Vào cổng dịch vụ công của tỉnh và đăng nhập bằng tài khoản của mình.'
        : `Vào ${portal} (hoặc quét mã QR trên phiếu) và đăng nhập bằng tài khoản của mình.`,
      `Tìm thủ tục ${procedure?.code ?? ''}, điền tờ khai, đính kèm giấy tờ và nộp.`,
      number === null
        ? 'Ghi lại số hồ sơ cổng cấp: ………………………………………'
        : `Số hồ sơ cổng đã cấp: ${number}. Giữ số này để tra cứu và khi mang giấy tờ đến.`,
    ],
    comeBack: [
      { label: 'Mang giấy tờ còn thiếu đến', value: place.length > 0 ? place.join(', ') : null },
      { label: 'Nhận đến', value: facts.closesAt === null ? null : `${facts.closesAt} ngày làm việc` },
      { label: 'Người hướng dẫn', value: filled(facts.clerk) },
      { label: 'Lúc', value: timeInWords(facts.at) },
      ...(facts.note === '' ? [] : [{ label: 'Lưu ý', value: facts.note }]),
    ],
    notes: [
      'Hồ sơ chỉ được tiếp nhận khi cổng cấp số, hoặc khi nhận được Giấy tiếp nhận hồ sơ và hẹn trả kết quả.',
      'Nhân viên bưu điện không nộp thay và không hỏi mật khẩu hay mã xác nhận của người dân.',
    ],
  };
}
