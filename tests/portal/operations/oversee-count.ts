import { ok } from '../../../shared/result.ts';
import { OVERSIGHT_LIMIT } from '../../../shared/portal/oversight.ts';
import type { Operation, PortalContext } from '../context.ts';
import { refuse } from '../refusal.ts';
import { officeGiven } from './oversight.ts';

/**
 * What a period had, straight from the events in SQL: nothing of the counter's report is used, so that each can be held
 * against the other. A dossier ends once, at its first result, refusal, stop or withdrawal.
 */
const COUNTED = `
  with lives as (
    select dossier,
      min(instant::timestamptz) filter (where type = 'received') as received_at,
      min(instant::timestamptz) filter (where type in ('resultReady', 'refused', 'stopped', 'withdrawn')) as ended_at,
      max(cursor) filter (where type in ('received', 'resultReady', 'refused', 'stopped', 'withdrawn')) as cursor,
      bool_or(type = 'scopeRemoved') as gone
    from events where office = $1 and cursor <= $2 group by dossier
  ), counted as (
    select dossier as id, cursor,
      received_at >= $3::timestamptz as received,
      coalesce(greatest(ended_at, received_at) >= $3::timestamptz and greatest(ended_at, received_at) < $4::timestamptz
        and ended_at is not null, false) as ended,
      ended_at is null or greatest(ended_at, received_at) >= $4::timestamptz as open
    from lives where received_at < $4::timestamptz and not coalesce(gone, false)
  )`;

/** The portal's own count of a period, with the dossiers it counts page by page. */
export const overseeCount: Operation<'overseeCount'> = async (context, request, caller) => {
  const { office, from, to, after, limit } = request;
  const given = await officeGiven(context, caller, office);
  if (!given.ok) return given;
  const head = given.value.cursor;
  const cursor = request.until ?? head;
  if (cursor > head)
    return refuse(409, 'portal-conflict', 'The portal never gave this cursor', { cursor: head });
  const { query } = context.database;
  const period = [office, cursor, from, to] as const;
  const [totals] = await query<{ received: number; ended: number; open: number }>(
    `${COUNTED} select count(*) filter (where received)::integer as received,
       count(*) filter (where ended)::integer as ended, count(*) filter (where open)::integer as open from counted`,
    period,
  );
  const rows = await query<{
    id: string;
    cursor: number;
    received: boolean;
    ended: boolean;
    open: boolean;
  }>(
    `${COUNTED} select id, cursor, received, ended, open from counted
     where (received or ended or open) and id > $5 order by id limit $6`,
    [...period, after, limit + 1],
  );
  const page = rows.slice(0, limit);
  const codes = await codesOf(
    context,
    office,
    page.map(({ id }) => id),
  );
  const refused = await query<{ id: string; counter: string }>(
    `select distinct s.dossier as id, s.counter from seen s join counters c on c.id = s.counter
     where c.office = $1 and s.refusal is not null and not s.set_aside order by 1, 2 limit $2`,
    [office, OVERSIGHT_LIMIT],
  );
  return ok({
    cursor,
    received: totals?.received ?? 0,
    ended: totals?.ended ?? 0,
    open: totals?.open ?? 0,
    dossiers: page.map((row) => ({ ...row, code: codes.get(row.id) ?? null })),
    more: rows.length > limit,
    refused: [...refused],
  });
};

/** What dossiers were received under. Read here and not in SQL, which refuses some texts that events may hold. */
async function codesOf(
  { database }: PortalContext,
  office: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await database.query<{ dossier: string; event: string }>(
    `select distinct on (dossier) dossier, event from events
     where office = $1 and type = 'received' and dossier = any($2::text[]) order by dossier, cursor`,
    [office, ids],
  );
  return new Map(
    rows.flatMap(({ dossier, event }) => {
      const { data } = JSON.parse(event) as { readonly data: { readonly code?: unknown } };
      return typeof data.code === 'string' ? [[dossier, data.code] as const] : [];
    }),
  );
}
