import type { Table } from 'dexie';
import { canonicalJson } from '../../shared/domain/dossier/chain.ts';
import type { DossierEvent } from '../../shared/domain/dossier/event.ts';
import { fold } from '../../shared/domain/dossier/evolve.ts';
import { isOwn, type LineageOf } from '../../shared/domain/lineage.ts';
import { foldStream, splitStreams } from '../../shared/domain/stream.ts';
import type { CounterDatabase } from './database.ts';
import { readMeta } from './meta.ts';
import {
  dossierRow,
  findableRows,
  newestInstant,
  streamRow,
  type DossierRow,
  type FindableRow,
  type StreamRow,
} from './rows.ts';

/** Events read at a time: small, because counters have little memory. */
const BATCH = 2000;

/**
 * Makes every projection anew from the log. Batch by batch, each its own transaction: it can be cut off anywhere and run
 * again, and the counter may go on saving meanwhile. `onProgress` hears how many dossiers are done.
 */
export async function rebuildProjections(
  db: CounterDatabase,
  onProgress?: (dossiers: number) => void,
): Promise<void> {
  let done = 0;
  await eachBatch(db, 'rw', async (expected, kept) => {
    await Promise.all([
      db.dossiers.bulkDelete(strays(kept.dossiers, expected.dossiers)),
      db.findable.bulkDelete(strays(kept.findable, expected.findable)),
      db.streams.bulkDelete(strays(kept.streams, expected.streams)),
    ]);
    await Promise.all([
      db.dossiers.bulkPut([...expected.dossiers]),
      db.findable.bulkPut([...expected.findable]),
      db.streams.bulkPut([...expected.streams]),
    ]);
    done += expected.dossiers.length;
    onProgress?.(done);
  });
}

function strays(
  kept: readonly { readonly id: string }[],
  expected: readonly { readonly id: string }[],
): string[] {
  const wanted = new Set(expected.map((row) => row.id));
  return kept.map((row) => row.id).filter((id) => !wanted.has(id));
}

/** Ids of the dossiers and other streams whose projection is not what their events fold to. */
export async function verifyProjections(db: CounterDatabase): Promise<readonly string[]> {
  const differing = new Set<string>();
  const textsOf = (rows: readonly (DossierRow | FindableRow | StreamRow)[]) =>
    new Map(
      rows.map((row) => [row.id, canonicalJson({ ...row, payload: db.codec.decode<unknown>(row.payload) })]),
    );
  await eachBatch(db, 'r', (expected, kept) => {
    for (const table of ['dossiers', 'findable', 'streams'] as const) {
      const [right, found] = [textsOf(expected[table]), textsOf(kept[table])];
      for (const id of new Set([...right.keys(), ...found.keys()]))
        if (right.get(id) !== found.get(id)) differing.add(id);
    }
    return Promise.resolve();
  });
  return [...differing];
}

interface Projections {
  readonly dossiers: readonly DossierRow[];
  readonly findable: readonly FindableRow[];
  readonly streams: readonly StreamRow[];
}
type Visit = (expected: Projections, kept: Projections) => Promise<void>;

/** Walks log and projections side by side in order of the streams' ids: what should be there, and what is. */
async function eachBatch(db: CounterDatabase, mode: 'r' | 'rw', visit: Visit): Promise<void> {
  for (let after: string | null = ''; after !== null;) {
    const from: string = after;
    after = await db.transaction(
      mode,
      [db.events, db.dossiers, db.findable, db.streams, db.meta],
      async () => {
        const { logs, until } = await logsAfter(db, from);
        const own = await readMeta(db, 'device');
        const inRange = <Row>(table: Table<Row, string>) =>
          (until === null
            ? table.where('id').above(from)
            : table.where('id').between(from, until, false, true)
          ).toArray();
        const [dossiers, findable, streams] = await Promise.all([
          inRange(db.dossiers),
          inRange(db.findable),
          inRange(db.streams),
        ]);
        await visit(projectionsOf(db, logs, own), { dossiers, findable, streams });
        return until;
      },
    );
  }
}

/** The next whole dossier logs after an id, and up to which id they go; null when they go to the end. */
export async function logsAfter(
  db: CounterDatabase,
  from: string,
): Promise<{ readonly logs: readonly (readonly DossierEvent[])[]; readonly until: string | null }> {
  const rows = await db.events.where('dossierId').above(from).limit(BATCH).toArray();
  const groups = [
    ...Map.groupBy(
      rows.map((row) => db.codec.decode(row.payload)),
      (event) => event.dossierId,
    ).values(),
  ];
  if (rows.length < BATCH) return { logs: groups, until: null };
  // The last log may go on beyond the batch: it is read again, or, being all there is, read whole.
  const whole = groups.slice(0, -1);
  const last = whole.at(-1)?.[0]?.dossierId;
  if (last !== undefined) return { logs: whole, until: last };
  const only = groups[0]?.[0]?.dossierId ?? from;
  const log = await db.events.where('dossierId').equals(only).toArray();
  return { logs: [log.map((row) => db.codec.decode(row.payload))], until: only };
}

function projectionsOf(
  db: CounterDatabase,
  logs: readonly (readonly DossierEvent[])[],
  own: LineageOf | null,
): Projections {
  const split = splitStreams(logs.map((log) => [log[0]?.dossierId ?? '', log] as const));
  const folded = [...split.dossiers.values()].flatMap((log) => {
    const after = fold(log);
    return after
      ? [{ before: null, after, ownPosition: lastOwn(log, own), changedAt: newestInstant(log) }]
      : [];
  });
  return {
    dossiers: folded.map(({ after, ...facts }) => dossierRow(db.codec, after, facts)),
    findable: findableRows(db.codec, folded),
    streams: streamRows(db, split.streams.values(), own),
  };
}

function lastOwn(log: readonly DossierEvent[], own: LineageOf | null): number {
  return log.reduce((last, event) => (isOwn(own, event) ? Math.max(last, event.position) : last), 0);
}

/** The rows of streams that are no dossier, from their whole logs. */
export function streamRows(
  db: CounterDatabase,
  logs: Iterable<readonly DossierEvent[]>,
  own: LineageOf | null,
): readonly StreamRow[] {
  return [...logs].flatMap((log) => {
    const stream = foldStream(log);
    const changedAt = newestInstant(log);
    return stream && changedAt !== null
      ? [streamRow(db.codec, stream, { ownPosition: lastOwn(log, own), changedAt })]
      : [];
  });
}
