import { plainCodec, type Codec } from '../../../renderer/store/codec.ts';
import {
  dossierRow,
  eventRow,
  findableRows,
  newestInstant,
  type DossierRow,
  type EventRow,
  type FindableRow,
} from '../../../renderer/store/rows.ts';
import { zoned } from '../../../shared/clock.ts';
import { isTaxCode } from '../../../shared/domain/citizen-id.ts';
import { canonicalJson } from '../../../shared/domain/dossier/chain.ts';
import type { DossierEvent, EventBody } from '../../../shared/domain/dossier/event.ts';
import { fold } from '../../../shared/domain/dossier/evolve.ts';
import type { Dossier, Reception } from '../../../shared/domain/dossier/state.ts';
import {
  author,
  BUILDING_PERMIT,
  CERTIFIED_COPY,
  handedIn,
  HOUSEHOLD_BUSINESS,
  PERSON,
  received,
  receptionEntry,
} from '../../support/catalogue.ts';
import { organisationName, personName, pick, randomFrom } from './names.ts';

export const COUNTER = 'HT-1';
export const EVENTS_EACH = 4;
const FIRST_RECEIVED = Date.parse('2026-01-05T01:00:00.000Z');
const APART_MS = 97_000;

export interface Sample {
  readonly events: readonly DossierEvent[];
  readonly dossier: Dossier;
}

/** The rows both databases hold for a dossier. */
export interface Rows {
  readonly events: readonly EventRow[];
  readonly dossier: DossierRow;
  readonly findable: readonly FindableRow[];
}

/** A UUIDv7 that depends only on its arguments. */
function idOf(time: number, kind: number, i: number): string {
  const random = randomFrom(i * 8 + kind);
  const hex = (digits: number) =>
    Math.floor(random() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  const at = time.toString(16).padStart(12, '0');
  return `${at.slice(0, 8)}-${at.slice(8)}-7${hex(3)}-9${hex(3)}-${hex(6)}${hex(6)}`;
}

export function dossierIdOf(i: number): string {
  return idOf(FIRST_RECEIVED + i * APART_MS, 0, i);
}

export function receivedAtOf(i: number): string {
  return new Date(FIRST_RECEIVED + i * APART_MS).toISOString();
}

/** The code of dossier `i`. */
export function codeOfDossier(i: number): string {
  const day = zoned(receivedAtOf(i)).toPlainDate().toString().replaceAll('-', '').slice(2);
  return `000.00.19.H49-${day}-${String(i + 1).padStart(4, '0')}`;
}

const templates = new Map<string, Sample>();

/** A dossier decided and folded by the domain, once a day and procedure; the others of that day differ in who and when. */
function templateOf(i: number): Sample {
  const procedure = [CERTIFIED_COPY, HOUSEHOLD_BUSINESS, BUILDING_PERMIT][i % 3] ?? CERTIFIED_COPY;
  const now = receivedAtOf(i);
  const key = `${procedure.code} ${now.slice(0, 10)}`;
  const known = templates.get(key);
  if (known) return known;
  const entry = receptionEntry({
    documents: handedIn(procedure),
    paid: 'cash',
    feeCounts: { pages: 3, copies: 2 },
  });
  const made = received({ entry, procedure, startedAt: now }, author({ now }));
  if (made.events.length !== EVENTS_EACH) throw new Error(`A dossier has ${EVENTS_EACH} events here`);
  templates.set(key, made);
  return made;
}

/** A tax code that begins with the first eight of nine digits and passes the check. */
function taxCodeFrom(nine: string): string {
  for (let last = 0; last < 10; last += 1) {
    const code = [...Array(10).keys()].map((check) => `${nine.slice(0, 8)}${last}${check}`).find(isTaxCode);
    if (code !== undefined) return code;
  }
  throw new Error(`no tax code begins with ${nine}`);
}

function applicantOf(i: number): Pick<Reception, 'applicant' | 'representative'> {
  const random = randomFrom(i + 1_000_003);
  const digits = (count: number) => String(Math.floor(random() * 10 ** count)).padStart(count, '0');
  const phone = () => `0${pick(random, ['90', '91', '97', '98', '35', '86'])}${digits(7)}`;
  const { address } = PERSON;
  if (random() < 0.06) {
    const company = {
      kind: 'organisation',
      name: organisationName(random),
      taxCode: taxCodeFrom(`57${digits(7)}`),
    } as const;
    return { applicant: { ...company, phone: phone(), email: null, address }, representative: null };
  }
  const person = () => ({
    name: personName(random),
    identity: { kind: 'citizen-id', number: `022${pick(random, ['0', '1'])}${digits(8)}` } as const,
    phone: phone(),
  });
  const representative = random() < 0.1 ? { ...person(), authority: 'Giấy ủy quyền số 15/2026' } : null;
  return {
    applicant: { kind: 'person', ...person(), birthDate: null, email: null, address },
    representative,
  };
}

/** Dossier `i` with the events it is the fold of. Positions run on; `prev` is a stand-in for the hash, of its length. */
export function sampleOf(i: number): Sample {
  const template = templateOf(i);
  const instant = receivedAtOf(i);
  const dossierId = dossierIdOf(i);
  const changed = { ...applicantOf(i), code: codeOfDossier(i) };
  const events = template.events.map((event, k): DossierEvent => {
    const data =
      event.type === 'received'
        ? { ...(event.data as object), ...changed }
        : event.type === 'drafted'
          ? { startedAt: instant }
          : event.data;
    const position = i * EVENTS_EACH + k + 1;
    const prev = (position - 1).toString(16).padStart(64, '0');
    return {
      ...event,
      id: idOf(Date.parse(instant), k + 1, i),
      dossierId,
      at: { ...event.at, instant },
      position,
      data: data,
      prev,
    };
  });
  const { reception, payment } = template.dossier;
  if (!reception || !payment) throw new Error('The sample is received and paid');
  const dossier = {
    ...template.dossier,
    id: dossierId,
    startedAt: instant,
    reception: { ...reception, ...changed, at: instant },
    payment: { ...payment, at: instant },
  };
  return { events, dossier };
}

export function rowsOf(i: number, codec: Codec = plainCodec): Rows {
  const { events, dossier } = sampleOf(i);
  return {
    events: events.map((event) => eventRow(codec, event)),
    dossier: dossierRow(codec, dossier, {
      ownPosition: (i + 1) * EVENTS_EACH,
      changedAt: newestInstant(events),
    }),
    findable: findableRows(codec, [{ before: null, after: dossier }]),
  };
}

/** Throws unless dossier `i` is what its events fold to: the quick way of making it must not cheat. */
export function checkSample(i: number): void {
  const { events, dossier } = sampleOf(i);
  if (canonicalJson(fold(events)) !== canonicalJson(dossier))
    throw new Error(`Sample ${i} is not the fold of its events`);
}

/** The bodies of dossier `i`'s events, as its reception decides them. */
export function bodiesOf(i: number): readonly EventBody[] {
  return sampleOf(i).events.map((event) => ({ type: event.type, data: event.data }) as EventBody);
}

/** The portal's acceptance of dossier `i`, its `position`th event. */
export function acceptanceOf(i: number, position: number): DossierEvent {
  return {
    ...(sampleOf(i).events[0] as DossierEvent),
    id: idOf(FIRST_RECEIVED + i * APART_MS, 7, i),
    seq: EVENTS_EACH + 1,
    type: 'accepted',
    by: { id: 'portal', name: 'Cổng dịch vụ công' },
    counter: 'portal',
    position,
    data: { portalNumber: `BN-${i}`, linkedCode: null },
  };
}
