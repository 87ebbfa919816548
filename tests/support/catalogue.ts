import type { WorkingCalendar } from '../../shared/domain/calendar.ts';
import { CHAIN_START, sealEvents, type Author, type ChainHead } from '../../shared/domain/dossier/chain.ts';
import { decide, type Command, type ReceptionEntry } from '../../shared/domain/dossier/decide.ts';
import type { CheckedDocument, DossierEvent } from '../../shared/domain/dossier/event.ts';
import { fold } from '../../shared/domain/dossier/evolve.ts';
import type { Dossier } from '../../shared/domain/dossier/state.ts';
import type { Catalogue, Office, Procedure } from '../../shared/domain/procedure.ts';
import { COUNTER_ZONE } from '../../shared/clock.ts';
import { newId } from '../../shared/ids.ts';
import days from './calendar-days.json' with { type: 'json' };

/** Monday 13 July 2026, 09:00 at the counter. */
export const NOW = '2026-07-13T02:00:00.000Z';
export const TODAY = '2026-07-13';

/** Numbers that pass every check: a man born 1990, a woman born 2001, both registered in Quảng Ninh; an old one. */
export const CITIZEN_ID_MAN_1990 = '022090123456';
export const CITIZEN_ID_WOMAN_2001 = '022301012345';
export const OLD_ID = '100123456';
export const TAX_CODE = '0100109106';

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

/** The checklist of a procedure with everything handed in. */
export function handedIn(procedure: Procedure): readonly CheckedDocument[] {
  return procedure.documents.map(({ id, nameVi, kind, count }) => ({
    documentId: id,
    nameVi,
    originals: kind === 'original' ? count : 0,
    certifiedCopies: 0,
    photocopies: kind === 'copy' ? count : 0,
    shown: kind === 'shown',
  }));
}

export const PERSON = {
  kind: 'person',
  name: 'Nguyễn Văn Đạt',
  identity: { kind: 'citizen-id', number: CITIZEN_ID_MAN_1990 },
  birthDate: '1990-05-17',
  phone: '0912345678',
  email: null,
  address: { street: 'Số 12, tổ 3, khu 4', ward: 'Phường Hà Tu', province: 'Quảng Ninh' },
} as const satisfies ReceptionEntry['applicant'];

export const ORGANISATION = {
  kind: 'organisation',
  name: 'Công ty TNHH MTV Hạ Long 68',
  taxCode: TAX_CODE,
  phone: '02033825678',
  email: 'lienhe@example.vn',
  address: { street: 'Số 1 đường Lê Thánh Tông', ward: 'Phường Hồng Gai', province: 'Quảng Ninh' },
} as const satisfies ReceptionEntry['applicant'];

export const REPRESENTATIVE = {
  name: 'Trần Thị Bích Ngọc',
  identity: { kind: 'citizen-id', number: CITIZEN_ID_WOMAN_2001 },
  phone: '0987654321',
  authority: 'Giấy ủy quyền số 15/2026 ngày 10/07/2026',
} as const satisfies ReceptionEntry['representative'];

/** What a clerk enters for a person who hands everything in and does not pay yet. */
export function receptionEntry(overrides: Partial<ReceptionEntry> = {}): ReceptionEntry {
  return {
    applicant: PERSON,
    representative: null,
    channel: 'in-person',
    delivery: { kind: 'counter' },
    sets: 1,
    note: '',
    documents: handedIn(HOUSEHOLD_BUSINESS),
    feeCounts: { pages: 1, copies: 1 },
    paid: null,
    ...overrides,
  };
}

export type ReceiveCommand = Extract<Command, { type: 'receive' }>;

/**
 * A reception that `decide` takes. Overriding the procedure also hands in its documents unless `entry` is given too.
 */
export function receiveCommand(overrides: Partial<Omit<ReceiveCommand, 'type'>> = {}): ReceiveCommand {
  const procedure = overrides.procedure ?? HOUSEHOLD_BUSINESS;
  return {
    type: 'receive',
    entry: receptionEntry({ documents: handedIn(procedure) }),
    startedAt: '2026-07-13T01:55:00.000Z',
    procedure,
    sample: true,
    office: OFFICE,
    calendar: CALENDAR,
    code: { code: '000.00.19.H49-260713-0001', provisional: false },
    ...overrides,
  };
}

/** Who writes events: a clerk at counter HT-1 of the office Hà Tu, at `NOW`, with fresh UUIDv7 ids. */
export function author(overrides: Partial<Author> = {}): Author {
  return {
    by: { id: 'nv-hoa', name: 'Phạm Thị Hoa' },
    office: OFFICE.id,
    counter: 'HT-1',
    now: NOW,
    zone: COUNTER_ZONE,
    newId,
    ...overrides,
  };
}

export const FIRST: ChainHead = { position: 0, hash: CHAIN_START };

export interface Written {
  readonly id: string;
  readonly events: readonly DossierEvent[];
  readonly dossier: Dossier;
  readonly head: ChainHead;
}

/**
 * Decides and seals commands one after another into a log of one dossier, from nothing or after what was `written`.
 * Throws when one is refused: the test asked for something impossible.
 */
export function write(
  commands: readonly Command[],
  by: Author = author(),
  before?: Written,
  head: ChainHead = before?.head ?? FIRST,
): Written {
  const id = before?.id ?? newId();
  let events: readonly DossierEvent[] = before?.events ?? [];
  let at = head;
  for (const command of commands) {
    const dossier = fold(events);
    const decided = decide(dossier, command, by.now);
    if (!decided.ok) throw new Error(`${command.type} refused: ${JSON.stringify(decided.error)}`);
    const sealed = sealEvents(decided.value, { id, lastSeq: dossier?.lastSeq ?? 0 }, at, by);
    events = [...events, ...sealed.events];
    at = sealed.head;
  }
  const dossier = fold(events);
  if (!dossier) throw new Error('nothing was written');
  return { id, events, dossier, head: at };
}

/** A received dossier with its events: the usual start of a test. */
export function received(
  overrides: Partial<Omit<ReceiveCommand, 'type'>> = {},
  by: Author = author(),
): Written {
  return write([receiveCommand(overrides)], by);
}
