import type { DossierEvent } from '../../../shared/domain/dossier/event.ts';
import { readStreamBody } from '../../../shared/domain/stream.ts';
import type { Query } from '../database.ts';
import { lockOffice, type OfficeRow } from '../numbers.ts';
import type { Plan } from './plan.ts';

/**
 * Locks a counter's office for a push, and the other side of every batch the push is about: their events get a place in
 * both offices' order. Always in the order of their ids, so that two offices that hand over to each other never wait for
 * each other.
 */
export async function lockSides(
  query: Query,
  office: string,
  events: readonly DossierEvent[],
): Promise<OfficeRow> {
  const sides = await query<{ office: string; addressee: string | null }>(
    'select d.office, b.addressee from batches b join dossiers d on d.id = b.id where b.id = any($1::text[])',
    [events.map((event) => event.dossierId)],
  );
  const others = [
    ...sides.flatMap((each) => [each.office, each.addressee]),
    ...events.map((event) => {
      const body = readStreamBody(event);
      return body?.type === 'batchSent' ? body.data.to.id : null;
    }),
  ];
  const ids = [office, ...others.filter((id) => id !== null && !id.includes('\u0000'))];
  await query('select id from offices where id = any($1::text[]) order by id for update', [ids]);
  return lockOffice(query, office);
}

/** Writes which dossiers the batches of a push name. */
export async function storeBatches(query: Query, { batches }: Plan): Promise<void> {
  if (batches.length === 0) return;
  await query('insert into batches (id, addressee) select * from unnest($1::text[], $2::text[])', [
    batches.map(({ id }) => id),
    batches.map(({ sent }) => (sent.to.onPaper ? null : sent.to.id)),
  ]);
  const lines = batches.flatMap(({ id, sent }) => sent.lines.map(({ dossierId }) => ({ id, dossierId })));
  await query('insert into batch_lines (batch, dossier) select * from unnest($1::text[], $2::text[])', [
    lines.map(({ id }) => id),
    lines.map(({ dossierId }) => dossierId),
  ]);
}
