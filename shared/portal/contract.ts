import { z } from 'zod';
import { cataloguePatchSchema } from '../domain/catalogue-patch.ts';
import { dossierEventSchema } from '../domain/dossier/event.ts';
import { leaseSchema } from '../domain/numbering.ts';
import { catalogueSchema } from '../domain/procedure.ts';
import { ROLES } from '../domain/rights.ts';
import { ERROR_CODES } from '../error-codes.ts';
import { anchorsReply, anchorsRequest, positionReply, positionRequest } from './own-log.ts';
import { findFilingReply, findFilingRequest } from './filing.ts';
import { registerKeyReply, registerKeyRequest } from './signature.ts';
import {
  overseeCountReply,
  overseeCountRequest,
  overseePullReply,
  overseePullRequest,
  oversightReply,
} from './oversight.ts';

/** Raised when a change would break a counter already in use. */
export const CONTRACT_VERSION = '1';
export const PUSH_LIMIT = 500;
export const PULL_LIMIT = 500;

const hash = z.string().regex(/^[0-9a-f]{64}$/u);
const token = z.string().min(20).max(500);

/** What the portal says when it refuses a request; `code` is one of ours, so the counter can say it in words. */
export const refusalSchema = z.strictObject({
  code: z.enum(ERROR_CODES),
  /** For logs and support; never shown to the clerk as it is. */
  message: z.string().max(2000),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type Refusal = z.infer<typeof refusalSchema>;

export const healthReply = z.strictObject({
  service: z.string(),
  contract: z.string(),
  reference: z.boolean(),
  time: z.iso.datetime(),
});

export const enrolRequest = z.strictObject({
  /** Given to the office by the portal's administrator. */
  enrolmentCode: z.string().min(1).max(100),
  counterNumber: z.number().int().min(1).max(99),
  /** Chosen by the device; repeating a request with it is harmless. */
  deviceId: z.uuid(),
  deviceName: z.string().min(1).max(100),
  /**
   * The device holds a copy of the counter's log up to here (restored from a backup, or a copied profile) and takes the
   * counter over: it goes on under a new name, and the earlier machine can only hand over what it has not sent.
   */
  takeOver: z
    .strictObject({ counter: z.string().min(1).max(40), position: z.number().int().min(0), hash })
    .optional(),
});
export const enrolReply = z.strictObject({
  token,
  /** e.g. `HT-2`; `HT-2.2` for the second machine that is this counter. */
  counter: z.string(),
  counterNumber: z.number().int(),
  office: z.strictObject({ id: z.string(), nameVi: z.string() }),
  /** Where the counter's chain stands at the portal, to be continued. */
  position: z.number().int().min(0),
  lastHash: hash,
  /** The first provisional number of this enrolment; beyond every one an earlier enrolment can have given. */
  provisionalFrom: z.number().int().min(1),
});

export const signInRequest = z.strictObject({
  username: z.string().min(1).max(100),
  password: z.string().min(1).max(200),
});
export const staffSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
});
export type Staff = z.infer<typeof staffSchema>;
export const signInReply = z.strictObject({
  token,
  staff: staffSchema,
  expiresAt: z.iso.datetime(),
  /** What the portal keeps for this machine: it opens the machine of a clerk who forgot their PIN. Always the same one. */
  unlockKey: z.string().min(32).max(200).optional(),
});

/** `requestId` makes a repeated request harmless. */
export const leaseRequest = z.strictObject({ requestId: z.uuid(), left: z.number().int().min(0) });
export const leaseReply = z.strictObject({ leases: z.array(leaseSchema).max(100) });

export const pushRequest = z.strictObject({
  /** Own events in order of position. With `retry`, ones refused before; else without gaps after the acknowledged. */
  events: z.array(dossierEventSchema).min(1).max(PUSH_LIMIT),
  retry: z.boolean(),
  /** From a machine whose counter was taken over: the rest of what it wrote. */
  handOver: z.boolean().default(false),
});
export const verdictSchema = z.discriminatedUnion('verdict', [
  /** Stored now, or known already from an earlier send. */
  z.strictObject({ id: z.uuid(), verdict: z.literal('accepted') }),
  /** Refused before and set aside by its counter since: judged no more. */
  z.strictObject({ id: z.uuid(), verdict: z.literal('superseded') }),
  /** Not stored: a person must look at it. Later events of the same dossier are `event-blocked` until it is solved. */
  z.strictObject({ id: z.uuid(), verdict: z.literal('refused'), reason: refusalSchema }),
]);
export type Verdict = z.infer<typeof verdictSchema>;
export const pushReply = z.strictObject({
  /** Every position up to this one has a verdict; the counter need not send it again by itself. */
  acknowledged: z.number().int().min(0),
  verdicts: z.array(verdictSchema).max(PUSH_LIMIT),
});

export const pullRequest = z.strictObject({
  /** The cursor of the last event received; 0 at first. */
  after: z.coerce.number().int().min(0),
  limit: z.coerce.number().int().min(1).max(PULL_LIMIT),
  /** Also events this counter wrote itself (to rebuild a wiped machine). */
  own: z.enum(['0', '1']).default('0'),
});
export const pullReply = z.strictObject({
  events: z.array(dossierEventSchema).max(PULL_LIMIT),
  next: z.number().int().min(0),
  more: z.boolean(),
});

export const catalogueRequest = z.strictObject({
  /** The version the counter holds; 0 for none. */
  have: z.coerce.number().int().min(0),
  /**
   * What of catalogues the counter understands. Left out: whole ones, without what replaces a withdrawn procedure
   * (`withdrawal`), as the first counters do. 2: that too, and a `patch` from the version it has.
   */
  speaks: z.coerce.number().int().min(2).optional(),
});
/** Neither `catalogue` nor `patch`: the counter has the latest. The portal may always give the whole. */
export const catalogueReply = z.strictObject({
  version: z.number().int().min(0),
  catalogue: catalogueSchema.nullable(),
  patch: cataloguePatchSchema.optional(),
});

/** `device`: the counter's token; `session`: the counter's token and a signed-in clerk's. */
export type Access = 'open' | 'device' | 'session';

const nothing = z.strictObject({});

/** Every operation of the contract. GET requests travel as query, POST as JSON body. */
export const OPERATIONS = {
  health: {
    method: 'GET',
    path: '/v1/health',
    access: 'open',
    request: nothing,
    reply: healthReply,
    summary: 'Whether the portal is there, and its time',
  },
  enrol: {
    method: 'POST',
    path: '/v1/counters',
    access: 'open',
    request: enrolRequest,
    reply: enrolReply,
    summary: 'Enrol a device as a counter of an office',
  },
  registerKey: {
    method: 'POST',
    path: '/v1/counters/key',
    access: 'device',
    request: registerKeyRequest,
    reply: registerKeyReply,
    summary: 'Register the key the counter signs all its requests with from now on',
  },
  signIn: {
    method: 'POST',
    path: '/v1/sessions',
    access: 'device',
    request: signInRequest,
    reply: signInReply,
    summary: 'Sign a clerk in at an enrolled counter',
  },
  lease: {
    method: 'POST',
    path: '/v1/leases',
    access: 'session',
    request: leaseRequest,
    reply: leaseReply,
    summary: 'Lease ranges of dossier numbers',
  },
  position: {
    method: 'GET',
    path: '/v1/position',
    access: 'session',
    request: positionRequest,
    reply: positionReply,
    summary: 'How far the portal knows this counter’s log',
  },
  anchors: {
    method: 'GET',
    path: '/v1/anchors',
    access: 'session',
    request: anchorsRequest,
    reply: anchorsReply,
    summary: 'What the portal witnessed of this counter’s log: position and hash after each push',
  },
  push: {
    method: 'POST',
    path: '/v1/events',
    access: 'session',
    request: pushRequest,
    reply: pushReply,
    summary: 'Hand over own events in order',
  },
  pull: {
    method: 'GET',
    path: '/v1/events',
    access: 'session',
    request: pullRequest,
    reply: pullReply,
    summary: 'Fetch others’ events of the office by cursor',
  },
  findFiling: {
    method: 'POST',
    path: '/v1/filings/search',
    access: 'session',
    request: findFilingRequest,
    reply: findFilingReply,
    summary: 'Find what a citizen filed online, with what only they can have told',
  },
  catalogue: {
    method: 'GET',
    path: '/v1/catalogue',
    access: 'device',
    request: catalogueRequest,
    reply: catalogueReply,
    summary: 'Procedures, fields, calendar, offices',
  },
  oversight: {
    method: 'GET',
    path: '/v1/oversight',
    access: 'session',
    request: nothing,
    reply: oversightReply,
    summary: 'The offices given to a supervisor, and how far their counters’ work is at the portal',
  },
  overseePull: {
    method: 'GET',
    path: '/v1/oversight/events',
    access: 'session',
    request: overseePullRequest,
    reply: overseePullReply,
    summary: 'Fetch the events of an office given to a supervisor by cursor',
  },
  overseeCount: {
    method: 'GET',
    path: '/v1/oversight/count',
    access: 'session',
    request: overseeCountRequest,
    reply: overseeCountReply,
    summary: 'The portal’s own count of a period of an office given to a supervisor',
  },
} as const satisfies Record<
  string,
  {
    method: 'GET' | 'POST';
    path: string;
    access: Access;
    request: z.ZodType;
    reply: z.ZodType;
    summary: string;
  }
>;

export type OperationName = keyof typeof OPERATIONS;
export type RequestOf<N extends OperationName> = z.input<(typeof OPERATIONS)[N]['request']>;
export type ReplyOf<N extends OperationName> = z.output<(typeof OPERATIONS)[N]['reply']>;

/**
 * Files go to `<path>/<sha256 of the bytes, hexadecimal>` by the tus protocol 1.0.0 (creation; metadata `sha256`), and come
 * back by GET. With the same access as events, and only within the counter's office. What arrives is checked against its
 * name; an event is taken only once the portal has its file (`attachment-missing`).
 */
export const ATTACHMENTS_PATH = '/v1/attachments';

/** Header names; tokens travel only between main process and portal. */
export const DEVICE_HEADER = 'x-counter-token';
export const SESSION_HEADER = 'authorization';
