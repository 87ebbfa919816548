import type { ChainHead } from '../../../shared/domain/dossier/chain.ts';
import type { DossierEvent } from '../../../shared/domain/dossier/event.ts';
import type { CallingCounter } from '../context.ts';
import type { Query } from '../database.ts';
import { lockOffice, type OfficeRow } from '../numbers.ts';
import { codeKey } from './judge.ts';
import type { Plan } from './plan.ts';
import { storeReceipts } from './receipts.ts';
import { storeBatches } from './sides.ts';
import type { TakenOver } from './take-over.ts';

async function storeSeen(query: Query, seen: Plan['seen']): Promise<void> {
  await query(
    `insert into seen (hash, counter, position, id, dossier, forked, flaw, refusal, event, set_aside)
     select * from unnest($1::text[], $2::text[], $3::integer[], $4::text[], $5::text[], $6::boolean[], $7::text[], $8::text[], $9::text[], $10::boolean[])
     on conflict (hash) do update set refusal = excluded.refusal, set_aside = excluded.set_aside`,
    [
      seen.map((each) => each.hash),
      seen.map((each) => each.counter),
      seen.map((each) => each.position),
      seen.map((each) => each.id),
      seen.map((each) => each.dossier),
      seen.map((each) => each.forked),
      seen.map((each) => each.flaw),
      seen.map((each) => (each.refusal ? JSON.stringify(each.refusal) : null)),
      // Empty for one known already: only what became of it is written.
      seen.map((each) => (each.event ? JSON.stringify(each.event) : '')),
      seen.map((each) => each.setAside),
    ],
  );
}

async function storeDossiers(query: Query, office: string, plan: Plan, taken: TakenOver): Promise<void> {
  await query('insert into dossiers (id, office) select id, $2 from unnest($1::text[]) as id', [
    plan.newDossiers,
    office,
  ]);
  const codes = [
    ...plan.newCodes,
    ...taken.codes.map(({ code, dossier }) => ({ key: codeKey(code), dossier })),
  ];
  await query('insert into codes (key, dossier) select * from unnest($1::text[], $2::text[])', [
    codes.map((each) => each.key),
    codes.map((each) => each.dossier),
  ]);
}

async function storeEvents(query: Query, office: OfficeRow, events: readonly DossierEvent[]): Promise<void> {
  await query(
    `insert into events (office, id, cursor, counter, dossier, event, position, type, instant)
     select $1, * from unnest($2::text[], $3::integer[], $4::text[], $5::text[], $6::text[], $7::integer[], $8::text[], $9::text[])`,
    [
      office.id,
      events.map((event) => event.id),
      events.map((_, i) => office.cursor + i + 1),
      events.map((event) => event.counter),
      events.map((event) => event.dossierId),
      events.map((event) => JSON.stringify(event)),
      events.map((event) => event.position),
      events.map((event) => event.type),
      events.map((event) => event.at.instant),
    ],
  );
}

/** Gives events of batches to the other side as well, whose office is locked already. */
async function share(query: Query, shared: Plan['shared']): Promise<void> {
  for (const [id, given] of Map.groupBy(shared, ({ office }) => office)) {
    const office = await lockOffice(query, id);
    await storeEvents(
      query,
      office,
      given.map(({ event }) => event),
    );
    await query('update offices set cursor = $2 where id = $1', [id, office.cursor + given.length]);
  }
}

/** Writes all that a push changes, within its transaction and under the office's lock. */
export async function storePush(
  query: Query,
  office: OfficeRow,
  counter: CallingCounter,
  plan: Plan,
  taken: TakenOver,
): Promise<void> {
  const events = [...plan.accepted, ...taken.events];
  await storeSeen(query, plan.seen);
  await storeDossiers(query, office.id, plan, taken);
  await storeEvents(query, office, events);
  await storeReceipts(query, plan.accepted);
  await storeBatches(query, plan);
  await share(query, plan.shared);
  await query('update counters set position = $2, last_hash = $3 where id = $1', [
    counter.id,
    plan.head.position,
    plan.head.hash,
  ]);
  await moveOffice(query, office, events.length, taken.head);
}

function moveOffice(query: Query, office: OfficeRow, events: number, head: ChainHead): Promise<unknown> {
  return query('update offices set cursor = $2, portal_position = $3, portal_hash = $4 where id = $1', [
    office.id,
    office.cursor + events,
    head.position,
    head.hash,
  ]);
}

/** Writes events of the portal's own at an office, under its lock. */
export async function storePortalEvents(
  query: Query,
  office: OfficeRow,
  events: readonly DossierEvent[],
  head: ChainHead,
): Promise<void> {
  await storeEvents(query, office, events);
  await moveOffice(query, office, events.length, head);
}
