import { z } from 'zod';
import { appError } from '../../errors.ts';
import { fail, ok } from '../../result.ts';
import type { Retention } from '../retention.ts';
import { hashOf } from './chain.ts';
import type { CommandOf } from './command.ts';
import type { Decision } from './decide-life.ts';
import type { DossierEvent } from './event.ts';
import { isEnded } from './life.ts';
import { stageOf, type Dossier } from './state.ts';
import { may } from '../rights.ts';

type Json = DossierEvent['data'];

/** What stands where a text was that told of somebody. */
export const ERASED = 'Đã xóa';
const DAY_MS = 86_400_000;
const hash = z.string().regex(/^[0-9a-f]{64}$/u);

/**
 * What a dossier told of people is gone from the office's machines; what was done, when and by whom stays. Each event it
 * was taken from is named, with SHA-256 (hex) of what is left of it, so that nobody can take out or change anything else.
 */
export const personalDataErasedSchema = z.strictObject({
  /** How remainders are made (`erasedForm`): every app must make those of this number alike. */
  form: z.literal(1),
  /** The rule it was kept under: so many days after its end. */
  keptDays: z.number().int().min(1).max(36_500),
  remainders: z
    .array(z.strictObject({ id: z.uuid(), hash }))
    .min(1)
    .max(1000),
});
export type PersonalDataErased = z.infer<typeof personalDataErasedSchema>;

/** UTC instant of a dossier's end, from which its data is kept for a time; null while it is under way. */
export function endOf(dossier: Dossier): string | null {
  const { life, outOfScope, assistance, filing, reception } = dossier;
  if (isEnded(stageOf(dossier))) return life?.steps.at(-1)?.at ?? null;
  if (outOfScope) return outOfScope.at;
  return !reception && !filing && assistance ? assistance.at : null;
}

/** How many days after its end a dossier is kept; null when no rule is known. One that was only guided has its own. */
export function keptDaysOf({ reception, filing }: Dossier, rules: Retention | null): number | null {
  if (!rules) return null;
  return reception || filing ? rules.dossierDays : rules.guidedDays;
}

/** UTC instant from which a dossier's personal data may be erased; null when it may not, or is already. */
export function erasableFrom(dossier: Dossier, rules: Retention | null): string | null {
  const [end, days] = [endOf(dossier), keptDaysOf(dossier, rules)];
  if (end === null || days === null || dossier.erased) return null;
  return new Date(Date.parse(end) + days * DAY_MS).toISOString();
}

/** Personal data is erased by a supervisor or an administrator, once the time it is kept for is over. */
export function decideErasure(
  dossier: Dossier | null,
  { rules, remainders, role }: CommandOf<'erasePersonalData'>,
  now: string,
): Decision {
  if (!may(role, 'administer')) return fail([appError('supervisor-only')]);
  const from = dossier && erasableFrom(dossier, rules);
  const keptDays = dossier && keptDaysOf(dossier, rules);
  if (!from || !keptDays) return fail([appError('dossier-transition-forbidden')]);
  if (now < from) return fail([appError('retention-not-over', { day: from.slice(0, 10) })]);
  return ok([{ type: 'personalDataErased', data: { form: 1, keptDays, remainders: [...remainders] } }]);
}

/** Parts that tell of a matter and never of a person: kept whole. */
const WHOLE: ReadonlySet<string> = new Set([
  'procedure',
  'fee',
  'deadline',
  'receipt',
  'template',
  'postage',
  'roll',
  'calendar',
  'officeName',
  'officePlace',
  'calendarVersion',
  'remainders',
]);

/** Texts that are codes, kinds, hashes and numbers of papers. Every other text is taken to be personal. */
const KEPT: ReadonlySet<string> = new Set([
  'asker',
  'batch',
  'channel',
  'code',
  'contentHash',
  'counter',
  'documentId',
  'eventId',
  'explained',
  'field',
  'filer',
  'form',
  'formSet',
  'fromDossier',
  'item',
  'kind',
  'linkedCode',
  'mediaType',
  'method',
  'number',
  'paper',
  'portalNumber',
  'sha256',
  'standing',
  'type',
  'what',
  'why',
]);
const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/u;

/** What stands in for texts that must keep a form. None of them can be anybody's. */
const STAND_INS: ReadonlyMap<string, Json> = new Map<string, Json>([
  ['phone', '0100000000'],
  ['taxCode', '0000000017'],
  ['email', null],
  ['birthDate', null],
  ['note', ''],
  ['content', null],
  ['resultNumber', null],
]);
const NUMBERS: Readonly<Record<string, string>> = {
  'citizen-id': '000000000000',
  'old-id': '000000000',
  passport: '000000000',
};

/** What is left of a value under a key once whatever tells of people is taken out. */
function remainderOf(value: Json, key: string): Json {
  if (WHOLE.has(key)) return value;
  const standIn = STAND_INS.get(key);
  if (standIn !== undefined) return standIn;
  if (Array.isArray(value)) return value.map((each) => remainderOf(each, key));
  if (typeof value === 'object' && value !== null) return remainderOfParts(value, key);
  return typeof value !== 'string' || KEPT.has(key) || INSTANT.test(value) ? value : ERASED;
}

function remainderOfParts(value: { readonly [part: string]: Json }, key: string): Json {
  const parts = Object.entries(value).filter(([part]) => part !== 'formerly');
  const kind = typeof value['kind'] === 'string' ? value['kind'] : '';
  return Object.fromEntries(
    parts.map(([part, each]) => {
      const number = key === 'identity' && part === 'number';
      return [part, number ? (NUMBERS[kind] ?? ERASED) : remainderOf(each, part)];
    }),
  );
}

/** Both sides of a correction keep the form of the field they are of. */
function remainderOfCorrection(data: { readonly [part: string]: Json }): Json {
  const name = typeof data['field'] === 'string' ? data['field'] : '';
  const field = name.split('.').at(-1) ?? '';
  const side = (value: Json = null): Json =>
    field === 'number' ? (NUMBERS['passport'] ?? null) : value === null ? null : remainderOf(value, field);
  const approver = data['approver'] ?? null;
  return {
    ...data,
    from: side(data['from']),
    to: side(data['to']),
    reason: ERASED,
    approver: approver === null ? null : ERASED,
  };
}

/**
 * An event without anything that tells of a person, in a form its type still allows, so that whatever counts events counts
 * them as before. It carries the hash the event had: its counter's chain stays whole. What is left of an event whose type
 * nobody knows is nothing.
 */
export function erasedForm(event: DossierEvent, known: boolean): DossierEvent {
  if (event.erased !== undefined) return event;
  return { ...event, data: known ? dataLeft(event) : {}, erased: hashOf(event) };
}

function dataLeft({ type, data }: DossierEvent): Json {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return {};
  return type === 'corrected' ? remainderOfCorrection(data) : remainderOfParts(data, '');
}

/** What the erasures among some events say is left of each event, by its id: SHA-256 (hex). */
export function remaindersIn(events: Iterable<DossierEvent>): ReadonlyMap<string, string> {
  const said = new Map<string, string>();
  for (const { type, data } of events) {
    const erasure = type === 'personalDataErased' ? personalDataErasedSchema.safeParse(data) : null;
    if (erasure?.success) for (const { id, hash: left } of erasure.data.remainders) said.set(id, left);
  }
  return said;
}

/** The hash an event has in its counter's chain: of what it said when it was written. */
export function eventHash(event: DossierEvent): string {
  return event.erased ?? hashOf(event);
}
