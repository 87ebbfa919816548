import { hashOf } from '../../../shared/domain/dossier/chain.ts';
import { compareEvents, readBody, type DossierEvent } from '../../../shared/domain/dossier/event.ts';
import { fold } from '../../../shared/domain/dossier/evolve.ts';
import { foldStream, readStreamBody } from '../../../shared/domain/stream.ts';
import type { Role } from '../../../shared/domain/rights.ts';
import type { Refusal } from '../../../shared/portal/contract.ts';
import type { CallingCounter, PortalContext } from '../context.ts';
import type { Query } from '../database.ts';
import { lockFilings, type Filed } from '../filings/filings.ts';
import { belongs, type Part } from '../lineage.ts';
import { leaseOf, type LeaseRow } from '../numbers.ts';
import { codeKey, itemKey } from './judge.ts';
import { loadReceipts } from './receipts.ts';
import { loadTillLog } from './till-sums.ts';
import type { Known, KnownDossier, SeenEvent } from './known.ts';

type SeenRow = Omit<SeenEvent, 'refusal' | 'seq' | 'setAside'> & {
  readonly refusal: string | null;
  readonly set_aside: boolean;
  readonly event: string;
};

const SEEN = 'select hash, counter, position, id, dossier, forked, flaw, refusal, set_aside, event from seen';

async function loadSeen(
  query: Query,
  events: readonly DossierEvent[],
  lineage: readonly Part[],
): Promise<readonly SeenEvent[]> {
  const rows = [
    ...(await query<SeenRow>(`${SEEN} where hash = any($1::text[])`, [events.map(hashOf)])),
    ...(await query<SeenRow>(
      `${SEEN} where counter = any($1::text[]) and refusal is not null and dossier = any($2::text[])`,
      [lineage.map((part) => part.id), events.map((event) => event.dossierId)],
    )),
  ];
  return rows.map(({ set_aside: setAside, event, ...row }) => ({
    ...row,
    setAside,
    seq: (JSON.parse(event) as DossierEvent).seq,
    refusal: row.refusal === null ? null : (JSON.parse(row.refusal) as Refusal),
  }));
}

async function loadHashesOfIds(
  query: Query,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await query<{ id: string; hash: string }>(
    `select id, hash from seen where id = any($1::text[])
     union all select id, 'portal' from events where id = any($1::text[]) and counter = 'portal'`,
    [ids],
  );
  const hashes = new Map<string, readonly string[]>();
  for (const { id, hash } of rows) hashes.set(id, [...(hashes.get(id) ?? []), hash]);
  return hashes;
}

async function loadDossiers(
  query: Query,
  ids: readonly string[],
): Promise<ReadonlyMap<string, KnownDossier>> {
  const offices = await query<{ id: string; office: string }>(
    'select id, office from dossiers where id = any($1::text[])',
    [ids],
  );
  const rows = await query<{ dossier: string; office: string; event: string }>(
    'select dossier, office, event from events where dossier = any($1::text[])',
    [ids],
  );
  const byDossier = Map.groupBy(rows, (row) => row.dossier);
  return new Map(
    offices.map(({ id, office }) => {
      const all = byDossier.get(id) ?? [];
      const here = all.filter((row) => row.office === office);
      // Handed on, it has its history here too; only moved, what the earlier office wrote is all there is.
      const events = (here.length > 0 ? here : all)
        .map((row) => JSON.parse(row.event) as DossierEvent)
        .sort(compareEvents);
      const removedFrom = all
        .map((row) => ({ office: row.office, event: JSON.parse(row.event) as DossierEvent }))
        .filter((row) => row.office !== office && row.event.type === 'scopeRemoved')
        .map((row) => row.office);
      const stream = foldStream(events);
      return [id, { office, events, state: stream ? null : fold(events), stream, removedFrom }];
    }),
  );
}

/** What citizens filed under the numbers a push names, locked until its end. */
function loadFilings(query: Query, events: readonly DossierEvent[]): Promise<ReadonlyMap<string, Filed>> {
  const numbers = events.flatMap((event) => {
    const body = readBody(event);
    return body?.type === 'filedOnline' ? [body.data.number] : [];
  });
  return lockFilings(query, [...new Set(numbers)]);
}

async function loadCodes(
  query: Query,
  events: readonly DossierEvent[],
): Promise<ReadonlyMap<string, string>> {
  const keys = events.flatMap((event) => {
    const body = readBody(event);
    if (body?.type === 'resultPosted') return [itemKey(body.data.item)];
    // A NUL cannot reach the database, and no code that is allowed has one.
    return body?.type === 'received' && !body.data.code.includes('\u0000') ? [codeKey(body.data.code)] : [];
  });
  const rows = await query<{ key: string; dossier: string }>(
    'select key, dossier from codes where key = any($1::text[])',
    [keys],
  );
  return new Map(rows.map((row) => [row.key, row.dossier]));
}

/** The streams events are about; for a batch also the dossiers it names, and every batch that names one of those. */
async function streamsOf(query: Query, events: readonly DossierEvent[]): Promise<readonly string[]> {
  const named = events.flatMap((event) => {
    const body = readStreamBody(event);
    return body?.type === 'batchSent' ? body.data.lines.map((line) => line.dossierId) : [];
  });
  const ids = new Set([...events.map((event) => event.dossierId), ...named]);
  const batches = await query<{ batch: string }>(
    'select distinct batch from batch_lines where dossier = any($1::text[])',
    [[...ids]],
  );
  for (const { batch } of batches) ids.add(batch);
  return [...ids];
}

/** Size of every whole file that events of the push are about. */
async function loadFiles(
  { files }: PortalContext,
  events: readonly DossierEvent[],
  { office }: CallingCounter,
): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>();
  for (const event of events) {
    const body = readBody(event);
    if (body?.type !== 'documentAttached') continue;
    const size = await files.size(office, body.data.sha256);
    if (size !== null) sizes.set(body.data.sha256, size);
  }
  return sizes;
}

async function loadRoles(query: Query, { office }: CallingCounter): Promise<ReadonlyMap<string, Role>> {
  const rows = await query<{ id: string; role: Role }>('select id, role from staff where office = $1', [
    office,
  ]);
  return new Map(rows.map(({ id, role }) => [id, role]));
}

/**
 * Reads all that matters to a push under one name, in the push's own transaction. `lineage` is the caller's whole log: an
 * event may wait for one that was refused under an earlier name.
 */
export async function loadKnown(
  context: PortalContext,
  query: Query,
  events: readonly DossierEvent[],
  counter: CallingCounter,
  lineage: readonly Part[],
): Promise<Known> {
  const [head] = await query<{ position: number; last_hash: string }>(
    'select position, last_hash from counters where id = $1',
    [counter.id],
  );
  if (!head) throw new Error('the calling counter is gone');
  const leases = await query<LeaseRow>('select id, unit, first, last from leases where counter = $1', [
    counter.id,
  ]);
  return {
    head: { position: head.position, hash: head.last_hash },
    seen: new Map((await loadSeen(query, events, lineage)).map((each) => [each.hash, each])),
    hashesOfId: await loadHashesOfIds(
      query,
      events.map((event) => event.id),
    ),
    dossiers: await loadDossiers(query, await streamsOf(query, events)),
    codes: await loadCodes(query, events),
    isOwn: (each) => belongs(lineage, each.counter, each.position),
    files: await loadFiles(context, events, counter),
    leases: leases.map(leaseOf),
    receipts: await loadReceipts(query, events),
    filings: await loadFilings(query, events),
    tillLog: await loadTillLog(query, events, lineage),
    history: await context.readHistory(query),
    roles: await loadRoles(query, counter),
  };
}
