import type { Party } from '../party.ts';
import { canonicalJson } from './chain.ts';
import { PRINTED_FIELDS, type Correction } from './correction.ts';
import {
  compareEvents,
  isLifeBody,
  readBody,
  type DossierEvent,
  type EventBody,
  type SetAside,
} from './event.ts';
import { allowedSteps, stageAfter, type LifeBody } from './life.ts';
import { isMoneyBody, moveMoney } from './payments.ts';
import { answerReceipt } from './receipt-papers.ts';
import { addReading } from './reading.ts';
import { supersededIds } from './superseded.ts';
import { stageOf, type Dossier, type Reception, type Stamp } from './state.ts';

function begin(event: DossierEvent): Dossier {
  return {
    id: event.dossierId,
    office: event.office,
    status: 'drafted',
    startedAt: null,
    documents: [],
    reception: null,
    payment: null,
    prints: [],
    corrections: [],
    receiptOutdated: false,
    notes: [],
    acceptance: null,
    events: 0,
    lastSeq: 0,
    unknownTypes: [],
  };
}

function correctParty(party: Party, field: Correction['field'], to: unknown): Party {
  const key = field.slice('applicant.'.length);
  if (key === 'identity.number')
    return party.kind === 'person'
      ? ({ ...party, identity: { ...party.identity, number: to } } as Party)
      : party;
  return Object.hasOwn(party, key) ? { ...party, [key]: to } : party;
}

/** The reception with one field changed; a field its applicant does not have changes nothing. */
export function applyCorrection(
  reception: Reception,
  { field, to }: Pick<Correction, 'field' | 'to'>,
): Reception {
  if (field === 'dueAt' || field === 'note' || field === 'delivery') return { ...reception, [field]: to };
  return { ...reception, applicant: correctParty(reception.applicant, field, to) };
}

/** The documents stand on the receipt: other ones after it was printed make it out of date. */
function changesPaper(dossier: Dossier, documents: Dossier['documents']): boolean {
  return dossier.prints.length > 0 && canonicalJson(documents) !== canonicalJson(dossier.documents);
}

/** How many corrections and supplements so far changed something that stands on the receipt. */
export function printedCorrections(dossier: Dossier): number {
  const corrected = dossier.corrections.filter((correction) => PRINTED_FIELDS.has(correction.field));
  const supplements = dossier.life?.steps.filter((step) => step.type === 'supplementReceived') ?? [];
  return corrected.length + supplements.length;
}

/** Whether a paper printed since may carry what was given up. */
function stoodOnPaper({ content }: SetAside): boolean {
  if (content?.type === 'corrected')
    return PRINTED_FIELDS.has(
      (content.data as { readonly field?: unknown } | null)?.field as Correction['field'],
    );
  return content === null || content.type === 'documentChecked' || content.type === 'received';
}

/**
 * A step counts only where its stage allows it and once the dossier was received: of two that exclude each other the one
 * that comes first stands, on every machine the same.
 */
function step(dossier: Dossier, body: LifeBody, stamp: Stamp): Dossier {
  const stage = stageOf(dossier);
  const before = dossier.life?.before ?? 'received';
  if (!dossier.reception || !allowedSteps(stage, before).includes(body.type)) return dossier;
  const after: Dossier = {
    ...dossier,
    life: {
      stage: stageAfter(stage, body.type, before),
      before: body.type === 'supplementRequested' ? stage : before,
      steps: [...(dossier.life?.steps ?? []), { ...stamp, ...body }],
    },
  };
  if (body.type === 'rescheduled')
    return { ...after, reception: { ...dossier.reception, dueAt: body.data.dueAt } };
  if (body.type !== 'supplementReceived') return after;
  return {
    ...after,
    documents: body.data.documents,
    reception: { ...dossier.reception, dueAt: body.data.dueAt },
    // The list of documents and the appointment both stand on the receipt.
    receiptOutdated: dossier.receiptOutdated || dossier.prints.length > 0,
  };
}

/** One number a dossier: the first stands, and what the portal holds of it is added once. */
function fileOnline(
  dossier: Dossier,
  { number, details }: Extract<EventBody, { type: 'filedOnline' }>['data'],
  stamp: Stamp,
): Dossier {
  const { filing } = dossier;
  if (filing && (filing.details || details === undefined || filing.number !== number)) return dossier;
  return { ...dossier, filing: { ...stamp, ...filing, number, details: details ?? null } };
}

function apply(dossier: Dossier, body: EventBody, stamp: Stamp): Dossier {
  if (isLifeBody(body)) return step(dossier, body, stamp);
  if (isMoneyBody(body)) return moveMoney(dossier, body, stamp);
  switch (body.type) {
    case 'drafted':
      return { ...dossier, startedAt: dossier.startedAt ?? body.data.startedAt };
    case 'assisted':
      // Once filed, or received, there is nothing left to guide to.
      return dossier.reception || dossier.filing
        ? dossier
        : { ...dossier, assistance: { ...stamp, ...body.data } };
    case 'filedOnline':
      return fileOnline(dossier, body.data, stamp);
    case 'documentChecked':
      return {
        ...dossier,
        documents: body.data.documents,
        receiptOutdated: dossier.receiptOutdated || changesPaper(dossier, body.data.documents),
      };
    case 'received':
      // A second reception of the same dossier can only come from a merge: the first stands.
      if (dossier.reception) return dossier;
      return {
        ...dossier,
        status: dossier.acceptance ? 'accepted' : 'received',
        reception: { ...stamp, ...body.data, dueAt: body.data.deadline.dueAt },
      };
    case 'receiptPrinted':
      return {
        ...dossier,
        prints: [...dossier.prints, { ...stamp, ...body.data }],
        // Printed without knowing a correction made elsewhere meanwhile: the paper is out of date from the start.
        receiptOutdated:
          body.data.corrections !== undefined && body.data.corrections < printedCorrections(dossier),
      };
    case 'formPrinted':
      return { ...dossier, formPrints: [...(dossier.formPrints ?? []), { ...stamp, ...body.data }] };
    case 'feeReceiptPrinted':
      return { ...dossier, receiptPrints: [...(dossier.receiptPrints ?? []), { ...stamp, ...body.data }] };
    case 'resultPrinted':
      return { ...dossier, resultPrints: [...(dossier.resultPrints ?? []), { ...stamp, ...body.data }] };
    case 'eReceiptAnswered':
      return answerReceipt(dossier, body.data, stamp);
    case 'corrected':
      return {
        ...dossier,
        reception: dossier.reception && applyCorrection(dossier.reception, body.data),
        corrections: [...dossier.corrections, { ...stamp, ...body.data }],
        receiptOutdated:
          dossier.receiptOutdated || (dossier.prints.length > 0 && PRINTED_FIELDS.has(body.data.field)),
      };
    // Who looked at it, and who was given it, stands in the log; the dossier is as it was.
    case 'dossierOpened':
    case 'personalDataGiven':
      return dossier;
    case 'personalDataErased':
      return { ...dossier, erased: dossier.erased ?? { ...stamp, keptDays: body.data.keptDays } };
    case 'noteAdded':
      return { ...dossier, notes: [...dossier.notes, { ...stamp, text: body.data.text }] };
    case 'documentAttached': {
      const before = dossier.attachments ?? [];
      // Two counters may attach the same file before they know of each other: it is there once.
      if (before.some((each) => each.sha256 === body.data.sha256)) return dossier;
      return { ...dossier, attachments: [...before, { ...stamp, ...body.data }] };
    }
    case 'documentRead':
      return addReading(dossier, body.data, stamp);
    case 'accepted':
      if (dossier.acceptance) return dossier;
      return {
        ...dossier,
        status: dossier.reception ? 'accepted' : dossier.status,
        acceptance: { ...stamp, ...body.data },
      };
    case 'setAside':
      return {
        ...dossier,
        setAside: [...(dossier.setAside ?? []), { ...stamp, ...body.data }],
        receiptOutdated: dossier.receiptOutdated || (dossier.prints.length > 0 && stoodOnPaper(body.data)),
      };
    case 'scopeRemoved':
      return dossier.outOfScope ? dossier : { ...dossier, outOfScope: { ...stamp, ...body.data } };
  }
}

/**
 * The dossier after one more event, which must come after all before it and neither set aside one of them nor be set
 * aside (`fold` sees to both). Total: any event is taken, whatever came before, because events that reached the log
 * happened; unknown types are counted and kept.
 */
export function evolve(dossier: Dossier | null, event: DossierEvent): Dossier {
  const before = dossier ?? begin(event);
  const counted = { ...before, events: before.events + 1, lastSeq: Math.max(before.lastSeq, event.seq) };
  const body = readBody(event);
  if (!body) return { ...counted, unknownTypes: [...counted.unknownTypes, event.type] };
  return apply(counted, body, {
    at: event.at.instant,
    by: event.by,
    office: event.office,
    counter: event.counter,
  });
}

/**
 * Folds a dossier's events, in any order given and each once, to its state; null for none. Events that were set aside
 * are skipped, so that a counter which holds them stands where those stand that never got them.
 */
export function fold(events: readonly DossierEvent[]): Dossier | null {
  const superseded = supersededIds(events);
  return [...events]
    .sort(compareEvents)
    .filter((event, i, sorted) => event.id !== sorted[i - 1]?.id && !superseded.has(event.id))
    .reduce<Dossier | null>(evolve, null);
}
