import { whyNoReading } from '../../../shared/domain/dossier/reading.ts';
import { dayOf } from '../../../shared/clock.ts';
import { whyNotAllowed } from '../../../shared/domain/capability.ts';
import type { AppErrorCode } from '../../../shared/errors.ts';
import { canonicalJson, hashOf } from '../../../shared/domain/dossier/chain.ts';
import type { Place } from '../../../shared/domain/dossier/command.ts';
import { currentValue } from '../../../shared/domain/dossier/current-value.ts';
import { decide } from '../../../shared/domain/dossier/decide.ts';
import { decideErasure, erasedForm } from '../../../shared/domain/dossier/erasure.ts';
import { isPresent } from '../../../shared/domain/dossier/documents.ts';
import {
  compareEvents,
  isKnownType,
  isLifeBody,
  readBody,
  type DossierEvent,
  type EventBody,
} from '../../../shared/domain/dossier/event.ts';
import { isMoneyBody } from '../../../shared/domain/dossier/payments.ts';
import type { Dossier, ReceivedDossier } from '../../../shared/domain/dossier/state.ts';
import { whyNot, decideStep } from '../../../shared/domain/dossier/decide-life.ts';
import { fold } from '../../../shared/domain/dossier/evolve.ts';
import type { LifeBody } from '../../../shared/domain/dossier/life.ts';
import type { Batch } from '../../../shared/domain/handover/batch.ts';
import { streamKindOf, type Stream } from '../../../shared/domain/stream.ts';
import { postageFault } from '../../../shared/domain/postage.ts';
import { computeFee } from '../../../shared/domain/fee.ts';
import { isProvisionalCode, parseDossierCode, type Lease } from '../../../shared/domain/numbering.ts';
import { checkPeople } from '../../../shared/domain/party.ts';
import { whyNotWritten, type Role } from '../../../shared/domain/rights.ts';
import type { Refusal } from '../../../shared/portal/contract.ts';
import { catalogueAt, standingAt, type CatalogueHistory } from '../catalogues.ts';
import type { Filed } from '../filings/filings.ts';
import { refusal } from '../refusal.ts';
import { judgeAssisted, judgeFiledReception, judgeFiling } from './judge-guide.ts';
import { judgeStream } from './judge-stream.ts';
import { judgeMoney, type TakenReceipts } from './receipts.ts';
import type { TillLog } from './till-sums.ts';

type BodyOf<T extends EventBody['type']> = Extract<EventBody, { type: T }>['data'];

/** What an event is judged against. */
export interface Case {
  readonly event: DossierEvent;
  /** The dossier as the portal knows it, before the event; null for a new one. */
  readonly dossier: Dossier | null;
  /** The stream as the portal knows it, when it is no dossier. */
  readonly stream: Stream | null;
  /** Accepted events of the dossier, in order. */
  readonly events: readonly DossierEvent[];
  /** The highest seq an earlier event of the counter has in the dossier, whatever became of it; 0 for none. */
  readonly reachedSeq: number;
  /** Whether the portal refused this event of the counter, one that does not follow its log included. */
  readonly wasRefused: (eventId: string, position: number) => boolean;
  /** Size of a file the office has whole, by SHA-256. */
  readonly sizeOf: (sha256: string) => number | undefined;
  /** Ranges leased to the counter. */
  readonly leases: readonly Lease[];
  /** The dossier that has a code, by `codeKey`, or went out under a postal item, by `itemKey`. */
  readonly holderOf: (key: string) => string | undefined;
  /** Receipt numbers taken that matter to the event. */
  readonly receipts: TakenReceipts;
  /** Every batch the portal has that names a dossier. */
  readonly batchesOf: (dossierId: string) => readonly Batch[];
  /** A dossier and the office it is at, where it matters to the event. */
  readonly dossierOf: (
    dossierId: string,
  ) => { readonly office: string; readonly state: Dossier | null } | undefined;
  /** What a citizen filed online, by the portal's number. */
  readonly filingOf: (number: string) => Filed | undefined;
  /** The counter's log behind what is counted. */
  readonly tillLog: TillLog;
  readonly history: CatalogueHistory;
  /** What the staff of the office are; an id nobody has counts as a clerk's. */
  readonly roleOf: (staffId: string) => Role;
}

/** A final code is one number of its unit, whatever the date printed with it. */
export function codeKey(code: string): string {
  const parts = parseDossierCode(code);
  return parts ? `${parts.unit}#${String(parts.number)}` : code;
}

/** A postal item is known beside the codes: one identifier is one dossier's. */
export function itemKey(item: string): string {
  return `item#${item}`;
}

const MESSAGES: Partial<Record<AppErrorCode, string>> = {
  'event-invalid': 'The event does not fit its type or its dossier',
  'dossier-transition-forbidden': 'The dossier’s state does not allow the event',
  'attachment-missing': 'The file is not here, or not all of it',
  'role-forbidden': 'The role of who wrote the event does not allow it',
  'event-conflict': 'Another correction of the field came first',
};

const no = (code: AppErrorCode, params?: Refusal['params']): Refusal =>
  refusal(code, MESSAGES[code] ?? 'A rule of the dossier forbids the event', params);

/** Why an event cannot be taken; null when it can. Pure. Unknown types pass: a newer counter may write them. */
export function judge(subject: Case): Refusal | null {
  const { event, dossier } = subject;
  const forbidden = whyNotWritten(subject.roleOf(event.by.id), [event]);
  if (forbidden) return no(forbidden.code);
  if (!fitsSeq(subject)) return no('event-invalid', { field: 'seq' });
  if (event.type !== 'setAside' && (streamKindOf(event) !== null || subject.stream))
    return judgeStream(subject);
  // What is left of an event is kept, never sent.
  if (event.erased !== undefined) return no('event-invalid', { field: 'erased' });
  if (!isKnownType(event)) return null;
  const body = readBody(event);
  if (!body) return no('event-invalid', { field: 'data' });
  if (body.type === 'setAside') return judgeSetAside(subject, body.data);
  // Only the portal moves a dossier, and takes one over.
  if (body.type === 'scopeRemoved' || body.type === 'eReceiptAnswered')
    return no('dossier-transition-forbidden');
  if (body.type === 'assisted') return judgeAssisted(subject, body.data, placeOf(subject));
  if (body.type === 'filedOnline') return judgeFiling(subject, body.data);
  if (body.type === 'received')
    return dossier?.reception ? no('dossier-transition-forbidden') : judgeReception(subject, body.data);
  if (body.type === 'drafted') return dossier?.reception ? no('dossier-transition-forbidden') : null;
  if (body.type === 'documentChecked') return null;
  if (body.type === 'personalDataErased') return judgeErasure(subject, body.data);
  if (body.type === 'personalDataGiven') return dossier ? null : no('dossier-unknown');
  if (!dossier?.reception) return no(dossier ? 'dossier-transition-forbidden' : 'dossier-unknown');
  return judgeReceived(subject, { ...dossier, reception: dossier.reception }, body);
}

/**
 * Within the counter's own events of the dossier, seq rises with position; and nobody is more than one beyond what there
 * is. An event judged late, after one it waited for, may stand between others.
 */
function fitsSeq({ event, events, dossier, stream, reachedSeq }: Case): boolean {
  if (event.seq > Math.max((dossier ?? stream)?.lastSeq ?? 0, reachedSeq) + 1) return false;
  return events.every(
    (other) =>
      other.counter !== event.counter ||
      (other.position < event.position ? other.seq < event.seq : other.seq > event.seq),
  );
}

/** Only what was refused can be given up; twice does no harm. */
function judgeSetAside(
  { event, wasRefused }: Case,
  { eventId, position }: BodyOf<'setAside'>,
): Refusal | null {
  if (position >= event.position) return no('event-invalid', { field: 'data.position' });
  return wasRefused(eventId, position) ? null : no('dossier-transition-forbidden');
}

/** A supervisor's, after the time the rules gave then; and what is left of each event must be what the rules leave. */
function judgeErasure(subject: Case, { remainders }: BodyOf<'personalDataErased'>): Refusal | null {
  const { event, dossier, events, history } = subject;
  const rules = catalogueAt(history, event.at.instant).retention ?? null;
  const { role } = placeOf(subject);
  const decided = decideErasure(
    dossier,
    { type: 'erasePersonalData', rules, remainders, role },
    event.at.instant,
  );
  if (!decided.ok) return no(decided.error[0]?.code ?? 'event-invalid', decided.error[0]?.params);
  const left = new Map(events.map((each) => [each.id, hashOf(erasedForm(each, isKnownType(each)))]));
  return remainders.every(({ id, hash }) => left.get(id) === hash)
    ? null
    : no('event-invalid', { field: 'data.remainders' });
}

function judgeReceived(subject: Case, dossier: ReceivedDossier, body: EventBody): Refusal | null {
  if (isLifeBody(body)) return judgeStep(subject, dossier, body);
  if (isMoneyBody(body)) {
    // A counter may not have the newest tariff yet: any that was published counts.
    const postage = body.type === 'postageTaken' ? body.data.postage : undefined;
    const fault = postage ? postageFault(postage, placeOf(subject).postage ?? []) : null;
    return fault
      ? no(fault.code)
      : judgeMoney(subject.event, body, dossier, subject.events, subject.receipts);
  }
  switch (body.type) {
    case 'corrected':
      return judgeCorrection(subject, dossier, body.data);
    case 'documentAttached': {
      // The file comes first: nobody is shown a document that cannot be opened.
      const size = subject.sizeOf(body.data.sha256);
      if (size === undefined) return no('attachment-missing');
      return size === body.data.size ? null : no('event-invalid', { field: 'data.size' });
    }
    case 'documentRead':
      return whyNoReading(dossier, body.data) ? no('reading-without-file') : null;
    case 'accepted':
      // Only the portal takes a dossier over.
      return no('dossier-transition-forbidden');
    default:
      return null;
  }
}

/**
 * A step must be allowed now, and must stay what it is in the order every machine folds by: none that was taken already
 * may lose its effect to it, nor it to them.
 */
function judgeStep(subject: Case, dossier: ReceivedDossier, body: LifeBody): Refusal | null {
  const { event, events } = subject;
  const forbidden = whyNot(dossier, body.type);
  if (forbidden) return no(forbidden.code);
  if (body.type === 'supplementReceived') {
    if (body.data.dueAt < dossier.reception.dueAt) return no('event-invalid', { field: 'data.dueAt' });
  } else {
    const holder = body.type === 'resultPosted' ? subject.holderOf(itemKey(body.data.item)) : undefined;
    const itemTaken = holder !== undefined && holder !== event.dossierId;
    const command = { step: body, place: placeOf(subject), itemTaken };
    const decided = decideStep(dossier, command, event.at.instant);
    if (!decided.ok) return no(decided.error[0]?.code ?? 'event-invalid', decided.error[0]?.params);
    // Nothing is in between without a batch that names it.
    const batch = body.type === 'forwarded' ? body.data.batch : undefined;
    const named = subject.batchesOf(event.dossierId).some((each) => each.id === batch);
    if (batch !== undefined && !named) return no('batch-unknown');
  }
  const steps = (each: Dossier | null) => each?.life?.steps.length ?? 0;
  const after = steps(fold([...events, event]));
  return after === steps(dossier) + 1 ? null : no('event-conflict', { field: 'life' });
}

/** The office of an event and what it was allowed then: a rule made known later changes nothing for what was done. */
function placeOf({ event, history, roleOf }: Case): Place {
  const { offices, capabilities } = catalogueAt(history, event.at.instant);
  const office = offices.find(({ id }) => id === event.office) ?? { id: event.office, nameVi: event.office };
  // A counter may not have the newest tariff yet: any that was published counts.
  const postage = history.versions.flatMap(({ catalogue }) => catalogue.postage ?? []);
  return { office, capabilities, postage, role: roleOf(event.by.id) };
}

function judgeCorrection(
  { event, events }: Case,
  dossier: ReceivedDossier,
  data: BodyOf<'corrected'>,
): Refusal | null {
  const current = currentValue(dossier.reception, data.field);
  if (canonicalJson(current ?? null) !== canonicalJson(data.from))
    return no('event-conflict', { field: data.field });
  // The value came back to what it was, but by corrections that stand after this one: it would be lost without a word.
  const hidden = events.some((other) => {
    const body = compareEvents(event, other) < 0 ? readBody(other) : null;
    return body?.type === 'corrected' && body.data.field === data.field;
  });
  if (hidden) return no('event-conflict', { field: data.field });
  const decided = decide(
    dossier,
    { type: 'correct', field: data.field, to: data.to, reason: data.reason, approver: data.approver },
    event.at.instant,
  );
  return decided.ok ? null : no(decided.error[0]?.code ?? 'event-invalid', { field: data.field });
}

function judgeReception(subject: Case, data: BodyOf<'received'>): Refusal | null {
  const { event, dossier, history } = subject;
  const { code, version } = data.procedure;
  const filing = dossier?.filing;
  // The portal received it when it was filed.
  const found = standingAt(history, code, version, filing?.details?.filedAt ?? event.at.instant);
  if (found.standing === 'unknown') return no('procedure-unknown', { code, version });
  if (found.standing === 'withdrawn') return no('procedure-withdrawn', { code, version });
  const today = dayOf(event.at.instant);
  const place = placeOf(subject);
  const errors = [
    ...whyNotAllowed(place, place.office, code, today, 'receive', 'procedure'),
    ...checkPeople(data, today, { confirmed: data.identityDoubt?.what ?? [] }),
  ];
  const [first] = errors;
  if (first) return no(first.code, { ...first.params, field: first.field ?? '' });
  if (found.procedure.documents.length > 0 && !dossier?.documents.some(isPresent))
    return no('documents-none');
  const fee = computeFee(found.procedure.fees, data.fee.counts);
  if (canonicalJson(fee) !== canonicalJson(data.fee)) return no('event-invalid', { field: 'data.fee' });
  const disagreeing = filing ? judgeFiledReception(filing, data) : null;
  return disagreeing ?? (filing?.details ? null : judgeCode(subject, data));
}

function judgeCode(
  { event, leases, holderOf }: Case,
  { code, provisional }: BodyOf<'received'>,
): Refusal | null {
  const parts = parseDossierCode(code);
  const own = provisional
    ? isProvisionalCode(code) && code.startsWith(`TAM-${event.counter}-`)
    : leases.some(
        (lease) =>
          parts !== null &&
          lease.unit === parts.unit &&
          lease.from <= parts.number &&
          parts.number <= lease.to,
      );
  if (!own) return refusal('event-code-not-leased', 'The code is not of a range leased to this counter');
  const holder = holderOf(codeKey(code));
  return holder === undefined || holder === event.dossierId
    ? null
    : refusal('event-code-taken', 'Another dossier has the code');
}
