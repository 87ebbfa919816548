import { batchNumber, type BatchLine, type SentBatch } from '../../../shared/domain/handover/batch.ts';
import {
  filled,
  HAND,
  headOf,
  sampleNotice,
  type PaperHead,
  type PaperLine,
  type PaperSignature,
  type PaperTable,
} from '../paper-content.ts';
import { glued, timeInWords } from '../paper-words.ts';

export interface BatchListContent {
  readonly number: string;
  readonly head: PaperHead;
  readonly title: string;
  readonly sampleNotice: string | null;
  readonly lines: readonly PaperLine[];
  readonly table: PaperTable;
  readonly signatures: readonly PaperSignature[];
  readonly notes: readonly string[];
}

/** What of the catalogue stands on the list. */
export interface ListPlace {
  readonly place?: string;
  readonly sample?: boolean;
}

const COUNT_GROUP = 'Số giấy tờ';
const COLUMNS: PaperTable['columns'] = [
  { label: 'TT', width: 'xs' },
  { label: 'Mã hồ sơ', width: 'l' },
  { label: 'Người nộp', width: 'ml', align: 'start' },
  { label: 'Thủ tục', align: 'start' },
  { label: 'Chính', width: 's', group: COUNT_GROUP },
  { label: 'Chứng thực', width: 's', group: COUNT_GROUP },
  { label: 'Photo', width: 's', group: COUNT_GROUP },
];

function sum(lines: readonly BatchLine[], kind: 'originals' | 'certifiedCopies' | 'photocopies'): number {
  return lines.reduce((total, line) => total + line[kind], 0);
}

/** What the handover list of a batch says; the same record always says the same. Pure. */
export function batchListContent(batch: SentBatch, { place, sample }: ListPlace): BatchListContent {
  const { sent, received } = batch;
  const number = batchNumber(batch);
  const { lines } = sent;
  const row = (line: BatchLine, i: number) => [
    String(i + 1),
    line.code,
    line.applicantName.normalize('NFC'),
    line.procedureNameVi.normalize('NFC'),
    String(line.originals),
    String(line.certifiedCopies),
    String(line.photocopies),
  ];
  const total = [
    '',
    'Cộng',
    glued(`${String(lines.length)} hồ sơ`),
    '',
    String(sum(lines, 'originals')),
    String(sum(lines, 'certifiedCopies')),
    String(sum(lines, 'photocopies')),
  ];
  return {
    number,
    head: headOf({
      body: sent.from ?? sent.office,
      place,
      at: sent.at,
      codes: [{ label: 'Số đợt', value: number }],
    }),
    title: sent.results ? 'BẢNG KÊ BÀN GIAO KẾT QUẢ' : 'BẢNG KÊ BÀN GIAO HỒ SƠ',
    sampleNotice: sampleNotice(sample),
    lines: [
      { label: 'Bên giao', value: filled(sent.from ?? sent.office) },
      { label: 'Bên nhận', value: filled(sent.to.nameVi) },
      { label: 'Thời gian giao', value: timeInWords(sent.at) },
      { label: 'Thời gian nhận', value: received ? timeInWords(received.at) : null },
    ],
    table: { columns: COLUMNS, rows: [...lines.map(row), total] },
    signatures: [
      { title: 'BÊN GIAO', hint: HAND, name: filled(sent.by.name) },
      { title: 'BÊN NHẬN', hint: HAND, name: filled(received?.receiver) },
    ],
    notes: [
      'Bảng kê lập thành 02 bản, mỗi bên giữ một bản. Bên nhận đối chiếu từng hồ sơ; chênh lệch ghi vào cả hai bản.',
    ],
  };
}
