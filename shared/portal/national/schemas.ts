import { z } from 'zod';
import { STATE_CODES } from './codes.ts';
import { fromNationalTime } from './text.ts';

// All scalars travel as strings.
const required = z.string().min(1);
const optional = z.string().optional();
const time = z.string().refine((text) => fromNationalTime(text) !== null, 'date-invalid');
const flag = z.enum(['0', '1']);
const stateSchema = z.enum(STATE_CODES);

/** One dossier of DongBoHoSoMC. Optional here: what one of the two sources never sends. */
export const nationalDossierSchema = z.strictObject({
  MaHoSo: required,
  MaTTHC: required,
  TenTTHC: required,
  MaLinhVuc: required,
  TenLinhVuc: required,
  KenhThucHien: z.enum(['1', '2', '3']).optional(),
  SoBienNhan: optional,
  ChuHoSo: optional,
  SoGiayToChuHoSo: optional,
  LoaiDoiTuong: z.enum(['1', '2', '3', '4']),
  MaDoiTuong: optional,
  ThongTinKhac: optional,
  Email: optional,
  Fax: optional,
  SoDienThoai: optional,
  TrichYeuHoSo: required.max(1000),
  NgayTiepNhan: time,
  NgayHenTra: time.optional(),
  TrangThaiHoSo: stateSchema,
  NgayTra: time.optional(),
  ThongTinTra: optional,
  HinhThuc: flag,
  NgayKetThucXuLy: time.optional(),
  DonViXuLy: required,
  GhiChu: optional,
  TaiLieuNop: z
    .array(
      z.strictObject({
        TepDinhKemId: required,
        TenTepDinhKem: required,
        IsDeleted: z.enum(['True', 'False']),
        MaThanhPhanHoSo: z.string(),
        DuongDanTaiTepTin: z.string(),
        DuocSoHoa: flag.optional(),
        DuocTaiSuDung: flag.optional(),
        DuocLayTuKhoDMQG: flag.optional(),
        MaKetQuaThayThe: optional,
      }),
    )
    .optional(),
  DanhSachLePhi: z
    .array(
      z.strictObject({
        TenPhiLePhi: required,
        MaPhiLePhi: required,
        HinhThucThu: required,
        Gia: z.string().regex(/^\d+$/u),
        LoaiPhiLePhi: required,
      }),
    )
    .optional(),
  DanhSachTepDinhKemKhac: z
    .array(z.strictObject({ TenGiayTo: required, SoLuong: z.string().regex(/^\d+$/u), LoaiGiayTo: required }))
    .optional(),
  DanhSachHoSoBoSung: z
    .array(
      z.strictObject({
        HoSoBoSungId: required,
        NguoiYeuCauBoSung: required,
        NoiDungBoSung: required,
        NgayBoSung: time,
        NguoiTiepNhanBoSung: optional,
        ThongTinTiepNhan: optional,
        NgayTiepNhanBoSung: time.optional(),
        TrangThaiBoSung: flag,
        DanhSachGiayToBoSung: z.array(z.strictObject({ TenGiayTo: required })).optional(),
        DanhSachLePhiBoSung: z.array(z.strictObject({})).optional(),
        NgayHenTraTruoc: time.optional(),
        NgayHenTraMoi: time.optional(),
      }),
    )
    .optional(),
  DanhSachGiayToKetQua: z
    .array(
      z.strictObject({
        TenGiayTo: required,
        MaThanhPhanHoSo: z.string(),
        GiayToId: required,
        DuongDanTepTinKetQua: z.string(),
        MaGiayToKetQua: optional,
      }),
    )
    .optional(),
  NoiNopHoSo: optional,
  HoSoCoThanhPhanSoHoa: flag.optional(),
  TaiKhoanDuocXacThucVoiVNeID: flag.optional(),
  DuocThanhToanTrucTuyen: z.enum(['0', '1', '3']).optional(),
  NgayTuChoi: time.optional(),
  DinhDanhCHS: z.array(z.strictObject({ LoaiDinhDanh: required, SoDinhDanh: required })).optional(),
  NgayNopHoSo: time.optional(),
  DSKetNoiCSDL: z.array(z.strictObject({ MaCSDL: required })).optional(),
});
export type NationalDossier = z.infer<typeof nationalDossierSchema>;

/** One step of CapNhatTienDoHoSoMC. */
export const nationalProgressSchema = z.strictObject({
  MaHoSo: required,
  NguoiXuLy: required,
  ChucDanh: optional,
  ThoiDiemXuLy: time,
  PhongBanXuLy: optional,
  NoiDungXuLy: required,
  TrangThai: stateSchema,
  NgayBatDau: time.optional(),
  NgayKetThucTheoQuyDinh: time.optional(),
});
export type NationalProgress = z.infer<typeof nationalProgressSchema>;

export const loginSchema = z.strictObject({ username: required, password: required });
const head = { session: required, madonvi: required };
/** Every request after login, by its service. UNVERIFIED: where `mahoso` and `maTTHC` stand in the envelope. */
export const envelopeSchema = z.discriminatedUnion('service', [
  z.strictObject({ ...head, service: z.literal('TraCuuHoSo'), mahoso: required }),
  z.strictObject({
    ...head,
    service: z.literal('DongBoHoSoMC'),
    isUpdating: z.enum(['True', 'False']),
    data: z.array(z.record(z.string(), z.json())).min(1),
  }),
  z.strictObject({
    ...head,
    service: z.literal('CapNhatTienDoHoSoMC'),
    isUpdating: z.enum(['True', 'False']),
    data: z.array(nationalProgressSchema).min(1),
  }),
  z.strictObject({ ...head, service: z.literal('LayThuTuc'), maTTHC: required }),
  z.strictObject({ ...head, service: z.literal('LayDanhSachTTHC') }),
]);
export type Envelope = z.infer<typeof envelopeSchema>;

export const loginReplySchema = z.strictObject({ session: z.string().optional(), error_code: required });
export const replySchema = z.strictObject({
  error_code: required,
  message: z.string().optional(),
  result: z.array(z.json()).optional(),
});
/** What LayThuTuc and LayDanhSachTTHC give. They carry much more than the names we use. */
export const nationalProcedureSchema = z.object({
  MATTHC: required,
  TENTTHC: required,
  LINHVUCTHUCHIEN: z.array(z.object({ MALINHVUC: required, TENLINHVUC: required })),
});
export type NationalProcedure = z.infer<typeof nationalProcedureSchema>;
