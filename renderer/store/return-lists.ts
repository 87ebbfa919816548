import { lineOf } from '../../shared/domain/lineage.ts';
import type { PostalRoll } from '../../shared/domain/postal-item.ts';
import type { Dossier } from '../../shared/domain/dossier/state.ts';
import type { CounterDatabase } from './database.ts';
import { heldDossiers } from './held-files.ts';
import { listPrefix, lookupsOf, rollPrefix, type ReturnList } from './lookups.ts';
import { readMeta, writeMeta } from './meta.ts';
import type { DossierRow } from './rows.ts';

/** A dossier in a list of results, and up to which own position the portal must know the log to know all of it. */
export interface ReturnLine {
  readonly dossier: Dossier;
  readonly list: ReturnList;
  readonly ownPosition: number;
}

export interface ReturnPage {
  readonly lines: readonly ReturnLine[];
  /** How many there are in all. */
  readonly total: number;
}

/**
 * The dossiers of a list of results, those that stand in it longest first, or `newest` first. Watches the list alone: an
 * answer of the portal that moves no dossier into it or out of it does not have it read again.
 */
export async function returnPage(
  db: CounterDatabase,
  list: ReturnList,
  limit: number,
  newest = false,
): Promise<ReturnPage> {
  const inList = () => db.dossiers.where('codes').startsWith(listPrefix(list));
  const [rows, total] = await Promise.all([
    (newest ? inList().reverse() : inList()).limit(limit).toArray(),
    inList().count(),
  ]);
  return { lines: rows.map((row) => lineOfRow(db, row, list)), total };
}

function lineOfRow(db: CounterDatabase, row: DossierRow, list: ReturnList): ReturnLine {
  return { dossier: db.codec.decode(row.payload), list, ownPosition: row.ownPosition };
}

export type ReturnCounts = Readonly<Record<ReturnList, number>>;

/** How many dossiers stand in each list; counted over keys. */
export async function returnCounts(db: CounterDatabase): Promise<ReturnCounts> {
  const count = (list: ReturnList) => db.dossiers.where('codes').startsWith(listPrefix(list)).count();
  const [counter, home, posted, failed, delivered] = await Promise.all([
    count('counter'),
    count('home'),
    count('posted'),
    count('failed'),
    count('delivered'),
  ]);
  return { counter, home, posted, failed, delivered };
}

/** What tells of any dossier whether the portal has it, without reading one: small, and read at every answer. */
export interface Sending {
  readonly acknowledged: number;
  readonly held: ReadonlySet<string>;
}

export async function sendingNow(db: CounterDatabase): Promise<Sending> {
  const { acknowledged, held } = await readMeta(db, 'outbox');
  const rows = held > 0 ? await db.held.toArray() : [];
  return { acknowledged, held: new Set(heldDossiers(rows).keys()) };
}

/** The dossier that went out under a postal item; null for none known here. */
export async function dossierOfItem(db: CounterDatabase, item: string): Promise<string | null> {
  return (await db.dossiers.where('codes').equals(item).primaryKeys())[0] ?? null;
}

/** Every item known here that went out under an identifier of a roll, whoever sent it. */
export async function usedOfRoll(
  db: CounterDatabase,
  { first, last }: PostalRoll,
): Promise<readonly string[]> {
  const keys = await db.dossiers.where('codes').between(first, last, true, true).keys();
  return keys.map(String);
}

/** The roll this counter took a label from last, under whatever name it wrote then; null before the first. */
export async function lastRoll(db: CounterDatabase): Promise<PostalRoll | null> {
  const device = await readMeta(db, 'device');
  if (!device) return null;
  const row = await db.dossiers.where('codes').startsWith(rollPrefix(device.counter)).reverse().first();
  const step = row
    ? db.codec
        .decode(row.payload)
        .life?.steps.findLast(
          (each) =>
            each.type === 'resultPosted' && each.data.roll && lineOf(each.counter) === lineOf(device.counter),
        )
    : undefined;
  return step?.type === 'resultPosted' ? (step.data.roll ?? null) : null;
}

/** Raised when rows are looked up by something that older rows lack. */
const LOOKUPS = 1;
const BATCH = 250;

/**
 * Brings rows written by an earlier app to what dossiers are looked up by now, once. Batch by batch, so that work goes on
 * meanwhile; cut off, it begins anew at the next start.
 */
export async function renewLookups(db: CounterDatabase): Promise<void> {
  if ((await readMeta(db, 'lookups')) === LOOKUPS) return;
  for (let after: string | undefined = ''; after !== undefined;) {
    const from: string = after;
    after = await db.transaction('rw', db.dossiers, async () => {
      const rows = await db.dossiers.where('id').above(from).limit(BATCH).toArray();
      const renewed = rows.flatMap((row) => {
        const codes = lookupsOf(db.codec.decode(row.payload));
        return codes.join('\n') === row.codes.join('\n') ? [] : [{ ...row, codes }];
      });
      if (renewed.length > 0) await db.dossiers.bulkPut(renewed);
      return rows.length < BATCH ? undefined : rows.at(-1)?.id;
    });
  }
  await writeMeta(db, 'lookups', LOOKUPS);
}
