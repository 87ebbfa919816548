import { dayOf } from '../../../shared/clock.ts';
import type { LifeBody } from '../../../shared/domain/dossier/life.ts';
import { isEnded } from '../../../shared/domain/dossier/life.ts';
import { stageOf, type Dossier, type Reception, type Stamp } from '../../../shared/domain/dossier/state.ts';
import { formFor } from '../../../shared/domain/form-set.ts';
import type { PaperTable } from '../paper-content.ts';
import { timeInWords } from '../paper-words.ts';
import { dossierForm, line, requestOf, type FormContent, type FormFacts } from './form-content.ts';

/** One handover: who gave, who took, when, and what is to be said of it. */
interface Handover {
  readonly from: string;
  readonly to: string;
  readonly at: string | null;
  readonly outcome?: string;
  readonly note?: string;
}

const FILER = 'Người nộp hồ sơ';
const POST = 'Dịch vụ bưu chính công ích';
/** Rows left free for the handovers still to come. */
const FREE_ROWS = 3;

function outcomeOf(at: string, dueAt: string): string {
  if (at > dueAt) return 'Quá hạn';
  return dayOf(at) < dayOf(dueAt) ? 'Trước hạn' : 'Đúng hạn';
}

function collectorOf(step: Extract<LifeBody, { type: 'resultHandedOver' }>, reception: Reception): string {
  const { collector } = step.data;
  if (collector.kind === 'proxy') return `${collector.name} (nhận thay)`;
  return (
    (collector.kind === 'representative' ? reception.representative?.name : null) ?? reception.applicant.name
  );
}

/** What a step hands from one to another; null when the dossier stays where it is. */
function handoverOf(step: Stamp & LifeBody, { reception }: FormFacts): Handover | null {
  const { at } = step;
  const office = reception.officeName;
  const { authority } = reception.procedure;
  switch (step.type) {
    case 'supplementReceived':
      return { from: FILER, to: office, at, note: 'Bổ sung hồ sơ' };
    case 'forwarded':
      return { from: office, to: step.data.to, at };
    case 'resultReady': {
      const number = step.data.resultNumber;
      return {
        from: authority,
        to: office,
        at,
        outcome: outcomeOf(at, reception.dueAt),
        note: number === null ? 'Kết quả' : `Kết quả số ${number}`,
      };
    }
    case 'resultHandedOver':
      return { from: office, to: collectorOf(step, reception), at, note: 'Trả kết quả' };
    case 'resultPosted':
      return { from: office, to: POST, at, note: `Bưu gửi ${step.data.item}` };
    case 'deliveryReturned':
      return { from: POST, to: office, at, note: 'Hoàn về' };
    case 'refused':
      return { from: office, to: FILER, at, note: 'Từ chối tiếp nhận' };
    case 'withdrawn':
      return { from: office, to: FILER, at, note: 'Người nộp rút hồ sơ' };
    case 'stopped':
      return { from: authority, to: office, at, note: 'Dừng giải quyết' };
    case 'supplementRequested':
    case 'inProcess':
    case 'rescheduled':
    case 'delivered':
    case 'deliveryFailed':
      return null;
  }
}

function rowOf({ from, to, at, outcome = '', note = '' }: Handover): readonly string[] {
  const when =
    at === null
      ? '…… giờ …… phút,\nngày … tháng …\nnăm ……'
      : timeInWords(at).replace(', ', ',\n').replace('\u00A0năm', '\nnăm');
  return [`1. Giao: ${from}\n2. Nhận: ${to}`, when, '', '', outcome, note].map((text) =>
    text.normalize('NFC'),
  );
}

function rescheduled(dossier: Dossier): readonly string[] {
  return (dossier.life?.steps ?? []).flatMap((step) =>
    step.type === 'rescheduled'
      ? [`Hẹn lại: từ ${timeInWords(step.data.from)} sang ${timeInWords(step.data.dueAt)}.`]
      : [],
  );
}

/** Every handover of a dossier so far, with room for those to come. */
export function controlSheet(dossier: Dossier, facts: FormFacts, now: string): FormContent | null {
  const { reception } = facts;
  const form = formFor('control', reception.at, now);
  if (!form) return null;
  const { fields } = form.template;
  const first: Handover = { from: FILER, to: reception.officeName, at: reception.at };
  const steps = (dossier.life?.steps ?? []).map((step) => handoverOf(step, facts));
  const free: Handover = { from: '…………………', to: '…………………', at: null };
  const rows = [first, ...steps.filter((step) => step !== null)];
  const open = isEnded(stageOf(dossier)) ? [] : Array.from({ length: FREE_ROWS }, () => free);
  const group = 'Ký, ghi rõ họ tên';
  const table: PaperTable = {
    tall: true,
    columns: [
      { label: fields.body, align: 'start' },
      { label: fields.time, width: 'l' },
      { label: fields.giver, width: 'sm', group },
      { label: fields.taker, width: 'sm', group },
      { label: fields.outcome, width: 'm' },
      { label: fields.note, width: 'm' },
    ],
    rows: [...rows, ...open].map(rowOf),
  };
  return dossierForm({
    ...form,
    at: reception.at,
    facts,
    blocks: [
      line(fields.owner, reception.applicant.name),
      line('Số điện thoại', reception.applicant.phone),
      line(fields.request, requestOf(reception)),
      line(fields.resolver, reception.procedure.authority),
      ...(fields.helper === null ? [] : [line(fields.helper, null)]),
      { kind: 'table', ...table },
    ],
    signatures: [],
    notes: [
      ...rescheduled(dossier),
      'Kết quả giải quyết hồ sơ do bên nhận ghi khi nhận bàn giao hồ sơ.',
      'Phiếu này đi kèm hồ sơ và được lưu cùng hồ sơ tại Bộ phận tiếp nhận và trả kết quả.',
    ],
  });
}
