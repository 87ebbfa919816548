import type { ChainHead } from '../../../shared/domain/dossier/chain.ts';
import type { ReplyOf } from '../../../shared/portal/contract.ts';
import type { Query } from '../database.ts';
import { belongs, type Part } from '../lineage.ts';

/** Keeps where a counter's log stands after a push, within its transaction. What was kept before is never written over. */
export async function keepAnchor(query: Query, counter: string, head: ChainHead, now: string): Promise<void> {
  await query(
    'insert into anchors (counter, position, hash, at) values ($1, $2, $3, $4) on conflict do nothing',
    [counter, head.position, head.hash, now],
  );
}

type Anchors = ReplyOf<'anchors'>['anchors'];

/** Anchors of a log after a position, lowest first; of earlier names only what the log inherited. */
export async function anchorsAfter(
  query: Query,
  lineage: readonly Part[],
  after: number,
  limit: number,
): Promise<Anchors> {
  const rows = await query<Anchors[number]>(
    `select counter, position, hash, at from anchors where counter = any($1::text[]) and position > $2
     order by position, counter`,
    [lineage.map(({ id }) => id), after],
  );
  return rows.filter(({ counter, position }) => belongs(lineage, counter, position)).slice(0, limit);
}
