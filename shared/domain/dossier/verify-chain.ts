import { stretchesOf, type LineageOf } from '../lineage.ts';
import { CHAIN_START, hashOf, type ChainHead } from './chain.ts';
import { eventHash } from './erasure.ts';
import type { DossierEvent } from './event.ts';

/** What is wrong with a log, at the first place where it is not what its counter wrote. */
export interface ChainFault {
  /**
   * `changed`: an event says something else than it did. `removed`: events are not there. `inserted`: an event stands where
   * another does. `reordered`: an event stands at another's place. `rewritten`: the log hangs together and yet is not the one
   * that was witnessed.
   */
  readonly kind: 'changed' | 'removed' | 'inserted' | 'reordered' | 'rewritten';
  readonly counter: string;
  /** Place in the counter's log. `rewritten`: the first one that no witness vouches for. */
  readonly position: number;
  /** The event there, or the one that should not be; null when none is. */
  readonly eventId: string | null;
}

/** Where somebody else saw the log to be: the portal at a sync, a backup when it was made. */
export type Witness = ChainHead;

/** What of an event its chain is made of: enough to verify a long log without keeping all of it in memory. */
export interface Link {
  readonly counter: string;
  readonly position: number;
  readonly id: string;
  readonly prev: string;
  /** Of the event itself. */
  readonly hash: string;
  /** Of an event whose personal data was erased: its stream, and the hash of what is left of it. */
  readonly erased?: { readonly dossierId: string; readonly remainder: string };
}

export function linkOf(event: DossierEvent): Link {
  const { counter, position, id, prev } = event;
  const link = { counter, position, id, prev, hash: eventHash(event) };
  if (event.erased === undefined) return link;
  return { ...link, erased: { dossierId: event.dossierId, remainder: hashOf(event) } };
}

/**
 * The first erased event that no erasure names, or of which something else is left than it says; null when all are right.
 * `remainders`: what the erasures of a stream say, by event (`remaindersIn`).
 */
export function verifyErased(
  links: readonly Link[],
  remainders: ReadonlyMap<string, string>,
): ChainFault | null {
  const wrong = links
    .filter(({ id, erased }) => erased && remainders.get(id) !== erased.remainder)
    .sort((a, b) => a.position - b.position)[0];
  return wrong
    ? { kind: 'changed', counter: wrong.counter, position: wrong.position, eventId: wrong.id }
    : null;
}

/** Holds a counter's own events against their chain and against witnesses; see `verifyLinks`. */
export function verifyChain(
  events: readonly DossierEvent[],
  log: LineageOf,
  witnesses: readonly Witness[] = [],
  from = 1,
): ChainFault | null {
  return verifyLinks(events.map(linkOf), log, witnesses, from);
}

/**
 * Holds a counter's own events, in any order, against their hash chain and against witnesses. Gives the first fault; null
 * when all of it is what was written. `from`: the log may rightly begin later, when the counter's earlier events were never
 * here. The end of a log can only be vouched for by a witness.
 */
export function verifyLinks(
  links: readonly Link[],
  log: LineageOf,
  witnesses: readonly Witness[] = [],
  from = 1,
): ChainFault | null {
  const places = placesOf(links);
  const byPrev = new Map<string, Link>();
  for (const there of places.values()) for (const each of there) byPrev.set(each.prev, each);
  // Not spread into `Math.max`: a log has more events than a call takes arguments.
  const last = [...links, ...witnesses].reduce((most, { position }) => Math.max(most, position), from - 1);
  const witnessed = new Map(witnesses.map(({ position, hash }) => [position, hash]));
  let expected: string | null = from === 1 ? CHAIN_START : null;
  let before: Link | null = null;
  let vouchedTo = from - 1;
  for (const { counter, from: first, to } of stretchesOf(log, from)) {
    for (let position = first; position <= Math.min(to, last); position += 1) {
      const fault = (kind: ChainFault['kind'], event: Link | null, at = position): ChainFault => ({
        kind,
        counter: event?.counter ?? counter,
        position: at,
        eventId: event?.id ?? null,
      });
      const there = places.get(keyOf(counter, position)) ?? [];
      const fitting = expected === null ? there : there.filter(({ prev }) => prev === expected);
      const [placed] = fitting.length > 1 ? trueFirst(fitting, byPrev, witnessed.get(position)) : fitting;
      if (!placed) {
        const elsewhere = expected === null ? undefined : byPrev.get(expected);
        if (elsewhere) return fault('reordered', elsewhere);
        const [other] = there;
        if (!other) return fault('removed', null);
        // This one is as it was, for what comes after says so: it is the one before that says something else now.
        const intact = byPrev.has(other.hash) || witnessed.get(position) === other.hash;
        return before && intact ? fault('changed', before, before.position) : fault('changed', other);
      }
      const extra = there.find((each) => each !== placed);
      if (extra) return fault('inserted', extra);
      const seen = witnessed.get(position);
      if (seen !== undefined && seen !== placed.hash)
        // The rest was written after what was witnessed: so it is this one that says something else now.
        return byPrev.has(seen) || position === last
          ? fault('changed', placed)
          : fault('rewritten', null, vouchedTo + 1);
      if (seen !== undefined) vouchedTo = position;
      expected = placed.hash;
      before = placed;
    }
  }
  return null;
}

const keyOf = (counter: string, position: number) => `${String(position)} ${counter}`;

/** Events by their place; an event written down twice, byte for byte, counts once. */
function placesOf(links: readonly Link[]): ReadonlyMap<string, readonly Link[]> {
  const places = new Map<string, Link[]>();
  for (const link of links) {
    const key = keyOf(link.counter, link.position);
    const there = places.get(key) ?? [];
    if (!there.some((each) => each.hash === link.hash)) places.set(key, [...there, link]);
  }
  return places;
}

/** Of several events at one place, those that a witness or the rest of the log vouches for first. */
function trueFirst(
  there: readonly Link[],
  byPrev: { has(hash: string): boolean },
  witnessed: string | undefined,
): readonly Link[] {
  const vouched = ({ hash }: Link) => Number(byPrev.has(hash) || hash === witnessed);
  return [...there].sort((a, b) => vouched(b) - vouched(a));
}
