import type { WorkingCalendar } from '../../domain/calendar.ts';
import { resumeDeadline } from '../../domain/deadline.ts';
import { whyNot } from '../../domain/dossier/decide-life.ts';
import type { EventBody } from '../../domain/dossier/event.ts';
import { LIFE_DATA, LIFE_STEPS, type LifeStep } from '../../domain/dossier/life.ts';
import { lastStep, stageOf, type ReceivedDossier } from '../../domain/dossier/state.ts';
import { appError } from '../../errors.ts';
import { fail, ok, type Result } from '../../result.ts';
import { STATES, WORDS, type NationalState } from './codes.ts';
import { stateOf } from './outgoing.ts';
import type { NationalProgress } from './schemas.ts';
import { cutText, fromNationalTime } from './text.ts';

const ITEM = /[A-Z]{2}\d{9}[A-Z]{2}/u;
const GROUND = 'Theo thông báo của Cổng Dịch vụ công quốc gia';

interface Told {
  readonly step: LifeStep | null;
  /** What follows our own words, or all of it. */
  readonly text: string;
}

/** Our own words name the step; anybody else's are only text. The longest match counts. */
function readWords(content: string): Told {
  const step = LIFE_STEPS.filter((each) => content.startsWith(WORDS[each])).sort(
    (a, b) => WORDS[b].length - WORDS[a].length,
  )[0];
  if (step === undefined) return { step: null, text: content };
  return { step, text: content.slice(WORDS[step].length).replace(/^:\s*/u, '') };
}

/** The step a bare state stands for, where the dossier stands now; null when it stands for no step of ours. */
function stepOfState(dossier: ReceivedDossier, state: NationalState): LifeStep | null {
  const stage = stageOf(dossier);
  switch (state) {
    case '1':
      return null;
    case '2':
      return stage === 'supplement' ? 'supplementReceived' : null;
    case '3':
      return 'refused';
    case '4':
    case '6':
      if (stage === 'supplement') return 'supplementReceived';
      return stage === 'received' ? 'forwarded' : 'inProcess';
    case '5':
      return 'supplementRequested';
    case '7':
      return 'withdrawn';
    case '8':
      return 'stopped';
    case '9':
      return 'resultReady';
    case '10':
      // Without our own words nobody says that an identity was checked: only the post can have delivered it.
      return 'delivered';
  }
}

function dataOf(
  dossier: ReceivedDossier,
  step: LifeStep,
  { text }: Told,
  progress: NationalProgress,
  calendar: WorkingCalendar,
): unknown {
  const { reception } = dossier;
  const at = fromNationalTime(progress.ThoiDiemXuLy) ?? '';
  const reason = cutText(text || progress.NoiDungXuLy, 1000);
  const line = cutText(text || progress.NoiDungXuLy, 300);
  const item = ITEM.exec(text)?.[0] ?? lastStep(dossier, 'resultPosted')?.data.item;
  switch (step) {
    case 'supplementRequested':
      return {
        documents: [{ nameVi: reason, originals: 1, certifiedCopies: 0, photocopies: 0 }],
        reason,
      };
    case 'supplementReceived': {
      const asked = lastStep(dossier, 'supplementRequested');
      const moved = resumeDeadline(reception.dueAt, asked?.at ?? at, at, calendar);
      return { documents: dossier.documents, ...moved, calendarVersion: calendar.version };
    }
    case 'refused':
    case 'stopped': {
      const [ground, ...why] = text.split(' – ');
      return why.length > 0 ? { ground, reason: why.join(' – ') } : { ground: GROUND, reason };
    }
    case 'withdrawn':
      return { reason, originalsReturned: [] };
    case 'forwarded':
      return { to: text ? line : (progress.PhongBanXuLy ?? reception.procedure.authority) };
    case 'inProcess':
      return {
        step:
          progress.TrangThai === '6' && !line.startsWith(STATES['6'])
            ? `${STATES['6']}: ${cutText(line, 250)}`
            : line,
      };
    case 'rescheduled':
      return {
        from: reception.dueAt,
        dueAt: fromNationalTime(progress.NgayKetThucTheoQuyDinh ?? '') ?? undefined,
        reason,
        approver: progress.NguoiXuLy,
      };
    case 'resultReady':
      return { resultNumber: cutText(text, 100) || null };
    case 'resultHandedOver':
      return {
        collector: { kind: reception.applicant.kind === 'person' ? 'owner' : 'representative' },
        identityChecked: true,
        originalsReturned: [],
      };
    case 'resultPosted': {
      const { delivery, applicant } = reception;
      const address = delivery.kind === 'home' ? delivery.address : applicant.address;
      return { item, recipient: applicant.name, phone: applicant.phone, address: address ?? undefined };
    }
    case 'deliveryFailed':
      return { item, reason };
    case 'delivered':
    case 'deliveryReturned':
      return { item };
  }
}

/**
 * What a step of progress from the national side means for our dossier: the body of the next event, `null` when it says
 * nothing new, or why it cannot be taken (then a person must look). One step of theirs may need several of ours: ask
 * again with the dossier after each, until `null`.
 */
export function fromProgress(
  dossier: ReceivedDossier,
  progress: NationalProgress,
  calendar: WorkingCalendar,
): Result<EventBody | null> {
  const told = readWords(progress.NoiDungXuLy);
  const reached = stateOf(dossier) === progress.TrangThai;
  const state = progress.TrangThai;
  if (state === '2' && stageOf(dossier) === 'received' && dossier.acceptance === null && told.step === null)
    return ok({ type: 'accepted', data: { portalNumber: progress.MaHoSo, linkedCode: null } });
  if (told.step === null && reached) return ok(null);
  if (told.step !== null && isTaken(dossier, told.step, progress)) return ok(null);
  const step = told.step ?? stepOfState(dossier, state);
  if (step === null) return fail(appError('step-forbidden'));
  const forbidden = whyNot(dossier, step);
  if (forbidden) return fail(forbidden);
  const parsed = LIFE_DATA[step].safeParse(dataOf(dossier, step, told, progress, calendar));
  return parsed.success
    ? ok({ type: step, data: parsed.data } as EventBody)
    : fail(appError('portal-reply-invalid', {}, parsed.error.issues[0]?.path.map(String).join('.')));
}

/** Whether it is the step already taken last, at that very second. */
function isTaken(dossier: ReceivedDossier, step: LifeStep, progress: NationalProgress): boolean {
  const last = dossier.life?.steps.at(-1);
  const at = fromNationalTime(progress.ThoiDiemXuLy) ?? '';
  return last?.type === step && last.at.slice(0, 19) === at.slice(0, 19);
}
