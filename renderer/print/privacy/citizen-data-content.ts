import type { DossierEvent } from '../../../shared/domain/dossier/event.ts';
import { aboutOf, codeOf, type Dossier } from '../../../shared/domain/dossier/state.ts';
import type { Delivery, Identity, Party } from '../../../shared/domain/party.ts';
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
import { addressOnPaper, timeInWords } from '../paper-words.ts';
import { shortTime } from '../till/till-words.ts';

/** All that is kept of a person, as a paper they take home. */
export interface CitizenDataContent {
  readonly head: PaperHead;
  readonly sampleNotice: string | null;
  readonly title: string;
  readonly about: readonly string[];
  readonly dossiers: readonly {
    readonly heading: string;
    readonly kept: PaperTable;
    readonly written: PaperTable;
  }[];
  readonly notes: readonly string[];
  readonly signatures: readonly PaperSignature[];
}

export interface CitizenDataFacts {
  readonly officeName: string;
  readonly officePlace: string;
  readonly counter: string;
  readonly sample: boolean;
  /** Each with all that was written down in it, oldest first. */
  readonly dossiers: readonly { readonly dossier: Dossier; readonly events: readonly DossierEvent[] }[];
  /** The number they were found by. */
  readonly number: string;
  readonly by: string;
  /** UTC instant of the print. */
  readonly at: string;
}

const KINDS: Readonly<Record<Identity['kind'], string>> = {
  'citizen-id': 'Số định danh cá nhân',
  'old-id': 'Chứng minh nhân dân',
  passport: 'Hộ chiếu',
};

type Row = readonly [label: string, value: string | null];

function partyRows(party: Party): readonly Row[] {
  const own: readonly Row[] =
    party.kind === 'person'
      ? [
          [KINDS[party.identity.kind], party.identity.number],
          ['Ngày sinh', party.birthDate && party.birthDate.split('-').reverse().join('/')],
        ]
      : [['Mã số thuế', party.taxCode]];
  return [
    ['Họ tên, tên tổ chức', party.name],
    ...own,
    ['Điện thoại', party.phone],
    ['Thư điện tử', party.email],
    ['Địa chỉ', party.address && addressOnPaper(party.address)],
  ];
}

function deliveryRow(delivery: Delivery): Row {
  if (delivery.kind === 'home') return ['Nhận kết quả', `tại nhà: ${addressOnPaper(delivery.address) ?? ''}`];
  return ['Nhận kết quả', delivery.kind === 'online' ? 'bản điện tử trên cổng' : 'tại quầy'];
}

function rowsOf(dossier: Dossier): readonly Row[] {
  const about = aboutOf(dossier);
  if (!about?.applicant) return [];
  const { reception, attachments = [], readings = [], notes, corrections, documents, life } = dossier;
  const collector = life?.steps.findLast((step) => step.type === 'resultHandedOver')?.data.collector;
  return [
    ['Thủ tục', `${about.procedure.code}: ${about.procedure.nameVi}`],
    ...partyRows(about.applicant),
    ...(reception?.representative
      ? ([
          ['Người nộp thay', `${reception.representative.name}, ${reception.representative.identity.number}`],
          ['Điện thoại người nộp thay', reception.representative.phone],
          ['Căn cứ nộp thay', reception.representative.authority],
        ] as const)
      : []),
    deliveryRow(about.delivery),
    ['Giấy tờ đã ghi', documents.map(({ nameVi }) => nameVi).join('; ')],
    ['Ghi chú', [reception?.note ?? '', ...notes.map(({ text }) => text)].filter(Boolean).join('; ')],
    ...corrections.map(({ field, from, to }): Row => [
      'Đã đính chính',
      `${field}: ${wordsOf(from)} → ${wordsOf(to)}`,
    ]),
    ['Tệp đính kèm', attachments.map(({ name }) => name).join('; ')],
    ...readings.flatMap(({ fields }) =>
      fields.map(({ field, value }): Row => [`Đọc từ giấy tờ: ${field}`, value]),
    ),
    ...(collector?.kind === 'proxy'
      ? ([
          ['Người nhận thay', `${collector.name}, ${collector.identity.number}, ${collector.authority}`],
        ] as const)
      : []),
  ];
}

function wordsOf(value: unknown): string {
  if (value === null || value === '') return '(trống)';
  if (typeof value === 'string') return value;
  if (typeof value !== 'object') return JSON.stringify(value);
  return Object.values(value as Readonly<Record<string, unknown>>)
    .map(wordsOf)
    .join(', ');
}

/** What the paper says; the same record always says the same. Pure. */
export function citizenDataContent(facts: CitizenDataFacts): CitizenDataContent {
  return {
    head: headOf({
      body: facts.officeName,
      place: facts.officePlace,
      at: facts.at,
      codes: [{ label: 'Quầy', value: facts.counter }],
    }),
    sampleNotice: sampleNotice(facts.sample),
    title: 'DỮ LIỆU CÁ NHÂN ĐANG LƯU TẠI BƯU ĐIỆN',
    about: [
      `Theo yêu cầu của người có số ${facts.number}: mọi dữ liệu mà bưu điện đang lưu trên máy quầy trong các hồ sơ của chính người đó. Số hồ sơ: ${String(facts.dossiers.length)}.`,
      'Dữ liệu được thu để giải quyết thủ tục hành chính nêu trong từng hồ sơ và chuyển cho cơ quan giải quyết qua cổng dịch vụ công.',
    ],
    dossiers: facts.dossiers.map(({ dossier, events }) => ({
      heading: `Hồ sơ ${codeOf(dossier)}`,
      kept: {
        columns: [
          { label: 'Nội dung', width: 'l' as const, align: 'start' as const },
          { label: 'Đang lưu', align: 'start' as const },
        ],
        rows: rowsOf(dossier).flatMap(([label, value]) => {
          const said = filled(value);
          return said === null ? [] : [[label, said]];
        }),
      },
      written: {
        columns: [
          { label: 'Lúc', width: 'ml' as const },
          { label: 'Việc đã ghi', align: 'start' as const },
          { label: 'Nơi ghi', width: 'm' as const },
        ],
        rows: events.map(({ type, at, counter }) => [
          shortTime(at.instant),
          vietnameseEventName(type).normalize('NFC'),
          counter === 'portal' ? 'cổng' : counter,
        ]),
      },
    })),
    notes: [
      `In lúc ${timeInWords(facts.at)}. Cơ quan giải quyết lưu hồ sơ theo quy định của cơ quan đó; muốn biết dữ liệu ở đó, hỏi cơ quan giải quyết.`,
      'Dữ liệu sai được đính chính tại quầy; mỗi lần đính chính để lại dấu vết.',
    ],
    signatures: [
      { title: 'NGƯỜI YÊU CẦU', hint: HAND, name: null },
      { title: 'NGƯỜI CUNG CẤP', hint: HAND, name: filled(facts.by) },
    ],
  };
}
