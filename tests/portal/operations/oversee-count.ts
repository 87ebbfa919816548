import { ok } from '../../../shared/result.ts';
import { OVERSIGHT_LIMIT } from '../../../shared/portal/oversight.ts';
import type { Operation } from '../context.ts';
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
  const { cursor } = given.value;
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
    dossiers: rows.slice(0, limit),
    more: rows.length > limit,
    refused: [...refused],
  });
};
