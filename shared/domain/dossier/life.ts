import { z } from 'zod';
import {
  addressSchema,
  identitySchema,
  line,
  LINE_LIMIT,
  optionalLine,
  personSchema,
  phoneSchema,
} from '../party.ts';
import { postageSchema } from '../postage.ts';
import { postalItemSchema, postalRollSchema } from '../postal-item.ts';
import { resultCheckSchema, resultFileSchema } from '../result-file.ts';
import { normaliseLines } from '../text.ts';
import { checkedDocumentSchema, copies } from './documents.ts';

/** Where a dossier is in its life after reception (Decree 118/2025, before it 61/2018). */
export type Stage =
  | 'received'
  /** Waiting for the citizen; the deadline is paused. */
  | 'supplement'
  | 'forwarded'
  | 'in-process'
  | 'result-ready'
  | 'posted'
  | 'delivery-failed'
  | 'handed-over'
  | 'delivered'
  | 'refused'
  | 'withdrawn'
  | 'stopped';

const text = (limit: number) =>
  z.string().transform(normaliseLines).pipe(z.string().max(limit, 'field-too-long'));
const reason = text(1000).pipe(z.string().min(1, 'reason-required'));

/** A document asked for, in the numbers the supplement form (02) has columns for. */
export const askedDocumentSchema = z
  .strictObject({ nameVi: line(1000), originals: copies, certifiedCopies: copies, photocopies: copies })
  .refine((each) => each.originals + each.certifiedCopies + each.photocopies > 0, 'count-invalid');

/** Who took the result; somebody else only with a ground, e.g. a power of attorney. */
export const collectorSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('owner') }),
  z.strictObject({ kind: z.literal('representative') }),
  z.strictObject({
    kind: z.literal('proxy'),
    name: personSchema.shape.name,
    identity: identitySchema,
    authority: line(LINE_LIMIT),
  }),
]);

/** What looking at the electronic result before it goes out came to, file by file. */
const resultChecks = z.array(resultCheckSchema).max(5).optional();
const originalsReturned = z
  .array(z.strictObject({ nameVi: line(1000), count: copies.min(1, 'count-invalid') }))
  .max(100);
const dueAt = z.iso.datetime('date-invalid');

/** The steps of a dossier's life after reception, each with the schema of its event's data. */
export const LIFE_DATA = {
  supplementRequested: z.strictObject({
    documents: z.array(askedDocumentSchema).min(1, 'supplement-none').max(100),
    reason,
  }),
  /** `documents` is the whole checklist after it; the deadline moves by the working days it was paused. */
  supplementReceived: z.strictObject({
    documents: z.array(checkedDocumentSchema).max(100),
    pausedDays: z.number().int().min(0),
    dueAt,
    calendarVersion: z.string(),
  }),
  /** Reception is undone with a ground in law (form 03). */
  refused: z.strictObject({ ground: line(LINE_LIMIT), reason }),
  withdrawn: z.strictObject({ reason, originalsReturned }),
  /** The authority stops working on it (form 05). */
  stopped: z.strictObject({ ground: line(LINE_LIMIT), reason }),
  /** `batch` is the handover batch it left in, where there was one. */
  forwarded: z.strictObject({ to: line(LINE_LIMIT), batch: z.uuid().optional() }),
  /** What the portal or the authority says is being done. */
  inProcess: z.strictObject({ step: line(LINE_LIMIT) }),
  /** A later appointment, with an apology to the citizen (form 04). */
  rescheduled: z.strictObject({
    from: dueAt,
    dueAt,
    reason,
    approver: line(200),
    /** Moved by a working calendar that a supervisor brought into force, and the file it came from. */
    calendar: z.strictObject({ version: line(200), file: optionalLine(300) }).optional(),
  }),
  /** `files`: the result as issued electronically, where it was. */
  resultReady: z.strictObject({
    resultNumber: optionalLine(100),
    files: z.array(resultFileSchema).min(1).max(5).optional(),
  }),
  resultHandedOver: z.strictObject({
    collector: collectorSchema,
    identityChecked: z.literal(true, 'identity-unchecked'),
    originalsReturned,
    checks: resultChecks,
  }),
  resultPosted: z.strictObject({
    item: postalItemSchema,
    recipient: line(200),
    phone: phoneSchema,
    address: addressSchema,
    /** The roll of labels the identifier was taken from; left out for a label from elsewhere. */
    roll: postalRollSchema.optional(),
    /** What the recipient pays the post on delivery; left out where no tariff was known. */
    postage: postageSchema.optional(),
    checks: resultChecks,
  }),
  delivered: z.strictObject({ item: postalItemSchema }),
  deliveryFailed: z.strictObject({ item: postalItemSchema, reason }),
  /** The item came back: the result waits at the counter again. */
  deliveryReturned: z.strictObject({ item: postalItemSchema }),
} as const;

export type LifeStep = keyof typeof LIFE_DATA;
export const LIFE_STEPS = Object.keys(LIFE_DATA) as readonly LifeStep[];
export type LifeBody = {
  [T in LifeStep]: { readonly type: T; readonly data: z.infer<(typeof LIFE_DATA)[T]> };
}[LifeStep];

const AT_THE_AUTHORITY = [
  'inProcess',
  'supplementRequested',
  'rescheduled',
  'resultReady',
  'stopped',
  'withdrawn',
] as const;

/** What may happen at each stage. Nothing else can, wherever it is tried. */
const ALLOWED: Readonly<Record<Stage, readonly LifeStep[]>> = {
  received: [
    'supplementRequested',
    'refused',
    'withdrawn',
    'forwarded',
    'rescheduled',
    'resultReady',
    'stopped',
  ],
  supplement: ['supplementReceived', 'refused', 'withdrawn', 'stopped'],
  forwarded: AT_THE_AUTHORITY,
  'in-process': AT_THE_AUTHORITY,
  'result-ready': ['resultHandedOver', 'resultPosted'],
  posted: ['delivered', 'deliveryFailed'],
  'delivery-failed': ['deliveryReturned'],
  'handed-over': [],
  delivered: [],
  refused: [],
  withdrawn: [],
  stopped: [],
};

/** What may happen at a stage; `before` is the stage in which a supplement was asked for. */
export function allowedSteps(stage: Stage, before: Stage): readonly LifeStep[] {
  // Once the authority has it, the counter can no longer undo the reception.
  return stage === 'supplement' && before !== 'received'
    ? ALLOWED.supplement.filter((step) => step !== 'refused')
    : ALLOWED[stage];
}

/** Stages after which nothing more happens. */
export function isEnded(stage: Stage): boolean {
  return ALLOWED[stage].length === 0;
}

const LEADS_TO: Readonly<Record<Exclude<LifeStep, 'supplementReceived' | 'rescheduled'>, Stage>> = {
  supplementRequested: 'supplement',
  refused: 'refused',
  withdrawn: 'withdrawn',
  stopped: 'stopped',
  forwarded: 'forwarded',
  inProcess: 'in-process',
  resultReady: 'result-ready',
  resultHandedOver: 'handed-over',
  resultPosted: 'posted',
  delivered: 'delivered',
  deliveryFailed: 'delivery-failed',
  deliveryReturned: 'result-ready',
};

/** The stage after a step that `stage` allows; `before` is the stage in which a supplement was asked for. */
export function stageAfter(stage: Stage, step: LifeStep, before: Stage): Stage {
  if (step === 'supplementReceived') return before;
  return step === 'rescheduled' ? stage : LEADS_TO[step];
}

export function isLifeStep(type: string): type is LifeStep {
  return Object.hasOwn(LIFE_DATA, type);
}
