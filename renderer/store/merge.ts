import { compareEvents, isKnownType, type DossierEvent } from '../../shared/domain/dossier/event.ts';
import { evolve, fold } from '../../shared/domain/dossier/evolve.ts';
import type { Dossier } from '../../shared/domain/dossier/state.ts';
import { isOwn, type LineageOf } from '../../shared/domain/lineage.ts';
import { splitStreams } from '../../shared/domain/stream.ts';
import type { CounterDatabase } from './database.ts';
import { eraseRows } from './erase.ts';
import { metaRow, readMeta } from './meta.ts';
import { streamRows } from './projections.ts';
import { dossierRow, eventRow, findableRows, newestInstant, type DossierRow } from './rows.ts';

/**
 * Takes events that came from the portal into the log: one transaction with the projections they touch and the cursor
 * (of the last event pulled). Known events are skipped, so a repeated batch changes nothing, and order does not matter.
 * Gives how many dossiers changed. Failures of the database are thrown (see `storeError`).
 */
export async function merge(
  db: CounterDatabase,
  events: readonly DossierEvent[],
  cursor: number,
): Promise<{ readonly dossiers: number }> {
  const changed = await db.transaction(
    'rw',
    [db.events, db.dossiers, db.findable, db.streams, db.meta],
    async () => {
      const fresh = await unknownEvents(db, events);
      const { dossiers: byDossier, streams } = await split(db, fresh);
      const ids = [...byDossier.keys()];
      const [rows, device] = await Promise.all([db.dossiers.bulkGet(ids), readMeta(db, 'device')]);
      await db.events.bulkAdd(fresh.map((event) => eventRow(db.codec, event)));
      if (streams.size > 0) await refoldStreams(db, [...streams.keys()], device);
      const befores = rows.map((row) => (row ? db.codec.decode(row.payload) : null));
      await eraseKnown(db, fresh, befores);
      const refolded = await refold(db, byDossier, befores);
      const dossiers = refolded.map(({ after }) => after);
      const found = findableRows(
        db.codec,
        dossiers.map((after, i) => ({ before: befores[i] ?? null, after })),
      );
      await Promise.all([
        db.dossiers.bulkPut(
          refolded.map(({ after, events }, i) =>
            dossierRow(db.codec, after, {
              ownPosition: ownPositionOf(rows[i], byDossier.get(after.id), device),
              changedAt: newestInstant(events, rows[i]?.changedAt),
            }),
          ),
        ),
        db.findable.bulkPut([...found]),
        db.meta.put(metaRow(db, 'cursor', cursor)),
      ]);
      return dossiers;
    },
  );
  db.announceProjected(changed);
  return { dossiers: changed.length };
}

/** What another machine erased goes here too, also where the events come after the erasure. */
async function eraseKnown(
  db: CounterDatabase,
  fresh: readonly DossierEvent[],
  befores: readonly (Dossier | null)[],
): Promise<void> {
  const erasing = fresh.filter(({ type }) => type === 'personalDataErased');
  const erased = befores.flatMap((before) => (before?.erased ? [before.id] : []));
  for (const id of new Set([...erasing.map(({ dossierId }) => dossierId), ...erased]))
    await eraseRows(db, id);
}

type Logs = ReadonlyMap<string, readonly DossierEvent[]>;

/** Fresh events by dossier and by other stream. One whose type nobody here knows goes where its stream is. */
async function split(
  db: CounterDatabase,
  fresh: readonly DossierEvent[],
): Promise<{ readonly dossiers: Logs; readonly streams: Logs }> {
  const { dossiers, streams } = splitStreams(Map.groupBy(fresh, (event) => event.dossierId));
  const unclear = [...dossiers].filter(([, events]) => events.every((event) => !isDossiers(event)));
  if (unclear.length === 0) return { dossiers, streams };
  const rows = await db.streams.bulkGet(unclear.map(([id]) => id));
  const found = new Map(unclear.filter((_, i) => rows[i] !== undefined));
  return {
    dossiers: new Map([...dossiers].filter(([id]) => !found.has(id))),
    streams: new Map([...streams, ...found]),
  };
}

const isDossiers = (event: DossierEvent) => event.type !== 'setAside' && isKnownType(event);

/** Streams other than dossiers are short: their logs are read and folded whole. */
async function refoldStreams(
  db: CounterDatabase,
  ids: readonly string[],
  own: LineageOf | null,
): Promise<void> {
  const rows = await db.events.where('dossierId').anyOf(ids).toArray();
  const logs = Map.groupBy(
    rows.map((row) => db.codec.decode(row.payload)),
    (event) => event.dossierId,
  );
  await Promise.all([
    db.streams.bulkPut([...streamRows(db, logs.values(), own)]),
    // Before the event that told what the stream is, it looked like a dossier not received yet.
    db.dossiers.bulkDelete([...ids]),
  ]);
}

const keyOf = (event: DossierEvent) => `${event.position} ${event.counter}`;

async function unknownEvents(
  db: CounterDatabase,
  events: readonly DossierEvent[],
): Promise<readonly DossierEvent[]> {
  const wanted = new Map(events.map((event) => [keyOf(event), event]));
  for (const [counter, group] of Map.groupBy(wanted.values(), (event) => event.counter))
    for (const position of await knownPositions(
      db,
      counter,
      group.map((event) => event.position),
    ))
      wanted.delete(`${position} ${counter}`);
  return [...wanted.values()];
}

/** Which of a counter's positions the log has. Batches are mostly unbroken runs: one range read answers for all. */
async function knownPositions(
  db: CounterDatabase,
  counter: string,
  positions: readonly number[],
): Promise<readonly number[]> {
  const sorted = positions.toSorted((a, b) => a - b);
  const [first = 0, last = 0] = [sorted[0], sorted.at(-1)];
  const found =
    last - first < positions.length * 4
      ? await db.events
          .where('[counter+position]')
          .between([counter, first], [counter, last], true, true)
          .primaryKeys()
      : await db.events
          .where('[counter+position]')
          .anyOf(sorted.map((position) => [counter, position]))
          .primaryKeys();
  return found.map(([, position]) => position);
}

/** The dossiers after their fresh events, in the order of `befores`, with the events that had to be looked at for it. */
async function refold(
  db: CounterDatabase,
  fresh: ReadonlyMap<string, readonly DossierEvent[]>,
  befores: readonly (Dossier | null)[],
): Promise<readonly { readonly after: Dossier; readonly events: readonly DossierEvent[] }[]> {
  const groups = [...fresh].map(([id, events], i) => {
    const before = befores[i] ?? null;
    // Events that all come after what is folded already need no second fold of the whole, unless some were given up or erased.
    const inOrder = !before || events.every((event) => event.seq > before.lastSeq);
    const allCount =
      !before?.setAside &&
      !before?.erased &&
      events.every(({ type }) => type !== 'setAside' && type !== 'personalDataErased');
    // A row that was not received yet does not say when its newest event was.
    const dated = !before || before.reception !== null;
    return { id, events, after: inOrder && allCount && dated ? continueFold(before, events) : null };
  });
  const late = groups.filter((group) => !group.after).map((group) => group.id);
  const logs = late.length === 0 ? [] : await db.events.where('dossierId').anyOf(late).toArray();
  const byId = Map.groupBy(
    logs.map((row) => db.codec.decode(row.payload)),
    (event) => event.dossierId,
  );
  return groups.flatMap(({ id, events, after }) => {
    const log = after ? events : (byId.get(id) ?? []);
    const dossier = after ?? fold(log);
    return dossier ? [{ after: dossier, events: log }] : [];
  });
}

function continueFold(before: Dossier | null, events: readonly DossierEvent[]): Dossier | null {
  return events.toSorted(compareEvents).reduce<Dossier | null>(evolve, before);
}

function ownPositionOf(
  row: DossierRow | undefined,
  fresh: readonly DossierEvent[] = [],
  own: LineageOf | null,
): number {
  return fresh.reduce(
    (highest, event) => (isOwn(own, event) ? Math.max(highest, event.position) : highest),
    row?.ownPosition ?? 0,
  );
}
