import { append } from '../../../renderer/store/append.ts';
import { plainCodec } from '../../../renderer/store/codec.ts';
import { CounterDatabase } from '../../../renderer/store/database.ts';
import { readMeta } from '../../../renderer/store/meta.ts';
import { dossierByCode, dossierById, recentDossiers, timeline } from '../../../renderer/store/queries.ts';
import { createSearch, type SearchClient } from '../../../renderer/store/search/search-client.ts';
import { foldText } from '../../../shared/domain/text.ts';
import { ok } from '../../../shared/result.ts';
import { bodiesOf, codeOfDossier, dossierIdOf, receivedAtOf } from './data.ts';
import { enrolled, writeRows } from './fill.ts';
import { personName, randomFrom } from './names.ts';
import { authorOf, inTurn, type Times } from './rounds.ts';

/*
 * The same store twice: once with the null codec, once sealed. The null codec is an argument of the database's
 * constructor that only tests and this bench give; the app always hands over the keys main gave it.
 */
const NAMES = { raw: 'bench-null', ours: 'bench-sealed' } as const;
type Side = keyof typeof NAMES;
const KEYS = [{ id: 7, key: new Uint8Array(32).fill(7) }];

const databaseOf = (side: Side) =>
  new CounterDatabase(NAMES[side], side === 'raw' ? { codec: plainCodec } : { keys: KEYS });

interface Opened {
  readonly db: CounterDatabase;
  readonly search: SearchClient;
}
let opened: Readonly<Record<Side, Opened>> | undefined;

function both(): Readonly<Record<Side, Opened>> {
  if (!opened) throw new Error('open first');
  return opened;
}

/** Fills both with the same dossiers. */
export async function sealingFill(rows: number): Promise<void> {
  for (const side of ['raw', 'ours'] as const) {
    const db = databaseOf(side);
    await db.open();
    await enrolled(db, rows);
    await writeRows(db.backendDB(), rows, db.codec);
    db.close();
  }
}

/** Opens both; gives how long each search index took to be ready. */
export async function sealingOpen(): Promise<Times> {
  const times: Times = { raw: [], ours: [] };
  const open = async (side: Side): Promise<Opened> => {
    const db = databaseOf(side);
    await db.open();
    const start = performance.now();
    const search = createSearch(db);
    await search.ready;
    times[side].push(performance.now() - start);
    return { db, search };
  };
  opened = { raw: await open('raw'), ours: await open('ours') };
  return times;
}

/** From nothing to the first list of 50, the search index being built beside it, as after an unlock. */
export async function sealingCold(side: Side): Promise<number> {
  const start = performance.now();
  const db = databaseOf(side);
  await db.open();
  createSearch(db).ready.catch(() => undefined);
  await recentDossiers(db, 50);
  return performance.now() - start;
}

const onBoth = (count: number, run: (side: Opened, i: number) => Promise<unknown>): Promise<Times> => {
  const { raw, ours } = both();
  return inTurn(
    count,
    (i) => run(raw, i),
    (i) => run(ours, i),
  );
};

export async function sealingSave(first: number, count: number): Promise<Times> {
  const bodies = Array.from({ length: count }, (_, i) => bodiesOf(first + i));
  const numbering = await readMeta(both().ours.db, 'numbering');
  return onBoth(count, async ({ db }, i) => {
    const saved = await append(db, {
      dossierId: dossierIdOf(first + i),
      author: authorOf(receivedAtOf(first + i)),
      decide: () => ok({ bodies: bodies[i] ?? [], numbering }),
    });
    if (!saved.ok) throw new Error(JSON.stringify(saved.error));
  });
}

export const sealingList = (count: number): Promise<Times> =>
  onBoth(count, async ({ db }) => expectAny((await recentDossiers(db, 50)).length === 50));

/** One dossier with its whole timeline, as its screen reads it. */
export function sealingOne(seed: number, count: number, rows: number): Promise<Times> {
  const random = randomFrom(seed);
  const picks = Array.from({ length: count }, () => Math.floor(random() * rows));
  return onBoth(count, async ({ db }, i) => {
    const [view, entries] = await Promise.all([
      dossierById(db, dossierIdOf(picks[i] ?? 0)),
      timeline(db, dossierIdOf(picks[i] ?? 0)),
    ]);
    expectAny(view !== null && entries.length > 0);
  });
}

export function sealingCode(seed: number, count: number, rows: number): Promise<Times> {
  const random = randomFrom(seed);
  const codes = Array.from({ length: count }, () => codeOfDossier(Math.floor(random() * rows)));
  return onBoth(count, async ({ db }, i) => expectAny((await dossierByCode(db, codes[i] ?? '')) !== null));
}

/** Beginnings of two words of a name; what is found is read and opened too. */
export function sealingSearch(seed: number, count: number): Promise<Times> {
  const random = randomFrom(seed);
  const queries = Array.from({ length: count }, () => {
    const words = foldText(personName(random)).split(' ');
    return [words.at(-1), words[0]].map((word) => (word ?? '').slice(0, 3)).join(' ');
  });
  return onBoth(count, ({ search }, i) => search.search(queries[i] ?? '', 50));
}

function expectAny(there: boolean): void {
  if (!there) throw new Error('nothing was found');
}
