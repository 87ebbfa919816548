import fc from 'fast-check';
import { decide, type Command } from '../../shared/domain/dossier/decide.ts';
import type { DossierEvent } from '../../shared/domain/dossier/event.ts';
import { leftOf, takingOn } from '../../shared/domain/dossier/payments.ts';
import { LIFE_STEPS } from '../../shared/domain/dossier/life.ts';
import type { Office } from '../../shared/domain/procedure.ts';
import { newId } from '../../shared/ids.ts';
import {
  author,
  BUILDING_PERMIT,
  CERTIFIED_COPY,
  HOUSEHOLD_BUSINESS,
  OFFICE,
  OTHER_OFFICE,
  PERSON,
  receiveCommand,
  receptionEntry,
  handedIn,
  SOCIAL_ALLOWANCE,
  write,
  type Written,
} from './catalogue.ts';
import { stepCommand } from './step-command.ts';

const OFFICES: readonly Office[] = [
  OFFICE,
  OTHER_OFFICE,
  { ...OFFICE, id: 'VH', nameVi: 'Bưu điện Việt Hưng' },
  { ...OFFICE, id: 'TN', nameVi: 'Bưu điện Thống Nhất' },
];
const STAFF = [
  { id: 'nv-hoa', name: 'Phạm Thị Hoa' },
  { id: 'nv-duc', name: 'Lê Đức' },
] as const;
const HOME = { kind: 'home', address: PERSON.address } as const;
const FEE_RECEIPT = { series: 'HT-1/26', number: 1 };
const POSTAGE_RECEIPT = { series: 'HT-1/26', number: 2 };
/** June 2026 at the counter: 1 June 00:00 … 1 July 00:00. */
const MONTH_STARTS = Date.parse('2026-05-31T17:00:00.000Z');
const HOUR = 3_600_000;

const OTHERS = ['fee', 'refund', 'void', 'postage', 'file', 'read', 'due', 'note', 'none'] as const;
const stepArbitrary = fc.record({
  step: fc.constantFrom(...LIFE_STEPS),
  hours: fc.integer({ min: 0, max: 120 }),
  other: fc.constantFrom(...OTHERS),
});
type Step = typeof stepArbitrary extends fc.Arbitrary<infer T> ? T : never;

/** What another counter wrote at the same time, not knowing of the rest: it may count or not. */
const strayArbitrary = fc.record({
  at: fc.nat(30),
  type: fc.constantFrom(
    'withdrawn',
    'resultReady',
    'refused',
    'forwarded',
    'stopped',
    'received',
    'noteAdded',
  ),
  counter: fc.constantFrom('AA-1', 'ZZ-1'),
  /** Minutes its clock is off. */
  off: fc.constantFrom(0, 0, -200, 200),
});

const dossierArbitrary = fc.record({
  procedure: fc.constantFrom(HOUSEHOLD_BUSINESS, CERTIFIED_COPY, SOCIAL_ALLOWANCE, BUILDING_PERMIT),
  channel: fc.constantFrom('in-person' as const, 'online' as const, 'postal' as const),
  paid: fc.constantFrom(null, 'cash' as const, 'transfer' as const),
  home: fc.boolean(),
  /** Filled from an earlier dossier. */
  prefilled: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
  office: fc.constantFrom(...OFFICES),
  staff: fc.constantFrom(...STAFF),
  /** Minutes from 45 days before the month to its end and a little beyond. */
  startsAt: fc.integer({ min: -45 * 24 * 60, max: 33 * 24 * 60 }),
  steps: fc.array(stepArbitrary, { maxLength: 14, size: 'max' }),
  strays: fc.array(strayArbitrary, { maxLength: 2 }),
  /** Which own event is given up later, if any. */
  givesUp: fc.option(fc.nat(20), { freq: 5, nil: null }),
  leaves: fc.integer({ min: 0, max: 19 }).map((n) => n === 0),
});
type Spec = typeof dossierArbitrary extends fc.Arbitrary<infer T> ? T : never;

/** The logs of the dossiers of some offices around June 2026, one list of events a dossier, in no order. */
export const monthArbitrary = (most: number): fc.Arbitrary<readonly (readonly DossierEvent[])[]> =>
  fc
    .array(dossierArbitrary, { minLength: 1, maxLength: most, size: 'max' })
    .map((specs) => specs.map(eventsOf));

function eventsOf(spec: Spec): readonly DossierEvent[] {
  const { procedure, channel, paid, home, prefilled, office, staff, startsAt } = spec;
  let now = MONTH_STARTS + startsAt * 60_000;
  const by = () => author({ by: staff, office: office.id, counter: `${office.id}-1`, now: iso(now) });
  const entry = receptionEntry({
    documents: handedIn(procedure),
    channel,
    paid,
    delivery: home ? HOME : { kind: 'counter' },
    ...(prefilled ? { prefill: { fromDossier: newId(), consent: true, at: iso(now) } } : {}),
  });
  let written = write([receiveCommand({ procedure, office, entry })], by());
  for (const { step, hours, other } of spec.steps) {
    // An hour and a millisecond apart: whole hours would put every step on the hour of the appointment.
    now += hours * HOUR + 1;
    // At times on the very instant the result is due.
    if (hours % 10 === 0) now = Math.max(now, Date.parse(written.dossier.reception?.dueAt ?? ''));
    for (const command of [otherCommand(other, written, hours), stepCommand(step, written.dossier, hours)])
      if (command && decide(written.dossier, command, iso(now)).ok) written = write([command], by(), written);
  }
  const strays = spec.strays.map((stray, i) => strayOf(stray, written.events, i));
  return [
    ...written.events,
    ...strays,
    ...giveUp(spec.givesUp, written),
    ...leaving(spec.leaves, written),
  ].reverse();
}

const iso = (at: number) => new Date(at).toISOString();

function otherCommand(other: Step['other'], { dossier }: Written, hours: number): Command | null {
  const method = hours % 2 === 0 ? 'cash' : 'transfer';
  switch (other) {
    case 'fee':
      return { type: 'takeFee', method, ...(hours % 3 === 0 ? { receipt: FEE_RECEIPT } : {}) };
    case 'refund': {
      const receipt = [null, FEE_RECEIPT, POSTAGE_RECEIPT][hours % 3] ?? null;
      const taking = takingOn(dossier, receipt);
      const amount = hours % 4 === 0 && taking ? leftOf(taking) : 1 + hours * 100;
      return { type: 'refund', receipt, amount, method, reason: 'Thu nhầm' };
    }
    case 'void':
      return {
        type: 'voidReceipt',
        receipt: hours % 3 === 0 ? POSTAGE_RECEIPT : FEE_RECEIPT,
        method,
        reason: 'Thu nhầm',
      };
    case 'postage':
      return { type: 'takePostage', amount: 20_000 + hours, method, receipt: POSTAGE_RECEIPT };
    case 'file':
      return {
        type: 'attachDocument',
        attachment: {
          documentId: hours % 3 === 0 ? null : (dossier.documents[0]?.documentId ?? null),
          name: 'scan.pdf',
          mediaType: 'application/pdf',
          size: 1000,
          sha256: hours.toString(16).padStart(64, '0'),
        },
      };
    case 'read': {
      const file = dossier.attachments?.find(({ documentId }) => documentId !== null);
      if (!file?.documentId) return null;
      const value = { field: 'name', read: PERSON.name, confidence: 90, box: null, value: PERSON.name };
      return {
        type: 'recordReading',
        reading: {
          documentId: file.documentId,
          sha256: file.sha256,
          template: { id: 'application', version: 1 },
          fields: [{ ...value, confirmed: true }],
        },
      };
    }
    case 'due':
      return {
        type: 'correct',
        field: 'dueAt',
        to: new Date(Date.parse(dossier.reception?.dueAt ?? '') + (hours - 60) * HOUR).toISOString(),
        reason: 'Ghi nhầm',
        approver: 'Trần Bình',
      };
    case 'note':
      return { type: 'addNote', text: 'Đã gọi điện' };
    case 'none':
      return null;
  }
}

function strayOf(
  { at, type, counter, off }: Spec['strays'][number],
  events: readonly DossierEvent[],
  i: number,
): DossierEvent {
  const beside = events[at % events.length]!;
  const received = events.find((event) => event.type === 'received')!;
  const data: Record<typeof type, DossierEvent['data']> = {
    withdrawn: { reason: 'Rút', originalsReturned: [] },
    resultReady: { resultNumber: null },
    refused: { ground: 'Điều 7', reason: 'Thiếu' },
    stopped: { ground: 'Điều 7', reason: 'Thiếu' },
    forwarded: { to: 'UBND phường' },
    received: { ...(received.data as Record<string, DossierEvent['data']>), channel: 'postal' },
    noteAdded: { text: 'Ghi chú' },
  };
  return {
    ...beside,
    id: newId(),
    type,
    counter,
    position: 1000 + i,
    at: { ...beside.at, instant: iso(Date.parse(beside.at.instant) + off * 60_000) },
    data: data[type],
  };
}

function giveUp(which: number | null, { events }: Written): readonly DossierEvent[] {
  const last = events.at(-1)!;
  const target = which === null ? null : events[which % events.length];
  if (!target) return [];
  const data = { eventId: target.id, position: target.position, content: null, reason: 'Cổng từ chối' };
  return [{ ...last, id: newId(), seq: last.seq + 1, position: last.position + 1, type: 'setAside', data }];
}

function leaving(leaves: boolean, { events }: Written): readonly DossierEvent[] {
  const last = events.at(-1)!;
  if (!leaves) return [];
  return [
    {
      ...last,
      id: newId(),
      seq: last.seq + 2,
      counter: 'portal',
      position: 1,
      type: 'scopeRemoved',
      data: { reason: 'Chuyển về đơn vị khác' },
    },
  ];
}
