import { stageAfter, type LifeBody, type Stage } from '../../domain/dossier/life.ts';
import {
  codeOf,
  lastStep,
  stageOf,
  type Dossier,
  type ReceivedDossier,
  type Stamp,
} from '../../domain/dossier/state.ts';
import {
  APPLICANTS,
  CHANNELS,
  COLLECTORS,
  IDENTITIES,
  RETURNS,
  STATE_OF_STAGE,
  STATES,
  WORDS,
  type NationalState,
} from './codes.ts';
import type { NationalConfig } from './config.ts';
import type { NationalDossier, NationalProgress } from './schemas.ts';
import { cutText, toNationalTime } from './text.ts';

type Step = Stamp & LifeBody;

function stateAt(stage: Stage, step: LifeBody | undefined, accepted: boolean): NationalState {
  // Money asked for by the authority is processing of a special kind: told by the national word for it.
  if (stage === 'in-process' && step?.type === 'inProcess' && step.data.step.startsWith(STATES['6']))
    return '6';
  return STATE_OF_STAGE[stage] ?? (accepted ? '2' : '1');
}

/** TrangThaiHoSo of a dossier; 1 until the portal took it over. */
export function stateOf(dossier: Dossier): NationalState {
  const step = dossier.life?.steps.findLast(({ type }) => type === 'inProcess');
  return stateAt(stageOf(dossier), step, dossier.acceptance !== null);
}

function fees(
  { fee }: ReceivedDossier['reception'],
  config: NationalConfig,
): NationalDossier['DanhSachLePhi'] {
  return fee.lines.map((each) => ({
    TenPhiLePhi: each.nameVi,
    MaPhiLePhi: each.ruleId,
    HinhThucThu: config.feeCollected,
    Gia: String(each.amount),
    LoaiPhiLePhi: config.feeKind,
  }));
}

function paid({ reception, payment }: ReceivedDossier, config: NationalConfig): '0' | '1' | '3' {
  if (reception.fee.total === 0) return '0';
  if (payment === null) return '3';
  return payment.method === 'transfer' ? '1' : config.paidInCash;
}

function supplements({ id, life }: ReceivedDossier): NationalDossier['DanhSachHoSoBoSung'] {
  const steps = life?.steps ?? [];
  return steps.flatMap((asked, i) => {
    if (asked.type !== 'supplementRequested') return [];
    // Nothing but its answer or the end of the dossier can follow a request.
    const next = steps[i + 1];
    const got = next?.type === 'supplementReceived' ? next : undefined;
    return [
      {
        HoSoBoSungId: `${id}-${String(i + 1)}`,
        NguoiYeuCauBoSung: asked.by.name,
        NoiDungBoSung: asked.data.reason,
        NgayBoSung: toNationalTime(asked.at),
        TrangThaiBoSung: got ? ('1' as const) : ('0' as const),
        DanhSachGiayToBoSung: asked.data.documents.map(({ nameVi }) => ({ TenGiayTo: nameVi })),
        ...(got && {
          NguoiTiepNhanBoSung: got.by.name,
          NgayTiepNhanBoSung: toNationalTime(got.at),
          NgayHenTraMoi: toNationalTime(got.data.dueAt),
        }),
      },
    ];
  });
}

/** When it ended, was returned and was refused, as far as each happened. */
function ends(dossier: ReceivedDossier): Partial<NationalDossier> {
  const [refused, ready] = [lastStep(dossier, 'refused'), lastStep(dossier, 'resultReady')];
  const returned = lastStep(dossier, 'resultHandedOver') ?? lastStep(dossier, 'delivered');
  const end = ready ?? lastStep(dossier, 'stopped') ?? lastStep(dossier, 'withdrawn') ?? refused;
  return {
    ...(end && { NgayKetThucXuLy: toNationalTime(end.at) }),
    ...(returned && { NgayTra: toNationalTime(returned.at) }),
    ...(refused && { NgayTuChoi: toNationalTime(refused.at) }),
  };
}

function owner({ reception: { applicant } }: ReceivedDossier): Partial<NationalDossier> {
  const [kind, number] =
    applicant.kind === 'person'
      ? [applicant.identity.kind, applicant.identity.number]
      : (['tax-code', applicant.taxCode] as const);
  return {
    ChuHoSo: applicant.name,
    SoGiayToChuHoSo: number,
    DinhDanhCHS: [{ LoaiDinhDanh: IDENTITIES[kind], SoDinhDanh: number }],
    SoDienThoai: applicant.phone,
    ...(applicant.email !== null && { Email: applicant.email }),
  };
}

function files(dossier: ReceivedDossier, config: NationalConfig): NationalDossier['TaiLieuNop'] {
  return dossier.attachments?.map((file) => ({
    TepDinhKemId: file.sha256,
    TenTepDinhKem: file.name,
    IsDeleted: 'False' as const,
    MaThanhPhanHoSo: file.documentId ?? '',
    DuongDanTaiTepTin: config.fileUrl.replace('{sha256}', file.sha256),
    DuocSoHoa: '1' as const,
    // UNVERIFIED that values read from a component and confirmed are what is meant by using it again.
    DuocTaiSuDung: dossier.readings?.some(({ sha256 }) => sha256 === file.sha256) ? '1' : '0',
    DuocLayTuKhoDMQG: '0' as const,
  }));
}

/** A received dossier as DongBoHoSoMC takes it, before `dress`. `fieldName` is TenLinhVuc; its code when not known. */
export function toNational(
  dossier: ReceivedDossier,
  config: NationalConfig,
  fieldName?: string,
): NationalDossier {
  const { reception } = dossier;
  const { procedure, applicant } = reception;
  const state = stateOf(dossier);
  const submitted = files(dossier, config);
  return {
    MaHoSo: codeOf(dossier),
    MaTTHC: procedure.code,
    TenTTHC: procedure.nameVi,
    MaLinhVuc: procedure.fieldCode || '-',
    TenLinhVuc: fieldName ?? (procedure.fieldCode || '-'),
    KenhThucHien: CHANNELS[reception.channel],
    ...owner(dossier),
    LoaiDoiTuong: APPLICANTS[applicant.kind],
    TrichYeuHoSo: cutText(`${procedure.nameVi} – ${applicant.name}`, 1000),
    NgayNopHoSo: toNationalTime(reception.at),
    NgayTiepNhan: toNationalTime(reception.at),
    NgayHenTra: toNationalTime(reception.dueAt),
    TrangThaiHoSo: config.rewrite[state] ?? state,
    ...ends(dossier),
    HinhThuc: RETURNS[reception.delivery.kind],
    DonViXuLy: procedure.authority || reception.officeName || reception.office,
    ...(reception.note && { GhiChu: reception.note }),
    ...(submitted && { TaiLieuNop: submitted }),
    DanhSachLePhi: fees(reception, config),
    DanhSachHoSoBoSung: supplements(dossier),
    NoiNopHoSo: config.submittedAt,
    HoSoCoThanhPhanSoHoa: submitted ? '1' : '0',
    TaiKhoanDuocXacThucVoiVNeID: '0',
    DuocThanhToanTrucTuyen: paid(dossier, config),
    DSKetNoiCSDL: [],
  };
}

function detail(step: LifeBody): string {
  switch (step.type) {
    case 'forwarded':
      return step.data.to;
    case 'inProcess':
      return step.data.step;
    case 'resultReady':
      return step.data.resultNumber ?? '';
    case 'refused':
    case 'stopped':
      return `${step.data.ground} – ${step.data.reason}`;
    case 'supplementRequested':
    case 'withdrawn':
    case 'rescheduled':
      return step.data.reason;
    case 'resultPosted':
    case 'delivered':
    case 'deliveryReturned':
      return step.data.item;
    case 'deliveryFailed':
      return `${step.data.item} – ${step.data.reason}`;
    case 'resultHandedOver':
      return COLLECTORS[step.data.collector.kind];
    case 'supplementReceived':
      return '';
  }
}

/** The appointment a step set, where it set one. */
function appointment(step: Step): string | null {
  return step.type === 'rescheduled' || step.type === 'supplementReceived' ? step.data.dueAt : null;
}

/** Every step of a dossier so far as CapNhatTienDoHoSoMC takes it, oldest first; the last has the dossier's own state. */
export function toProgress(dossier: ReceivedDossier, config: NationalConfig): readonly NationalProgress[] {
  const entry = (stamp: Stamp, text: string, state: NationalState, due: string | null): NationalProgress => ({
    MaHoSo: codeOf(dossier),
    NguoiXuLy: stamp.by.name,
    ThoiDiemXuLy: toNationalTime(stamp.at),
    PhongBanXuLy: stamp.office,
    NoiDungXuLy: cutText(text, 1000),
    TrangThai: config.rewrite[state] ?? state,
    ...(due !== null && { NgayKetThucTheoQuyDinh: toNationalTime(due) }),
  });
  const { reception, acceptance } = dossier;
  const entries = [entry(reception, STATES['1'], '1', null)];
  if (acceptance) entries.push(entry(acceptance, STATES['2'], '2', null));
  let stage: Stage = 'received';
  let before: Stage = 'received';
  let processing: LifeBody | undefined;
  for (const step of dossier.life?.steps ?? []) {
    const after = stageAfter(stage, step.type, before);
    if (step.type === 'supplementRequested') before = stage;
    if (step.type === 'inProcess') processing = step;
    stage = after;
    const text = [WORDS[step.type], detail(step)].filter(Boolean).join(': ');
    entries.push(entry(step, text, stateAt(stage, processing, acceptance !== null), appointment(step)));
  }
  return entries;
}
