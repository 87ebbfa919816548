import { readBody, type DossierEvent, type EventBody } from '../dossier/event.ts';
import { isMoneyBody, receiptGivenBy, type Method } from '../dossier/payments.ts';
import type { Stamp } from '../dossier/state.ts';
import type { ReceiptNumber } from '../receipt-number.ts';
import { readStreamBody, streamKindOf, type StreamBody } from '../stream.ts';
import { sumOfCash, type ShiftBody } from './shift.ts';

/** What an event did to the till, in đồng: money in is above zero. Transfers never lie in the drawer. */
export type Effect = Readonly<Record<Method, number>>;
export const NO_EFFECT: Effect = { cash: 0, transfer: 0 };

type TillBody = EventBody | StreamBody;

/** One line of the till book: an event that moved money, gave or voided a receipt, or opened or closed a shift. */
export interface TillEntry extends Stamp {
  readonly eventId: string;
  readonly position: number;
  /** The dossier, or the shift. */
  readonly streamId: string;
  readonly body: TillBody;
  readonly effect: Effect;
  readonly receipt: ReceiptNumber | null;
  /** Cash that should lie in the drawer after it. */
  readonly cash: number;
}

/** The shift under way. */
export interface OpenShift {
  readonly id: string;
  readonly opened: TillEntry;
}

/**
 * One counter's till since the last closing: a fold of the counter's own log, in order of position, and of nothing else.
 * Fees taken while no shift is open belong to the one that comes.
 */
export interface Till {
  /** Cash that should be in the drawer. */
  readonly cash: number;
  /** What came in by each method since the last closing, less what was given back. Cash moved otherwise is not in it. */
  readonly taken: Effect;
  /** Receipts given since the last closing, the ones voided later included. */
  readonly receipts: number;
  readonly shift: OpenShift | null;
  /** The last closing; null where no shift was ever closed. */
  readonly closed: TillEntry | null;
  /** Everything behind the balance, oldest first. */
  readonly entries: readonly TillEntry[];
  /** Position of the last event folded; 0 for none. */
  readonly position: number;
  /** Positions that are not here, e.g. while they are fetched after a restore: the balance is then not yet right. */
  readonly missing: number;
  /** Ids of what was given up, so that twice does no harm. */
  readonly givenUp: ReadonlySet<string>;
}

/** A till nothing is known of. */
export const EMPTY_TILL: Till = {
  cash: 0,
  taken: NO_EFFECT,
  receipts: 0,
  shift: null,
  closed: null,
  entries: [],
  position: 0,
  missing: 0,
  givenUp: new Set(),
};

function readAny(event: Pick<DossierEvent, 'type' | 'version' | 'data'>): TillBody | null {
  return streamKindOf(event) === null ? readBody(event as DossierEvent) : readStreamBody(event);
}

/**
 * What an event says it did to the till. Giving up an event takes back what it did, as its content tells. `cash` is what
 * should lie in the drawer before: a count takes its place.
 */
function effectOf(body: TillBody, cash: number): Effect {
  const by = (method: Method, amount: number): Effect => ({ ...NO_EFFECT, [method]: amount });
  switch (body.type) {
    case 'feeTaken':
    case 'postageTaken':
      return by(body.data.method, body.data.amount);
    case 'feeRefunded':
      return by(body.data.method, -body.data.amount);
    case 'cashMoved':
      return by('cash', body.data.direction === 'in' ? body.data.amount : -body.data.amount);
    case 'shiftOpened':
    case 'shiftClosed':
      return by('cash', sumOfCash(body.data.counted) - cash);
    case 'setAside': {
      const { content } = body.data;
      const given = content ? readAny({ ...content, version: 1 }) : null;
      if (!given || isCount(given)) return NO_EFFECT;
      const { cash: paid, transfer } = effectOf(given, cash);
      return { cash: 0 - paid, transfer: 0 - transfer };
    }
    default:
      return NO_EFFECT;
  }
}

function isCount(body: TillBody): body is Extract<ShiftBody, { type: 'shiftOpened' | 'shiftClosed' }> {
  return body.type === 'shiftOpened' || body.type === 'shiftClosed';
}

function isCountType(type: string | undefined): boolean {
  return type === 'shiftOpened' || type === 'shiftClosed';
}

/** Whether it belongs in the till book though it may move nothing. */
function isOfTill(body: TillBody, effect: Effect): boolean {
  return (
    effect.cash !== 0 ||
    effect.transfer !== 0 ||
    isCount(body) ||
    (isMoneyBody(body) && body.type !== 'feeExempted') ||
    (body.type === 'setAside' && isCountType(body.data.content?.type))
  );
}

/** The till after one more own event, which must come after all before it. Total: what it does not know changes nothing. */
export function evolveTill(till: Till, event: DossierEvent): Till {
  const missing = till.position > 0 ? till.missing + (event.position - till.position - 1) : till.missing;
  const counted = { ...till, position: event.position, missing };
  const body = readAny(event);
  if (!body) return counted;
  if (body.type === 'setAside') {
    if (till.givenUp.has(body.data.eventId)) return counted;
    const { eventId, content } = body.data;
    const given = content ? readAny({ ...content, version: 1 }) : null;
    // What a given-up set-aside was about counts again, and may be given up again.
    const back = given?.type === 'setAside' ? given.data.eventId : null;
    const givenUp = new Set([...till.givenUp, eventId].filter((id) => id !== back));
    return apply({ ...counted, givenUp }, event, body);
  }
  return apply(counted, event, body);
}

function apply(till: Till, event: DossierEvent, body: TillBody): Till {
  const effect = effectOf(body, till.cash);
  if (!isOfTill(body, effect)) return till;
  const { id: eventId, position, dossierId: streamId, at, by, office, counter } = event;
  const cash = till.cash + effect.cash;
  const receipt = receiptGivenBy(body);
  const entry: TillEntry = {
    at: at.instant,
    by,
    office,
    counter,
    eventId,
    position,
    streamId,
    body,
    effect,
    receipt,
    cash,
  };
  if (body.type === 'shiftClosed')
    // What was counted stays in the drawer and is where the next shift begins.
    return { ...EMPTY_TILL, position, cash, closed: entry, entries: [], givenUp: till.givenUp };
  const moved = isCount(body) || body.type === 'cashMoved';
  const { type } = body;
  const givenUp = type === 'setAside' ? body.data.content?.type : undefined;
  return {
    ...till,
    cash,
    taken: moved
      ? till.taken
      : { cash: till.taken.cash + effect.cash, transfer: till.taken.transfer + effect.transfer },
    receipts: till.receipts + (receipt ? 1 : 0),
    shift:
      type === 'shiftOpened'
        ? { id: streamId, opened: entry }
        : // An opening or closing that was given up did not happen; what was counted then was.
          givenUp === 'shiftOpened'
          ? null
          : givenUp === 'shiftClosed'
            ? { id: streamId, opened: till.closed ?? entry }
            : till.shift,
    entries: [...till.entries, entry],
  };
}

/** Folds own events in order of position, from the start of the log or from the last closing (included) on. */
export function foldTill(own: readonly DossierEvent[], from: Till = EMPTY_TILL): Till {
  return own.reduce(evolveTill, from);
}

/**
 * Every line of the till book that own events made, in order, closings included. `own` begins where a till begins: at the
 * start of the log, or at a closing, which is the first line then.
 */
export function bookOf(own: readonly DossierEvent[]): readonly TillEntry[] {
  const lines: TillEntry[] = [];
  let till = EMPTY_TILL;
  for (const event of own) {
    const before = till;
    till = evolveTill(till, event);
    const line = till.closed === before.closed ? till.entries.at(before.entries.length) : till.closed;
    if (line) lines.push(line);
  }
  return lines;
}
