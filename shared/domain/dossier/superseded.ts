import { lineOf } from '../lineage.ts';
import { readBody, type DossierEvent } from './event.ts';

const NONE: ReadonlyMap<string, DossierEvent> = new Map();

/**
 * The events of a dossier that count no more, by id, each with the event that set it aside. Total and the same for any
 * order: later positions are looked at first, because what is itself set aside sets nothing aside. Only an earlier event
 * of the same counter can be, on whichever machine the counter was then.
 */
export function supersededBy(events: readonly DossierEvent[]): ReadonlyMap<string, DossierEvent> {
  if (!events.some((event) => event.type === 'setAside')) return NONE;
  const superseded = new Map<string, DossierEvent>();
  const lastFirst = events
    .filter((event) => event.type === 'setAside')
    .sort((a, b) => b.position - a.position || (a.id < b.id ? -1 : 1));
  for (const event of lastFirst) {
    if (superseded.has(event.id)) continue;
    const body = readBody(event);
    if (body?.type !== 'setAside') continue;
    const { eventId, position } = body.data;
    const target = events.find((each) => each.id === eventId);
    const fits =
      position < event.position &&
      (!target || (lineOf(target.counter) === lineOf(event.counter) && target.position === position));
    if (fits) superseded.set(eventId, event);
  }
  return superseded;
}

/** Ids of the events that count no more. */
export function supersededIds(events: readonly DossierEvent[]): { has(id: string): boolean } {
  return supersededBy(events);
}
