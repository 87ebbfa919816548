import { CHAIN_START, sealEvents, type Author, type ChainHead } from '../../shared/domain/dossier/chain.ts';
import { decide, type Command, type ReceptionEntry } from '../../shared/domain/dossier/decide.ts';
import type { CheckedDocument } from '../../shared/domain/dossier/documents.ts';
import type { DossierEvent } from '../../shared/domain/dossier/event.ts';
import { fold } from '../../shared/domain/dossier/evolve.ts';
import type { Dossier } from '../../shared/domain/dossier/state.ts';
import type { Procedure } from '../../shared/domain/procedure.ts';
import { COUNTER_ZONE } from '../../shared/clock.ts';
import { newId } from '../../shared/ids.ts';
import { CALENDAR, HOUSEHOLD_BUSINESS, OFFICE } from './sample-catalogue.ts';

export * from './sample-catalogue.ts';

/** Monday 13 July 2026, 09:00 at the counter. */
export const NOW = '2026-07-13T02:00:00.000Z';
export const TODAY = '2026-07-13';

/** Numbers that pass every check: a man born 1990, a woman born 2001, both registered in Quảng Ninh; an old one. */
export const CITIZEN_ID_MAN_1990 = '022090123456';
export const CITIZEN_ID_WOMAN_2001 = '022301012345';
export const OLD_ID = '100123456';
export const TAX_CODE = '0100109106';

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
    capabilities: undefined,
    calendar: CALENDAR,
    code: { code: '000.00.19.H49-260713-0001', provisional: false },
    ...overrides,
  };
}

/** The office Hà Tu under a catalogue that states no capabilities. */
export const HERE = { office: OFFICE, capabilities: undefined };

/** Who writes events: a clerk at counter HT-1 of the office Hà Tu, at `NOW`, with fresh UUIDv7 ids. */
export function author(overrides: Partial<Author> = {}): Author {
  return {
    by: { id: 'nv-hoa', name: 'Phạm Thị Hoa' },
    office: OFFICE.id,
    counter: 'HT-1',
    now: NOW,
    role: 'clerk',
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
