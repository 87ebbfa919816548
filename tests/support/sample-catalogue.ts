import type { WorkingCalendar } from '../../shared/domain/calendar.ts';
import type { Catalogue, Office, Procedure } from '../../shared/domain/procedure.ts';
import days from './calendar-days.json' with { type: 'json' };

/** The real days off and worked Saturdays of 2022–2027 (2027 unconfirmed). */
export const CALENDAR: WorkingCalendar = {
  version: '2022-2027.1',
  from: '2022-01-01',
  until: '2027-12-31',
  weekend: [6, 7],
  days,
};

const unverified = { code: 'no', name: false, deadline: false, fee: false, authority: false } as const;
const common = {
  version: 1,
  effectiveFrom: '2022-08-15',
  withdrawnFrom: null,
  verified: unverified,
  source: 'made up for tests',
} as const;

/** Certified copies: same day before 15:00, 2,000 ₫ a page, 1,000 ₫ from the third, at most 200,000 ₫ a copy. */
export const CERTIFIED_COPY: Procedure = {
  ...common,
  code: '2.000815',
  nameVi: 'Chứng thực bản sao từ bản chính giấy tờ, văn bản',
  nameEn: 'Certified copies of originals',
  fieldCode: 'CT',
  authority: 'UBND phường Hà Tu',
  deadline: { kind: 'same-day', cutOff: '15:00' },
  fees: [
    {
      id: 'certified-copy',
      version: 1,
      nameVi: 'Phí chứng thực bản sao',
      per: 'page',
      tiers: [
        { upTo: 2, amount: 2000 },
        { upTo: null, amount: 1000 },
      ],
      cap: 200_000,
      verified: true,
      source: 'made up for tests',
    },
  ],
  documents: [
    { id: 'original', nameVi: 'Bản chính giấy tờ, văn bản', kind: 'shown', count: 1, verified: false },
    { id: 'copy', nameVi: 'Bản sao cần chứng thực', kind: 'copy', count: 1, verified: false },
  ],
};

/** Three working days, 100,000 ₫ a case, two documents. */
export const HOUSEHOLD_BUSINESS: Procedure = {
  ...common,
  code: '1.001612',
  nameVi: 'Đăng ký thành lập hộ kinh doanh',
  nameEn: 'Household business registration',
  fieldCode: 'HKD',
  authority: 'UBND thành phố Hạ Long',
  deadline: { kind: 'working-days', days: 3 },
  fees: [
    {
      id: 'household-business',
      version: 1,
      nameVi: 'Lệ phí đăng ký hộ kinh doanh',
      per: 'case',
      tiers: [{ upTo: null, amount: 100_000 }],
      cap: null,
      verified: false,
      source: 'made up for tests',
    },
  ],
  documents: [
    { id: 'form', nameVi: 'Giấy đề nghị đăng ký hộ kinh doanh', kind: 'original', count: 1, verified: false },
    {
      id: 'identity',
      nameVi: 'Giấy tờ pháp lý của chủ hộ kinh doanh',
      kind: 'copy',
      count: 1,
      verified: false,
    },
  ],
};

/** Fifteen working days, 20,000 ₫ a copy. */
export const BUILDING_PERMIT: Procedure = {
  ...common,
  code: '1.013225',
  nameVi: 'Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ',
  nameEn: 'Building permit for a private house',
  fieldCode: 'XD',
  authority: 'UBND thành phố Hạ Long',
  deadline: { kind: 'working-days', days: 15 },
  fees: [
    {
      id: 'building-permit',
      version: 1,
      nameVi: 'Lệ phí cấp giấy phép xây dựng',
      per: 'copy',
      tiers: [{ upTo: null, amount: 20_000 }],
      cap: null,
      verified: false,
      source: 'made up for tests',
    },
  ],
  documents: [
    {
      id: 'application',
      nameVi: 'Đơn đề nghị cấp giấy phép xây dựng',
      kind: 'original',
      count: 1,
      verified: false,
    },
    { id: 'land', nameVi: 'Giấy tờ chứng minh quyền sử dụng đất', kind: 'copy', count: 1, verified: false },
    { id: 'drawings', nameVi: 'Bản vẽ thiết kế xây dựng', kind: 'original', count: 2, verified: false },
  ],
};

/** Five working days, free. */
export const SOCIAL_ALLOWANCE: Procedure = {
  ...common,
  code: '1.001776',
  nameVi: 'Thực hiện trợ cấp xã hội hằng tháng',
  nameEn: 'Monthly social allowance',
  fieldCode: 'BTXH',
  authority: 'UBND phường Hà Tu',
  deadline: { kind: 'working-days', days: 5 },
  fees: [],
  documents: [
    { id: 'form', nameVi: 'Tờ khai đề nghị trợ giúp xã hội', kind: 'original', count: 1, verified: false },
  ],
};

export const PROCEDURES: readonly Procedure[] = [
  CERTIFIED_COPY,
  HOUSEHOLD_BUSINESS,
  BUILDING_PERMIT,
  SOCIAL_ALLOWANCE,
];

export const OFFICE: Office = {
  id: 'HT',
  nameVi: 'Bưu điện Hà Tu',
  place: 'Hà Tu',
  unit: '000.00.19.H49',
  closesAt: '17:00',
  closesAtVerified: false,
};
export const OTHER_OFFICE: Office = {
  ...OFFICE,
  id: 'GD',
  nameVi: 'Bưu điện Giếng Đáy',
  place: 'Giếng Đáy',
  unit: '000.00.20.H49',
};

/** A whole sample catalogue; a new object each time, so that a test may change it. */
export function sampleCatalogue(overrides: Partial<Catalogue> = {}): Catalogue {
  return {
    version: 1,
    sample: true,
    source: 'made up for tests',
    fields: [
      { code: 'CT', nameVi: 'Chứng thực', nameEn: 'Certification' },
      { code: 'HKD', nameVi: 'Thành lập và hoạt động của hộ kinh doanh', nameEn: 'Household business' },
      { code: 'XD', nameVi: 'Hoạt động xây dựng', nameEn: 'Construction' },
      { code: 'BTXH', nameVi: 'Bảo trợ xã hội', nameEn: 'Social protection' },
    ],
    procedures: [...PROCEDURES],
    calendar: CALENDAR,
    offices: [OFFICE, OTHER_OFFICE],
    wards: [
      {
        name: 'Phường Hà Tu',
        province: 'Quảng Ninh',
        verified: true,
        formerly: ['Phường Hà Phong', 'Phường Hà Tu'],
      },
      { name: 'Phường Hồng Gai', province: 'Quảng Ninh', verified: true, formerly: ['Phường Hồng Gai'] },
    ],
    ...overrides,
  };
}
