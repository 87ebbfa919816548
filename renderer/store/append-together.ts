import type { Author } from '../../shared/domain/dossier/chain.ts';
import type { DossierEvent } from '../../shared/domain/dossier/event.ts';
import { fold } from '../../shared/domain/dossier/evolve.ts';
import type { Dossier } from '../../shared/domain/dossier/state.ts';
import type { LineageOf } from '../../shared/domain/lineage.ts';
import type { Numbering } from '../../shared/domain/numbering.ts';
import { foldStream, type Stream } from '../../shared/domain/stream.ts';
import { whyNotWritten } from '../../shared/domain/rights.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Encoded } from './codec.ts';
import type { CounterDatabase } from './database.ts';
import { metaRow, readMetaPair } from './meta.ts';
import { holdAfterChoice, isGivenUp } from './outbox.ts';
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
import { sealWrites, without, type Logs, type Sealed, type Together, type Write } from './seal-writes.ts';
import { storeError } from './store-error.ts';

export interface AppendingTogether {
  readonly author: Author;
  readonly dossierIds?: readonly string[];
  readonly streamIds?: readonly string[];
  /** Position from which own events are wanted. */
  readonly since?: number;
  /** Own refused events that this save gives up: `decide` sees what they belong to as it stands without them. */
  readonly settingAside?: readonly DossierEvent[];
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
    const saved = await db.transaction(
      'rw',
      [db.events, db.dossiers, db.findable, db.streams, db.meta, db.held],
      () => write(db, appending),
    );
    if (saved.ok) db.announceProjected(saved.value.dossiers);
    return saved;
  } catch (error) {
    return fail([storeError(error)]);
  }
}

async function write(
  db: CounterDatabase,
  { author, dossierIds = [], streamIds = [], since, settingAside = [], decide }: AppendingTogether,
): Promise<Result<AppendedTogether, readonly AppError[]>> {
  const [dossierRows, streamRows, [chain, numbering], [device, { acknowledged }]] = await Promise.all([
    db.dossiers.bulkGet([...dossierIds]),
    db.streams.bulkGet([...streamIds]),
    readMetaPair(db, 'chain', 'numbering'),
    readMetaPair(db, 'device', 'outbox'),
  ]);
  const rows: Rows = { dossiers: byId(dossierRows), streams: byId(streamRows) };
  const given = await logsWith(db, settingAside);
  if (isGivenUp([...given.values()].flat(), settingAside))
    return fail([appError('dossier-transition-forbidden')]);
  const known: Together = {
    dossiers: without(decoded(db, rows.dossiers), given, settingAside, fold),
    streams: without(decoded(db, rows.streams), given, settingAside, foldStream),
    own: device && since !== undefined ? await ownFrom(db, device, since) : [],
    numbering,
    acknowledged,
  };
  const decided = decide(known);
  if (!decided.ok) return decided;
  const forbidden = whyNotWritten(
    author.role,
    decided.value.writes.flatMap(({ bodies }): readonly { readonly type: string }[] => bodies),
  );
  if (forbidden) return fail([forbidden]);
  const sealed = sealWrites(decided.value.writes, known, given, { head: chain, author });
  const meta = [metaRow(db, 'chain', sealed.head)];
  if (decided.value.numbering) meta.push(metaRow(db, 'numbering', decided.value.numbering));
  await Promise.all([
    db.events.bulkAdd(sealed.events.map((event) => eventRow(db.codec, event))),
    db.meta.bulkPut(meta),
    ...putProjections(db, sealed, known, rows),
  ]);
  if (settingAside.length > 0) await holdAfterChoice(db, settingAside, author.now);
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

async function logsWith(db: CounterDatabase, settingAside: readonly DossierEvent[]): Promise<Logs> {
  const ids = [...new Set(settingAside.map(({ dossierId }) => dossierId))];
  const rows = await db.events.where('dossierId').anyOf(ids).toArray();
  return Map.groupBy(
    rows.map((row) => db.codec.decode(row.payload)),
    ({ dossierId }) => dossierId,
  );
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
