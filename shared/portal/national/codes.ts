import type { LifeStep, Stage } from '../../domain/dossier/life.ts';

/** TrangThaiHoSo: the ten states, with the words for them read in a public integration. */
export const STATES = {
  '1': 'Mới đăng ký',
  '2': 'Được tiếp nhận',
  '3': 'Không được tiếp nhận',
  '4': 'Đang xử lý',
  '5': 'Yêu cầu bổ sung giấy tờ',
  '6': 'Yêu cầu thực hiện nghĩa vụ tài chính',
  '7': 'Công dân yêu cầu rút hồ sơ',
  '8': 'Dừng xử lý',
  '9': 'Đã xử lý xong',
  '10': 'Đã trả kết quả',
} as const;
export type NationalState = keyof typeof STATES;
export const STATE_CODES = Object.keys(STATES) as NationalState[];

/** `null`: whether the portal took the dossier over decides between 1 and 2. 6 is a step of processing, not a stage. */
export const STATE_OF_STAGE: Readonly<Record<Stage, NationalState | null>> = {
  received: null,
  supplement: '5',
  forwarded: '4',
  'in-process': '4',
  'result-ready': '9',
  posted: '9',
  'delivery-failed': '9',
  'handed-over': '10',
  delivered: '10',
  refused: '3',
  withdrawn: '7',
  stopped: '8',
};

/** KenhThucHien. UNVERIFIED: 3; 1 and 2 were read in one public integration. */
export const CHANNELS = { 'in-person': '1', online: '2', postal: '3' } as const;
/** LoaiDoiTuong: our organisations have a tax code, so they go as enterprises; 3 and 4 are never sent. */
export const APPLICANTS = { person: '1', organisation: '2' } as const;
/** HinhThuc: by post is 1, everything else 0 (also an electronic result: no code for it was seen). */
export const RETURNS = { counter: '0', home: '1', online: '0' } as const;
/** LoaiDinhDanh. UNVERIFIED: no code table was seen. */
export const IDENTITIES = { 'citizen-id': '1', 'old-id': '2', passport: '3', 'tax-code': '4' } as const;

/** How NoiDungXuLy begins for each step of ours, so that it is the same step when it comes back. */
export const WORDS: Readonly<Record<LifeStep, string>> = {
  supplementRequested: 'Yêu cầu bổ sung hồ sơ',
  supplementReceived: 'Đã nhận bổ sung hồ sơ',
  refused: 'Từ chối tiếp nhận hồ sơ',
  withdrawn: 'Công dân rút hồ sơ',
  stopped: 'Dừng giải quyết hồ sơ',
  forwarded: 'Chuyển hồ sơ đến cơ quan giải quyết',
  inProcess: 'Đang giải quyết',
  rescheduled: 'Xin lỗi và hẹn lại ngày trả kết quả',
  resultReady: 'Đã có kết quả',
  resultHandedOver: 'Đã trả kết quả, đã kiểm tra giấy tờ tùy thân',
  resultPosted: 'Đã gửi kết quả qua bưu điện',
  delivered: 'Bưu điện đã phát kết quả',
  deliveryFailed: 'Bưu điện phát không thành công',
  deliveryReturned: 'Bưu điện đã chuyển hoàn kết quả',
};
