import type { DossierEvent } from '../../../shared/domain/dossier/event.ts';
import { readStreamBody } from '../../../shared/domain/stream.ts';
import { foldTill, type Till } from '../../../shared/domain/till/till.ts';
import type { Query } from '../database.ts';
import { belongs, type Part } from '../lineage.ts';

/** What a counter handed over, in order of position, from where its till can be added up. */
export type TillLog = readonly DossierEvent[];

/** Whether an event says what should be in the drawer. */
export function isCount({ type }: Pick<DossierEvent, 'type'>): boolean {
  return type === 'shiftOpened' || type === 'shiftClosed';
}

/**
 * The log behind the counts of a push: from the last closing before it, refused events included, because the counter's
 * till has them until it gives them up. Empty when nothing is counted.
 */
export async function loadTillLog(
  query: Query,
  events: readonly DossierEvent[],
  lineage: readonly Part[],
): Promise<TillLog> {
  const first = events.find(isCount);
  if (!first) return [];
  const names = lineage.map((part) => part.id);
  const [last] = await query<{ position: number | null }>(
    `select max(position) as position from seen
     where counter = any($1::text[]) and not forked and position < $2 and event like '%"type":"shiftClosed"%'`,
    [names, first.position],
  );
  const rows = await query<{ event: string }>(
    `select event from seen where counter = any($1::text[]) and not forked and position >= $2
     order by position`,
    [names, last?.position ?? 1],
  );
  return rows
    .map((row) => JSON.parse(row.event) as DossierEvent)
    .filter((event) => belongs(lineage, event.counter, event.position));
}

/** The till just before an event; null when a part of the log behind it is not here, and nothing can be said. */
function tillBefore(log: TillLog, { position }: DossierEvent): Till | null {
  const before = log.filter((event) => event.position < position);
  const closing = before.findLast((event) => event.type === 'shiftClosed');
  const own = closing ? before.filter((event) => event.position >= closing.position) : before;
  const start = closing?.position ?? 1;
  const whole = own.length === position - start && own.every((event, i) => event.position === start + i);
  return whole ? foldTill(own) : null;
}

/** Whether what a count says should be there is what the counter's own events add up to. */
export function addsUp(event: DossierEvent, log: TillLog): boolean {
  const body = readStreamBody(event);
  if (body?.type !== 'shiftOpened' && body?.type !== 'shiftClosed') return true;
  const till = tillBefore(log, event);
  return till === null || till.cash === body.data.expected;
}
