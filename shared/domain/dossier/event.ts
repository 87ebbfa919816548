import { z } from 'zod';
import { attachmentSchema } from '../attachment.ts';
import { deadlineSchema } from '../deadline.ts';
import { feeSchema } from '../fee.ts';
import { jsonSchema } from '../json.ts';
import {
  deliverySchema,
  identityDoubtSchema,
  line,
  optionalLine,
  partySchema,
  representativeSchema,
} from '../party.ts';
import { normaliseLines } from '../text.ts';
import { assistedSchema } from './assistance.ts';
import { correctedSchema } from './correction.ts';
import { personalDataGivenSchema } from './data-given.ts';
import { checkedDocumentSchema } from './documents.ts';
import { personalDataErasedSchema } from './erasure.ts';
import { formPrintedSchema } from './form-print.ts';
import { filedOnlineSchema } from './filing.ts';
import { isLifeStep, LIFE_DATA, type LifeBody } from './life.ts';
import { openedSchema } from './opening.ts';
import { channelSchema, noteSchema, procedureInForceSchema } from './parts.ts';
import { MONEY_DATA } from './payments.ts';
import { documentReadSchema } from './reading.ts';
import { RECEIPT_DATA } from './receipt-papers.ts';
import { resultPrintedSchema } from './result-print.ts';

export const draftedSchema = z.strictObject({ startedAt: z.iso.datetime() });
export const documentCheckedSchema = z.strictObject({ documents: z.array(checkedDocumentSchema).max(100) });
/** Details taken over from an earlier dossier of the same person, who agreed to it at the counter. */
export const prefillSchema = z.strictObject({
  fromDossier: z.uuid(),
  consent: z.literal(true),
  /** UTC instant of the consent. */
  at: z.iso.datetime(),
});
export const receivedSchema = z.strictObject({
  code: z.string().min(1),
  provisional: z.boolean(),
  procedure: procedureInForceSchema,
  officeName: z.string(),
  officePlace: z.string(),
  applicant: partySchema,
  representative: representativeSchema.nullable(),
  channel: channelSchema,
  delivery: deliverySchema,
  /** Number of sets (bộ hồ sơ). */
  sets: z.number('count-invalid').int('count-invalid').min(1, 'count-invalid').max(99, 'count-invalid'),
  fee: feeSchema,
  note: noteSchema,
  deadline: deadlineSchema,
  prefill: prefillSchema.optional(),
  /** What of the applicant the identity number contradicts, seen and kept by the clerk. */
  identityDoubt: z
    .strictObject({ what: z.array(identityDoubtSchema).min(1).max(2), confirmed: z.literal(true) })
    .optional(),
});
export const receiptPrintedSchema = z.strictObject({
  form: z.literal('01'),
  formSet: z.enum(['2018', '2025']),
  paper: z.enum(['A4', 'A5']),
  /** The first print, a copy of unchanged content, or a replacement after a correction. */
  kind: z.enum(['original', 'copy', 'replacement']),
  /** 1 for the first print, 2 for the next… */
  print: z.number().int().min(1),
  /** SHA-256 (hex) of the printed content, so that the paper can be held against the record. */
  contentHash: z.string().regex(/^[0-9a-f]{64}$/u),
  /** How many corrections of printed fields the one who printed knew; older events do not say. */
  corrections: z.number().int().min(0).optional(),
});
export const noteAddedSchema = z.strictObject({ text: noteSchema.pipe(z.string().min(1, 'field-required')) });
/** The portal took the dossier over; a provisional code gets its final one linked. */
export const acceptedSchema = z.strictObject({ portalNumber: line(100), linkedCode: optionalLine(60) });

/**
 * A clerk gives up an own event that the portal refused. It stays in the log and folds skip it, here and everywhere;
 * later events of the dossier are judged anew. Only the counter that wrote the event can set it aside.
 */
export const setAsideSchema = z.strictObject({
  eventId: z.uuid(),
  /** Its position in the log of the same counter. */
  position: z.number().int().min(1),
  /** What it said, for those who never got it; null when this version could not read it. */
  content: z.strictObject({ type: z.string().min(1).max(60), data: jsonSchema }).nullable(),
  reason: z
    .string()
    .transform(normaliseLines)
    .pipe(z.string().min(1, 'reason-required').max(500, 'field-too-long')),
});
export type SetAside = z.infer<typeof setAsideSchema>;
/** The portal: the dossier no longer belongs to the office. What the office has of it stays, to be read only. */
export const scopeRemovedSchema = z.strictObject({ reason: line(500) });

/** Every event type of this version with the schema of its data. */
export const EVENT_DATA = {
  drafted: draftedSchema,
  assisted: assistedSchema,
  filedOnline: filedOnlineSchema,
  documentChecked: documentCheckedSchema,
  received: receivedSchema,
  ...MONEY_DATA,
  receiptPrinted: receiptPrintedSchema,
  formPrinted: formPrintedSchema,
  ...RECEIPT_DATA,
  resultPrinted: resultPrintedSchema,
  corrected: correctedSchema,
  noteAdded: noteAddedSchema,
  dossierOpened: openedSchema,
  personalDataGiven: personalDataGivenSchema,
  personalDataErased: personalDataErasedSchema,
  documentAttached: attachmentSchema,
  documentRead: documentReadSchema,
  ...LIFE_DATA,
  accepted: acceptedSchema,
  setAside: setAsideSchema,
  scopeRemoved: scopeRemovedSchema,
} as const;

export type EventType = keyof typeof EVENT_DATA;
export type EventBody = {
  [T in EventType]: { readonly type: T; readonly data: z.infer<(typeof EVENT_DATA)[T]> };
}[EventType];

export const staffRefSchema = z.strictObject({
  id: z.string().min(1).max(100),
  name: z.string().min(1).max(200),
});
export type StaffRef = z.infer<typeof staffRefSchema>;

const hash = z.string().regex(/^[0-9a-f]{64}$/u);

/**
 * What every event carries, known type or not. Events are never edited or deleted; unknown types from a newer app are
 * kept and passed on as they are.
 */
export const dossierEventSchema = z.strictObject({
  /** UUIDv7, also the idempotency key towards the portal. */
  id: z.uuid(),
  dossierId: z.uuid(),
  /** 1 + the highest seq of the dossier its author knew. */
  seq: z.number().int().min(1),
  type: z.string().min(1).max(60),
  version: z.number().int().min(1),
  at: z.strictObject({
    /** By the portal's clock as far as the counter knew it. */
    instant: z.iso.datetime(),
    zone: z.string().min(1).max(60),
    /** What the device's own clock said, when that was seconds off or more. */
    deviceInstant: z.iso.datetime().optional(),
  }),
  by: staffRefSchema,
  office: z.string().min(1).max(40),
  /** The counter that wrote it, e.g. `HT-2`; `portal` for the portal. */
  counter: z.string().min(1).max(40),
  /** Running position in the log of its counter, from 1 without gaps. */
  position: z.number().int().min(1),
  data: jsonSchema,
  /** Hash of this counter's previous event; zeros for its first. */
  prev: hash,
  /** The hash it had before what it told of people was erased; see `erasure.ts`. Only ever set where it is kept. */
  erased: hash.optional(),
});
export type DossierEvent = z.infer<typeof dossierEventSchema>;

/** The body of an event if this version knows its type and its data is valid; null otherwise. */
export function readBody(event: DossierEvent): EventBody | null {
  const schema =
    event.version === 1 && Object.hasOwn(EVENT_DATA, event.type)
      ? EVENT_DATA[event.type as EventType]
      : undefined;
  const parsed = schema?.safeParse(event.data);
  return parsed?.success ? ({ type: event.type, data: parsed.data } as EventBody) : null;
}

/** SHA-256 of the file an event cannot go to the portal before; null for none, and once it is erased. */
export function fileOf(event: DossierEvent): string | null {
  const body = event.type === 'documentAttached' && event.erased === undefined ? readBody(event) : null;
  return body?.type === 'documentAttached' ? body.data.sha256 : null;
}

/** Whether a body is a step of the dossier's life after reception. */
export function isLifeBody(body: EventBody): body is LifeBody {
  return isLifeStep(body.type);
}

/** Whether this version knows the type; an event of a known type with invalid data is refused at every boundary. */
export function isKnownType(event: Pick<DossierEvent, 'type' | 'version'>): boolean {
  return event.version === 1 && Object.hasOwn(EVENT_DATA, event.type);
}

/**
 * The total order of a dossier's events, the same on every machine: seq, then counter, then position; by id should a
 * counter ever have written one position twice. Clocks play no part.
 */
export function compareEvents(a: DossierEvent, b: DossierEvent): number {
  if (a.seq !== b.seq) return a.seq - b.seq;
  if (a.counter !== b.counter) return a.counter < b.counter ? -1 : 1;
  if (a.position !== b.position) return a.position - b.position;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
