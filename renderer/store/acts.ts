import { dayOf } from '../../shared/clock.ts';
import type { DossierEvent } from '../../shared/domain/dossier/event.ts';
import type { TillEntry } from '../../shared/domain/till/till.ts';
import type { CounterDatabase } from './database.ts';
import { readMeta } from './meta.ts';
import { ownRows } from './own-log.ts';
import { bookOfDays } from './till.ts';

/** One line of what was done on a counter on a day: an event under the clerk's name, or a change to the till. */
export interface Act {
  readonly event: DossierEvent;
  /** What it did to the till; null for nothing. */
  readonly till: TillEntry | null;
}

/** The clock may have been put right backwards by that much within a log: so far beyond a day it is looked for. */
const SLACK_MS = 2 * 86_400_000;

/**
 * All that was done on this counter on a day of its calendar (`YYYY-MM-DD`) under a person's name, with every change to the
 * till, whoever made it; in the order of the log. Null before the machine is a counter.
 */
export async function actsOfDay(
  db: CounterDatabase,
  staffId: string,
  day: string,
): Promise<readonly Act[] | null> {
  const device = await readMeta(db, 'device');
  if (!device) return null;
  const [events, book] = await Promise.all([ownEventsOfDay(db, device, day), bookOfDays(db, day, day)]);
  const till = new Map(book.entries.map((entry) => [entry.eventId, entry]));
  return events
    .filter((event) => event.by.id === staffId || till.has(event.id))
    .map((event) => ({ event, till: till.get(event.id) ?? null }));
}

async function ownEventsOfDay(
  db: CounterDatabase,
  log: Parameters<typeof ownRows>[1],
  day: string,
): Promise<readonly DossierEvent[]> {
  const since = Date.parse(day) - SLACK_MS;
  const found: DossierEvent[] = [];
  for (const stretch of ownRows(db, log).toReversed())
    await stretch
      .reverse()
      .until((row) => {
        const event = db.codec.decode(row.payload);
        if (dayOf(event.at.instant) === day) found.push(event);
        return Date.parse(event.at.instant) < since;
      })
      .count();
  return found.sort((a, b) => a.position - b.position);
}
