import { createSignedFetch, newSigningKey, publicKeyOf } from '../../electron/services/signing.ts';
import { COUNTER_ZONE } from '../../shared/clock.ts';
import { hashOf, sealEvents, type ChainHead } from '../../shared/domain/dossier/chain.ts';
import type { DossierEvent, EventBody } from '../../shared/domain/dossier/event.ts';
import { addLeases, EMPTY_NUMBERING, type Numbering } from '../../shared/domain/numbering.ts';
import type { Catalogue, Office } from '../../shared/domain/procedure.ts';
import { newId } from '../../shared/ids.ts';
import {
  DEVICE_HEADER,
  OPERATIONS,
  refusalSchema,
  SESSION_HEADER,
  type OperationName,
  type Refusal,
  type ReplyOf,
  type RequestOf,
} from '../../shared/portal/contract.ts';
import { DEMO_PASSWORD, ENROLMENT_CODES, type OfficeId } from './seed/accounts.ts';
import { demoDossier } from './seed/demo-dossiers.ts';
import type { Random } from './seed/random.ts';

/** What came back: the reply, or why not. Both are checked against the contract. */
export interface Answer<N extends OperationName> {
  readonly status: number;
  readonly headers: Headers;
  readonly reply: ReplyOf<N> | null;
  readonly refusal: Refusal | null;
}

export interface Credentials {
  readonly counter?: string | undefined;
  readonly session?: string | undefined;
  /** Signs, once registered; as in the vault. */
  readonly key?: string | undefined;
}

const signers = new Map<string, ReturnType<typeof createSignedFetch>>();
/** A `fetch` as a counter with this key has it. Kept, so that what it learns of the portal's clock is. */
export function fetchAs({ key }: Credentials, baseUrl: string): ReturnType<typeof createSignedFetch> {
  if (key === undefined) return (url, init) => fetch(url, init);
  const name = `${baseUrl} ${key}`;
  const signer =
    signers.get(name) ??
    createSignedFetch({ baseUrl, key: () => key, fetch: (url, init) => fetch(url, init) });
  signers.set(name, signer);
  return signer;
}

/** One call of an operation. Throws when the connection breaks or the answer is not of the contract. */
export async function call<N extends OperationName>(
  url: string,
  name: N,
  request: RequestOf<N>,
  credentials: Credentials = {},
): Promise<Answer<N>> {
  const { method, path, reply } = OPERATIONS[name];
  const query =
    method === 'GET'
      ? `?${new URLSearchParams(Object.entries(request).map(([key, value]) => [key, String(value)])).toString()}`
      : '';
  const response = await fetchAs(credentials, url)(`${url}${path}${query}`, {
    method,
    headers: {
      ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
      ...(credentials.counter === undefined ? {} : { [DEVICE_HEADER]: credentials.counter }),
      ...(credentials.session === undefined ? {} : { [SESSION_HEADER]: `Bearer ${credentials.session}` }),
    },
    ...(method === 'POST' ? { body: JSON.stringify(request) } : {}),
  });
  const body: unknown = await response.json();
  const done = response.status === 200;
  return {
    status: response.status,
    headers: response.headers,
    reply: done ? (reply.parse(body) as ReplyOf<N>) : null,
    refusal: done ? null : refusalSchema.parse(body),
  };
}

/** The reply of a call that must succeed. */
export async function ask<N extends OperationName>(
  url: string,
  name: N,
  request: RequestOf<N>,
  credentials: Credentials = {},
): Promise<ReplyOf<N>> {
  const answer = await call(url, name, request, credentials);
  if (answer.reply === null)
    throw new Error(`${name}: ${String(answer.status)} ${JSON.stringify(answer.refusal)}`);
  return answer.reply;
}

export interface Place {
  readonly enrolmentCode: string;
  readonly username: string;
  readonly password: string;
}

/** Where the first demo clerk of an office works. */
export function placeOf(office: OfficeId, username = 'giaodich01'): Place {
  return { enrolmentCode: ENROLMENT_CODES[office], username, password: DEMO_PASSWORD };
}

/** A counter without screens: enrols, signs in, writes dossiers by the shared rules, pushes and pulls. */
export interface TestCounter {
  readonly id: string;
  readonly office: Office;
  readonly catalogue: Catalogue;
  readonly credentials: Credentials & { readonly counter: string; readonly session: string };
  readonly url: string;
  /** Everything written, in order. */
  readonly log: readonly DossierEvent[];
  readonly lease: (requestId?: string) => Promise<ReplyOf<'lease'>>;
  /** A made-up dossier received and printed at an instant; its events. Provisional when no number is left. */
  readonly receive: (random: Random, at?: string) => readonly DossierEvent[];
  /** Seals further events of a dossier, whatever they say. */
  readonly write: (
    dossierId: string,
    bodies: readonly { readonly type: string; readonly data: unknown }[],
    lastSeq: number,
  ) => readonly DossierEvent[];
  /** Loses the numbers it holds, as a counter that ran out. */
  readonly forgetNumbers: () => void;
  /** Tells the portal how long the log is, as a counter does at each contact. */
  readonly tell: () => Promise<ReplyOf<'position'>>;
  readonly push: (events: readonly DossierEvent[], retry?: boolean) => Promise<Answer<'push'>>;
  readonly pullAll: (own?: '0' | '1', limit?: number) => Promise<readonly DossierEvent[]>;
}

export async function startCounter(
  url: string,
  place: Place,
  counterNumber: number,
  deviceId: string = newId(),
  /** Whether it registers a key and signs; one from before there were keys does not. */
  signs = true,
): Promise<TestCounter> {
  const enrolled = await ask(url, 'enrol', {
    enrolmentCode: place.enrolmentCode,
    counterNumber,
    deviceId,
    deviceName: 'Test',
  });
  const key = signs ? newSigningKey() : undefined;
  const device = { counter: enrolled.token, key };
  if (key !== undefined) await ask(url, 'registerKey', { key: publicKeyOf(key) }, device);
  const { username, password } = place;
  const session = await ask(url, 'signIn', { username, password }, device);
  const credentials = { ...device, session: session.token };
  const { catalogue } = await ask(url, 'catalogue', { have: 0 }, credentials);
  const office = catalogue?.offices.find((each) => each.id === enrolled.office.id);
  if (!catalogue || !office) throw new Error('the portal gave no catalogue with the counter’s office');
  const by = { id: session.staff.id, name: session.staff.name };
  let head: ChainHead = { position: enrolled.position, hash: enrolled.lastHash };
  let numbering: Numbering = { ...EMPTY_NUMBERING, nextProvisional: enrolled.provisionalFrom };
  const log: DossierEvent[] = [];
  const keep = (events: readonly DossierEvent[]) => {
    log.push(...events);
    const last = events.at(-1);
    if (last) head = { position: last.position, hash: hashOf(last) };
    return events;
  };
  return {
    id: enrolled.counter,
    office,
    catalogue,
    credentials,
    url,
    log,
    lease: async (requestId = newId()) => {
      const reply = await ask(url, 'lease', { requestId, left: 0 }, credentials);
      numbering = addLeases(numbering, reply.leases);
      return reply;
    },
    receive: (random, at = new Date().toISOString()) => {
      const made = demoDossier(
        random,
        catalogue,
        { id: enrolled.counter, office, staff: [by], head, numbering },
        at,
      );
      numbering = made.counter.numbering;
      return keep(made.events);
    },
    write: (dossierId, bodies, lastSeq) => {
      const author = {
        by,
        office: office.id,
        counter: enrolled.counter,
        now: new Date().toISOString(),
        role: 'clerk' as const,
        zone: COUNTER_ZONE,
        newId,
      };
      return keep(
        sealEvents(bodies as readonly EventBody[], { id: dossierId, lastSeq }, head, author).events,
      );
    },
    forgetNumbers: () => {
      numbering = { ...EMPTY_NUMBERING, nextProvisional: numbering.nextProvisional };
    },
    tell: () => ask(url, 'position', { length: head.position }, credentials),
    push: (events, retry = false) => call(url, 'push', { events: [...events], retry }, credentials),
    pullAll: async (own = '0', limit = 100) => {
      const pulled: DossierEvent[] = [];
      for (let after = 0, more = true; more;) {
        const page = await ask(url, 'pull', { after, limit, own }, credentials);
        pulled.push(...page.events);
        ({ next: after, more } = page);
      }
      return pulled;
    },
  };
}
