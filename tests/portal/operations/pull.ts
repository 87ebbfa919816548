import type { DossierEvent } from '../../../shared/domain/dossier/event.ts';
import { ok } from '../../../shared/result.ts';
import { counterOf, type Operation } from '../context.ts';
import { lineageOf } from '../lineage.ts';
import { refuse } from '../refusal.ts';

const LAST_POSITION = 2_147_483_647;

/** Events of the counter's office in the order the portal took them, without the counter's own unless asked. */
export const pull: Operation<'pull'> = async (context, request, caller) => {
  const { database } = context;
  const counter = counterOf(caller);
  // Read before the events: what commits in between is beyond it and waits for the next pull.
  const [office] = await database.query<{ cursor: number }>('select cursor from offices where id = $1', [
    counter.office,
  ]);
  const head = office?.cursor ?? 0;
  if (request.after > head)
    return refuse(409, 'portal-conflict', 'The portal never gave this cursor', { cursor: head });
  const own = await lineageOf(database.query, counter);
  const rows = await database.query<{ cursor: number; event: string }>(
    `select cursor, event from events
     where office = $1 and cursor > $2 and cursor <= $3 and ($4::boolean or not exists (
       select 1 from unnest($5::text[], $6::integer[], $7::integer[]) as own (counter, first, last)
       where own.counter = events.counter and position between first and last
     )) order by cursor limit $8`,
    [
      counter.office,
      request.after,
      head,
      request.own === '1',
      own.map((part) => part.id),
      own.map((_, i) => (own[i - 1]?.to ?? 0) + 1),
      own.map((part) => part.to ?? LAST_POSITION),
      request.limit + 1,
    ],
  );
  const page = rows.slice(0, request.limit);
  const more = rows.length > page.length;
  return ok({
    events: page.map((row) => JSON.parse(row.event) as DossierEvent),
    next: more ? (page.at(-1)?.cursor ?? request.after) : head,
    more,
  });
};
