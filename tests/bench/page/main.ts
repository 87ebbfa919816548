import { CounterDatabase } from '../../../renderer/store/database.ts';
import { recentDossiers } from '../../../renderer/store/queries.ts';
import { createSearch } from '../../../renderer/store/search/search-client.ts';
import { finderRound, patchRound } from './catalogue-rounds.ts';
import { checkSample } from './data.ts';
import { enrolled, writeRows } from './fill.ts';
import { listRaw, openRaw } from './raw.ts';
import { reportFill, reportRound } from './report-rounds.ts';
import { codeRound, drainRound, listRound, saveRound, searchRound, type Stores } from './rounds.ts';
import {
  sealingCode,
  sealingCold,
  sealingFill,
  sealingList,
  sealingOne,
  sealingOpen,
  sealingSave,
  sealingSearch,
} from './sealing-rounds.ts';

const OURS_NAME = 'bench-ours';
let stores: Stores | undefined;

function opened(): Stores {
  if (!stores) throw new Error('open first');
  return stores;
}

/** What the runner calls. Every time is in milliseconds. */
const bench = {
  /** Fills both databases with the same rows. */
  async fill(rows: number): Promise<{ readonly raw: number; readonly ours: number }> {
    for (let i = 0; i < rows; i += Math.ceil(rows / 50)) checkSample(i);
    const raw = await openRaw();
    const ours = new CounterDatabase(OURS_NAME);
    await ours.open();
    const times = { raw: await writeRows(raw, rows), ours: await writeRows(ours.backendDB(), rows) };
    await enrolled(ours, rows);
    raw.close();
    ours.close();
    return times;
  },
  /** Opens both and waits for the search index. Gives how long that took. */
  async open(rows: number): Promise<number> {
    const ours = new CounterDatabase(OURS_NAME);
    const raw = await openRaw();
    await ours.open();
    const start = performance.now();
    const search = createSearch(ours);
    await search.ready;
    stores = { raw, ours, search, rows };
    return performance.now() - start;
  },
  /** Opens one database and lists the newest 50. As in the app the search index starts too. */
  async cold(side: 'raw' | 'ours'): Promise<number> {
    const start = performance.now();
    if (side === 'raw') await listRaw(await openRaw(), 50);
    else {
      const db = new CounterDatabase(OURS_NAME);
      await db.open();
      const search = createSearch(db);
      search.ready.catch(() => undefined);
      await recentDossiers(db, 50);
    }
    return performance.now() - start;
  },
  save: (first: number, count: number) => saveRound(opened(), first, count),
  list: (count: number) => listRound(opened(), count),
  code: (seed: number, count: number) => codeRound(opened(), seed, count),
  search: (seed: number, count: number) => searchRound(opened(), seed, count),
  finder: finderRound,
  patch: patchRound,
  reportFill,
  reportRound,
  sealingFill,
  sealingOpen,
  sealingCold,
  sealingSave,
  sealingList,
  sealingOne,
  sealingCode,
  sealingSearch,
  drain: (count: number) => drainRound(opened(), count),
};

export type Bench = typeof bench;
Object.assign(globalThis, { bench });
