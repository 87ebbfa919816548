import { sealEvents, type Author, type ChainHead } from '../../shared/domain/dossier/chain.ts';
import type { DossierEvent, EventBody } from '../../shared/domain/dossier/event.ts';
import { evolve } from '../../shared/domain/dossier/evolve.ts';
import type { Dossier } from '../../shared/domain/dossier/state.ts';
import type { LineageOf } from '../../shared/domain/lineage.ts';
import type { Numbering } from '../../shared/domain/numbering.ts';
import { evolveStream, parseStreamBody, type Stream, type StreamBody } from '../../shared/domain/stream.ts';
import type { AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Encoded } from './codec.ts';
import type { CounterDatabase } from './database.ts';
import { metaRow, readMetaPair } from './meta.ts';
import { ownRows } from './own-log.ts';
import {
  dossierRow,
  eventRow,
  findableRows,
  newestInstant,
  streamRow,
  type DossierRow,
  type StreamRow,
} from './rows.ts';
import { storeError } from './store-error.ts';

/** What is known when several streams are to be written together. */
export interface Together {
  /** Those asked for that exist, by id. */
  readonly dossiers: ReadonlyMap<string, Dossier>;
  readonly streams: ReadonlyMap<string, Stream>;
  /** Own events from `since` on, in order of position; empty without it. */
  readonly own: readonly DossierEvent[];
  readonly numbering: Numbering;
  /** Own events up to here have the portal's verdict. */
  readonly acknowledged: number;
}

/** What one of them gets. A dossier must be received already, or be new. */
export type Write =
  | { readonly dossierId: string; readonly bodies: readonly EventBody[] }
  | { readonly streamId: string; readonly bodies: readonly StreamBody[] };

export interface AppendingTogether {
  readonly author: Author;
  readonly dossierIds?: readonly string[];
  readonly streamIds?: readonly string[];
  /** Position from which own events are wanted. */
  readonly since?: number;
  /** Pure: all of it happens, in the order given, or nothing. */
  decide(
    known: Together,
  ): Result<{ readonly writes: readonly Write[]; readonly numbering?: Numbering }, readonly AppError[]>;
}

/** What a save over several streams left. */
export interface AppendedTogether {
  readonly dossiers: readonly Dossier[];
  readonly streams: readonly Stream[];
  readonly events: readonly DossierEvent[];
}

/**
 * Like `append`, over several dossiers and other streams at once: one decision, one durable transaction, all of it or
 * nothing. Errors: whatever `decide` refused; `store-full`, `store-failed`, `store-newer`. Throws when a stream would begin
 * without an event that tells its kind.
 */
export async function appendTogether(
  db: CounterDatabase,
  appending: AppendingTogether,
): Promise<Result<AppendedTogether, readonly AppError[]>> {
  try {
    const saved = await db.transaction('rw', [db.events, db.dossiers, db.findable, db.streams, db.meta], () =>
      write(db, appending),
    );
    if (saved.ok) db.announceProjected(saved.value.dossiers);
    return saved;
  } catch (error) {
    return fail([storeError(error)]);
  }
}

async function write(
  db: CounterDatabase,
  { author, dossierIds = [], streamIds = [], since, decide }: AppendingTogether,
): Promise<Result<AppendedTogether, readonly AppError[]>> {
  const [dossierRows, streamRows, [chain, numbering], [device, { acknowledged }]] = await Promise.all([
    db.dossiers.bulkGet([...dossierIds]),
    db.streams.bulkGet([...streamIds]),
    readMetaPair(db, 'chain', 'numbering'),
    readMetaPair(db, 'device', 'outbox'),
  ]);
  const rows: Rows = { dossiers: byId(dossierRows), streams: byId(streamRows) };
  const known: Together = {
    dossiers: decoded(db, rows.dossiers),
    streams: decoded(db, rows.streams),
    own: device && since !== undefined ? await ownFrom(db, device, since) : [],
    numbering,
    acknowledged,
  };
  const decided = decide(known);
  if (!decided.ok) return decided;
  const sealed = sealWrites(decided.value.writes, known, chain, author);
  const meta = [metaRow(db, 'chain', sealed.head)];
  if (decided.value.numbering) meta.push(metaRow(db, 'numbering', decided.value.numbering));
  await Promise.all([
    db.events.bulkAdd(sealed.events.map((event) => eventRow(db.codec, event))),
    db.meta.bulkPut(meta),
    ...putProjections(db, sealed, known, rows),
  ]);
  return ok({
    dossiers: [...sealed.dossiers.values()],
    streams: [...sealed.streams.values()],
    events: sealed.events,
  });
}

type ById<Row> = ReadonlyMap<string, Row>;
interface Rows {
  readonly dossiers: ById<DossierRow>;
  readonly streams: ById<StreamRow>;
}

function byId<Row extends { readonly id: string }>(rows: readonly (Row | undefined)[]): ById<Row> {
  return new Map(rows.flatMap((row) => (row ? [[row.id, row] as const] : [])));
}

function decoded<State>(
  db: CounterDatabase,
  rows: ById<{ readonly payload: Encoded<State> }>,
): ReadonlyMap<string, State> {
  return new Map([...rows].map(([id, { payload }]) => [id, db.codec.decode(payload)]));
}

async function ownFrom(db: CounterDatabase, log: LineageOf, since: number): Promise<readonly DossierEvent[]> {
  const stretches = await Promise.all(ownRows(db, log, since).map((stretch) => stretch.toArray()));
  return stretches.flat().map((row) => db.codec.decode(row.payload));
}

interface Sealed {
  readonly events: readonly DossierEvent[];
  readonly head: ChainHead;
  readonly dossiers: ReadonlyMap<string, Dossier>;
  readonly streams: ReadonlyMap<string, Stream>;
}

/** One chain over all that is written, stream after stream. */
function sealWrites(writes: readonly Write[], known: Together, chain: ChainHead, author: Author): Sealed {
  const dossiers = new Map<string, Dossier>();
  const streams = new Map<string, Stream>();
  const written: DossierEvent[] = [];
  let head = chain;
  for (const each of writes) {
    const id = 'dossierId' in each ? each.dossierId : each.streamId;
    const before =
      'dossierId' in each
        ? (dossiers.get(id) ?? known.dossiers.get(id))
        : (streams.get(id) ?? known.streams.get(id));
    const sealed = sealEvents(each.bodies, { id, lastSeq: before?.lastSeq ?? 0 }, head, author);
    head = sealed.head;
    written.push(...sealed.events);
    if ('dossierId' in each) {
      const after = sealed.events.reduce<Dossier | null>(evolve, (before as Dossier | undefined) ?? null);
      if (after) dossiers.set(id, after);
    } else {
      for (const body of each.bodies) parseStreamBody(body);
      const after = sealed.events.reduce<Stream | null>(evolveStream, (before as Stream | undefined) ?? null);
      if (!after) throw new Error('a stream cannot begin without an event that tells its kind');
      streams.set(id, after);
    }
  }
  return { events: written, head, dossiers, streams };
}

function putProjections(
  db: CounterDatabase,
  { events, dossiers, streams }: Sealed,
  known: Together,
  rows: Rows,
): readonly PromiseLike<unknown>[] {
  const writtenTo = Map.groupBy(events, (event) => event.dossierId);
  const facts = (id: string, changedAt: string | null | undefined) => ({
    ownPosition: writtenTo.get(id)?.at(-1)?.position ?? 0,
    changedAt: newestInstant(writtenTo.get(id) ?? [], changedAt),
  });
  const found = findableRows(
    db.codec,
    [...dossiers].map(([id, after]) => ({ before: known.dossiers.get(id) ?? null, after })),
  );
  return [
    db.dossiers.bulkPut(
      [...dossiers].map(([id, after]) =>
        dossierRow(db.codec, after, facts(id, rows.dossiers.get(id)?.changedAt)),
      ),
    ),
    db.findable.bulkPut([...found]),
    db.streams.bulkPut(
      [...streams].map(([id, after]) => {
        const { ownPosition, changedAt } = facts(id, rows.streams.get(id)?.changedAt);
        return streamRow(db.codec, after, { ownPosition, changedAt: changedAt ?? '' });
      }),
    ),
  ];
}
