import type { NationalState } from './codes.ts';
import { nationalDossierSchema, type NationalDossier } from './schemas.ts';
import { fail, ok, type Result } from '../../result.ts';
import { appError } from '../../errors.ts';

/** Where the public integrations differ, and what none of them settles. */
export interface NationalConfig {
  /** madonvi: the unit that sends. */
  readonly unit: string;
  /** error_code: done. Two sources, two spellings. */
  readonly okCodes: readonly string[];
  /** error_code: look at the message. UNVERIFIED. */
  readonly existsCodes: readonly string[];
  /** What the message then says when the dossier is there already. */
  readonly existsMessage: string;
  /** error_code: log in again. UNVERIFIED: no source shows one. */
  readonly expiredCodes: readonly string[];
  /** Fields the other side does not know; left out. */
  readonly leaveOut: readonly (keyof NationalDossier)[];
  /** Our field name → theirs. */
  readonly rename: Readonly<Partial<Record<keyof NationalDossier, string>>>;
  /** States sent as another one. Ours keeps the true state. */
  readonly rewrite: Readonly<Partial<Record<NationalState, NationalState>>>;
  /** NoiNopHoSo: 2 the local portal. UNVERIFIED: 1, the national one. */
  readonly submittedAt: string;
  /** HinhThucThu and LoaiPhiLePhi: constants in the one source that sends them. UNVERIFIED. */
  readonly feeCollected: string;
  readonly feeKind: string;
  /** DuocThanhToanTrucTuyen of a fee paid in cash. UNVERIFIED: 1 paid, 3 not paid were seen, not cash. */
  readonly paidInCash: '1' | '3';
  /** Address of an attached file with `{sha256}` in it; empty when the other side cannot fetch files. */
  readonly fileUrl: string;
}

/** As the product of a provincial portal (TD) sends, with the true state. */
export const DEFAULT_CONFIG: NationalConfig = {
  unit: '000.00.00.H49',
  okCodes: ['0', '00'],
  existsCodes: ['3', '-3'],
  existsMessage: 'đã tồn tại',
  expiredCodes: ['-1'],
  leaveOut: [],
  rename: {},
  rewrite: {},
  submittedAt: '2',
  feeCollected: '1',
  feeKind: '1',
  paidInCash: '3',
  fileUrl: '',
};

/** As OpenCPS (OC) sends: without the fields only TD has. */
export const OPENCPS: Pick<NationalConfig, 'leaveOut'> = {
  leaveOut: [
    'KenhThucHien',
    'SoGiayToChuHoSo',
    'NoiNopHoSo',
    'HoSoCoThanhPhanSoHoa',
    'TaiKhoanDuocXacThucVoiVNeID',
    'DuocThanhToanTrucTuyen',
    'NgayTuChoi',
    'DinhDanhCHS',
    'NgayNopHoSo',
    'DSKetNoiCSDL',
  ],
};

/** A quirk of TD: supplement, payment and stop are told as done. Not ours unless a province insists. */
export const REWRITE_TO_DONE: Pick<NationalConfig, 'rewrite'> = { rewrite: { '5': '9', '6': '9', '8': '9' } };

/** A dossier with the field names of the other side, without what it does not know. */
export function dress(dossier: NationalDossier, config: NationalConfig): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(dossier)
      .filter(
        ([name, value]) => value !== undefined && !(config.leaveOut as readonly string[]).includes(name),
      )
      .map(([name, value]) => [config.rename[name as keyof NationalDossier] ?? name, value]),
  );
}

/** A dossier of the other side under our field names; `portal-reply-invalid` names the first field that does not fit. */
export function undress(
  received: Readonly<Record<string, unknown>>,
  config: NationalConfig,
): Result<NationalDossier> {
  const ours = new Map(Object.entries(config.rename).map(([name, theirs]) => [theirs, name]));
  const parsed = nationalDossierSchema.safeParse(
    Object.fromEntries(Object.entries(received).map(([name, value]) => [ours.get(name) ?? name, value])),
  );
  if (parsed.success) return ok(parsed.data);
  return fail(appError('portal-reply-invalid', {}, parsed.error.issues[0]?.path.map(String).join('.')));
}
