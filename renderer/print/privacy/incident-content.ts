import {
  tellBy,
  TELL_WITHIN_HOURS,
  type INCIDENT_KINDS,
  type ReportedIncident,
} from '../../../shared/domain/incident/incident.ts';
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
import { timeInWords } from '../paper-words.ts';
import { shortTime } from '../till/till-words.ts';

/** An incident as the paper the authority is told by; no form of it is known, so it says what the law asks to be said. */
export interface IncidentContent {
  readonly head: PaperHead;
  readonly sampleNotice: string | null;
  readonly title: string;
  readonly lines: readonly PaperLine[];
  readonly table: PaperTable;
  readonly notes: readonly string[];
  readonly signatures: readonly PaperSignature[];
}

export interface IncidentFacts {
  readonly officeName: string;
  readonly officePlace: string;
  readonly sample: boolean;
  readonly incident: ReportedIncident;
  readonly by: string;
  /** UTC instant of the print. */
  readonly at: string;
}

const KINDS: Readonly<Record<(typeof INCIDENT_KINDS)[number], string>> = {
  'machine-lost': 'Mất máy, mất ổ đĩa hoặc USB',
  'paper-lost': 'Mất giấy tờ',
  'wrong-recipient': 'Trao nhầm người',
  'seen-by-others': 'Người khác xem được',
  malware: 'Phần mềm độc hại',
  other: 'Khác',
};
const TOLD = { supervisor: 'kiểm soát viên', authority: 'cơ quan chuyên trách', people: 'người liên quan' };

/** What the paper says; the same record always says the same. Pure. */
export function incidentContent({ incident, ...facts }: IncidentFacts): IncidentContent {
  const { reported, notes } = incident;
  const deadline = tellBy(incident);
  return {
    head: headOf({ body: facts.officeName, place: facts.officePlace, at: facts.at, codes: [] }),
    sampleNotice: sampleNotice(facts.sample),
    title: 'BÁO CÁO SỰ CỐ DỮ LIỆU CÁ NHÂN',
    lines: [
      { label: 'Loại sự cố', value: KINDS[reported.what] },
      { label: 'Biết lúc', value: timeInWords(reported.foundAt) },
      { label: 'Diễn biến', value: reported.text },
      { label: 'Số người liên quan, theo biết được', value: String(reported.people) },
      { label: 'Đã làm ngay', value: reported.measures },
      {
        label: 'Người ghi',
        value: `${reported.by.name}, ${timeInWords(reported.at)}, quầy ${reported.counter}`,
      },
    ],
    table: {
      columns: [
        { label: 'Lúc', width: 'ml' },
        { label: 'Việc đã làm', align: 'start' },
        { label: 'Đã báo', width: 'l', align: 'start' },
        { label: 'Người ghi', width: 'l' },
      ],
      rows: notes.map(({ at, text, told, closes, by }) => [
        shortTime(at),
        closes ? `${text} (kết thúc)` : text,
        told.map((each) => TOLD[each]).join(', '),
        by.name.normalize('NFC'),
      ]),
    },
    notes: [
      ...(deadline
        ? [`Báo cơ quan chuyên trách trong ${String(TELL_WITHIN_HOURS)} giờ: trước ${timeInWords(deadline)}.`]
        : []),
      `In lúc ${timeInWords(facts.at)} từ nhật ký; mỗi dòng là một mục không sửa, không xóa.`,
    ],
    signatures: [
      { title: 'NGƯỜI LẬP', hint: HAND, name: filled(facts.by) },
      { title: 'NGƯỜI PHỤ TRÁCH', hint: HAND, name: null },
    ],
  };
}
