import { CounterDatabase } from '../../../renderer/store/database.ts';
import { readMeta, writeMeta } from '../../../renderer/store/meta.ts';
import { createReports } from '../../../renderer/store/report/report-client.ts';
import { dayOf } from '../../../shared/clock.ts';
import { receivedAtOf } from './data.ts';
import { enrolled, writeRows } from './fill.ts';

const NAME = 'bench-report';
const KEYS = [{ id: 7, key: new Uint8Array(32).fill(7) }];

/** Milliseconds: a plain scan, the month's report as it is first asked for, again, and after one change. */
export interface ReportTimes {
  readonly scan: number;
  readonly first: number;
  readonly again: number;
  readonly changed: number;
  /** The longest task of the page's thread meanwhile, as the browser tells it; 0 for none over 50 ms. */
  readonly longest: number;
  /** Times the page was told how far it is. */
  readonly told: number;
  readonly read: number;
}

/** Fills a sealed database as the app keeps it. */
export async function reportFill(rows: number): Promise<void> {
  const db = new CounterDatabase(NAME, { keys: KEYS });
  await db.open();
  await enrolled(db, rows);
  await writeRows(db.backendDB(), rows, db.codec);
  db.close();
}

function scan(): Promise<number> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./scan-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('error', ({ message }) => reject(new Error(message)));
    worker.addEventListener('message', () => {
      worker.terminate();
      resolve(performance.now() - start);
    });
    worker.postMessage({ database: NAME, keys: KEYS });
  });
}

/** The report of the month in the middle of `rows` dossiers. Which side is first: `scanFirst`. */
export async function reportRound(rows: number, scanFirst: boolean): Promise<ReportTimes> {
  const db = new CounterDatabase(NAME, { keys: KEYS });
  await db.open();
  const month = dayOf(receivedAtOf(Math.floor(rows / 2))).slice(0, 7);
  const asked = {
    period: { from: `${month}-01`, to: `${month}-28` },
    filter: {},
    now: receivedAtOf(rows),
    calendar: null,
  };
  let longest = 0;
  let told = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  }).observe({ type: 'longtask' });
  const before = scanFirst ? await scan() : null;
  longest = 0;
  const reports = createReports(db);
  const timed = async () => {
    const start = performance.now();
    const { read } = await reports.report(asked, () => (told += 1));
    return { took: performance.now() - start, read };
  };
  const first = await timed();
  const again = await timed();
  await writeMeta(db, 'cursor', (await readMeta(db, 'cursor')) + 1);
  const changed = await timed();
  // What the observer noted last comes in a task of its own.
  await new Promise((resolve) => setTimeout(resolve, 100));
  const worst = longest;
  reports.cancel();
  const after = before ?? (await scan());
  db.close();
  return {
    scan: after,
    first: first.took,
    again: again.took,
    changed: changed.took,
    longest: worst,
    told,
    read: first.read,
  };
}
