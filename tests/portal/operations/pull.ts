import type { DossierEvent } from '../../../shared/domain/dossier/event.ts';
import { ok } from '../../../shared/result.ts';
import { counterOf, type Operation } from '../context.ts';
import { refuse } from '../refusal.ts';

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
  const rows = await database.query<{ cursor: number; event: string }>(
    `select cursor, event from events
     where office = $1 and cursor > $2 and cursor <= $3 and ($4::boolean or counter <> $5) order by cursor limit $6`,
    [counter.office, request.after, head, request.own === '1', counter.id, request.limit + 1],
  );
  const page = rows.slice(0, request.limit);
  const more = rows.length > page.length;
  return ok({
    events: page.map((row) => JSON.parse(row.event) as DossierEvent),
    next: more ? (page.at(-1)?.cursor ?? request.after) : head,
    more,
  });
};
