import { hashOf, sealEvents, type ChainHead } from '../../../shared/domain/dossier/chain.ts';
import { decide } from '../../../shared/domain/dossier/decide.ts';
import { compareEvents, type DossierEvent } from '../../../shared/domain/dossier/event.ts';
import { fold } from '../../../shared/domain/dossier/evolve.ts';
import type { PortalContext } from '../context.ts';
import type { Query } from '../database.ts';
import { lockOffice, type OfficeRow } from '../numbers.ts';
import { storePortalEvents } from '../push/store.ts';
import { PORTAL_COUNTER, portalAuthor } from '../push/take-over.ts';
import { lockFilings, setDossier, type Filed } from './filings.ts';

const headOf = (office: OfficeRow): ChainHead => ({
  position: office.portal_position,
  hash: office.portal_hash,
});

/** The office that has what was filed; null while none has. */
export async function holderOf(query: Query, { dossier }: Filed): Promise<string | null> {
  if (dossier === null) return null;
  const [row] = await query<{ office: string }>('select office from dossiers where id = $1', [dossier]);
  return row?.office ?? null;
}

/** The accepted events an office has of a dossier, in order. */
export async function historyAt(
  query: Query,
  office: string,
  dossier: string,
): Promise<readonly DossierEvent[]> {
  const rows = await query<{ event: string }>('select event from events where office = $1 and dossier = $2', [
    office,
    dossier,
  ]);
  return rows.map((row) => JSON.parse(row.event) as DossierEvent).sort(compareEvents);
}

/** Begins the dossier of a filing no counter knew of, at the office that names its number. */
async function begin(context: PortalContext, query: Query, office: OfficeRow, filed: Filed): Promise<void> {
  const { id, number, details } = filed;
  const decided = decide(null, { type: 'confirmFiling', number, details }, context.clock());
  if (!decided.ok) throw new Error('what was filed cannot begin a dossier');
  const sealed = sealEvents(decided.value, { id, lastSeq: 0 }, headOf(office), portalAuthor(context, office));
  await query('insert into dossiers (id, office) values ($1, $2)', [id, office.id]);
  await storePortalEvents(query, office, sealed.events, sealed.head);
  await setDossier(query, number, id);
}

/** What the portal said at another office, said again in its chain at this one: each office has a chain of its own. */
function restate(
  context: PortalContext,
  history: readonly DossierEvent[],
  office: OfficeRow,
): { readonly events: readonly DossierEvent[]; readonly head: ChainHead } {
  let head = headOf(office);
  const events = history.map((event) => {
    if (event.counter !== PORTAL_COUNTER) return event;
    const said = {
      ...event,
      id: context.newId(),
      office: office.id,
      position: head.position + 1,
      prev: head.hash,
    };
    head = { position: said.position, hash: hashOf(said) };
    return said;
  });
  return { events, head };
}

/** Hands a dossier on with its history; the office before keeps what it has, to read only, and is told. */
async function handOn(
  context: PortalContext,
  query: Query,
  dossier: string,
  from: OfficeRow,
  to: OfficeRow,
): Promise<void> {
  const history = await historyAt(query, from.id, dossier);
  const { events, head } = restate(context, history, to);
  await storePortalEvents(query, to, events, head);
  const reason = 'Người dân tiếp tục hồ sơ tại điểm khác';
  const left = sealEvents(
    [{ type: 'scopeRemoved', data: { reason } }],
    { id: dossier, lastSeq: history.at(-1)?.seq ?? 0 },
    headOf(from),
    portalAuthor(context, from),
  );
  await storePortalEvents(query, from, left.events, left.head);
  await query('update dossiers set office = $2 where id = $1', [dossier, to.id]);
}

/** Why a dossier cannot be brought: its papers are with another office, or it moved this very moment. */
export type NotBrought = 'received-elsewhere' | 'moving';

/** Brings what was filed to an office whose clerk has the number from the citizen; null when it is there then. */
export async function bringHere(
  context: PortalContext,
  query: Query,
  office: string,
  known: Filed,
): Promise<NotBrought | null> {
  const holder = await holderOf(query, known);
  const rows = new Map<string, OfficeRow>();
  // Always in one order, and before the filing: nobody waits for somebody who waits for them.
  for (const id of [...new Set([office, holder ?? office])].sort()) rows.set(id, await lockOffice(query, id));
  const filed = (await lockFilings(query, [known.number])).get(known.number);
  const here = rows.get(office);
  if (!filed || !here || (await holderOf(query, filed)) !== holder) return 'moving';
  if (holder === office) return null;
  const there = holder === null ? undefined : rows.get(holder);
  if (filed.dossier === null || !there) {
    await begin(context, query, here, filed);
    return null;
  }
  if (fold(await historyAt(query, there.id, filed.dossier))?.reception) return 'received-elsewhere';
  await handOn(context, query, filed.dossier, there, here);
  return null;
}
