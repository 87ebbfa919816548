import { canonicalJson } from '../../shared/domain/dossier/chain.ts';
import type { DossierEvent } from '../../shared/domain/dossier/event.ts';
import { fold } from '../../shared/domain/dossier/evolve.ts';
import type { CounterDatabase } from './database.ts';
import { readMeta } from './meta.ts';
import { dossierRow, type DossierRow } from './rows.ts';

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
    const wanted = new Set(expected.map((row) => row.id));
    await db.dossiers.bulkDelete(kept.filter((row) => !wanted.has(row.id)).map((row) => row.id));
    await db.dossiers.bulkPut([...expected]);
    done += expected.length;
    onProgress?.(done);
  });
}

/** Ids of the dossiers whose projection is not what their events fold to. */
export async function verifyProjections(db: CounterDatabase): Promise<readonly string[]> {
  const differing: string[] = [];
  const textOf = (row: DossierRow) => canonicalJson({ ...row, payload: db.codec.decode(row.payload) });
  await eachBatch(db, 'r', (expected, kept) => {
    const texts = new Map(kept.map((row) => [row.id, textOf(row)]));
    for (const row of expected) {
      if (texts.get(row.id) !== textOf(row)) differing.push(row.id);
      texts.delete(row.id);
    }
    differing.push(...texts.keys());
    return Promise.resolve();
  });
  return differing;
}

type Visit = (expected: readonly DossierRow[], kept: readonly DossierRow[]) => Promise<void>;

/** Walks log and projections side by side in order of dossier id: what should be there, and what is. */
async function eachBatch(db: CounterDatabase, mode: 'r' | 'rw', visit: Visit): Promise<void> {
  for (let after: string | null = ''; after !== null;) {
    const from: string = after;
    after = await db.transaction(mode, [db.events, db.dossiers, db.meta], async () => {
      const { logs, until } = await logsAfter(db, from);
      const own = (await readMeta(db, 'device'))?.counter;
      const expected = logs.flatMap((log) => rowOf(db, log, own));
      const kept =
        until === null
          ? db.dossiers.where('id').above(from)
          : db.dossiers.where('id').between(from, until, false, true);
      await visit(expected, await kept.toArray());
      return until;
    });
  }
}

/** The next whole dossier logs after an id, and up to which id they go; null when they go to the end. */
async function logsAfter(
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

function rowOf(
  db: CounterDatabase,
  log: readonly DossierEvent[],
  own: string | undefined,
): readonly DossierRow[] {
  const dossier = fold(log);
  const position = log.reduce(
    (highest, event) => (event.counter === own ? Math.max(highest, event.position) : highest),
    0,
  );
  return dossier ? [dossierRow(db.codec, dossier, position)] : [];
}
