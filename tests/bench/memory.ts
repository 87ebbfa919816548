import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { callInPage } from '../support/call-in-page.ts';
import type { Filling } from './page/fill-app.ts';
import { launchApp, memoryOf, processTree, type RunningApp } from '../support/launch-app.ts';
import { compared, type Line } from './report.ts';

const root = path.resolve(import.meta.dirname, '../..');
const MB = 1024 * 1024;
const MINUTE = 60_000;
// Nobody is there: the app is offline, with data and without alike.
const ENV = { COUNTER_PORTAL: 'http://127.0.0.1:9' };

interface Reading {
  /** A minute after the start is done; `browser` is without the main process, which on the stand-in is Node. */
  readonly all: number;
  readonly browser: number;
  /** All processes as soon as start and search index are done, before what that took is given back. */
  readonly atStart: number;
}

/** Why memory can't be measured here; null if it can. */
export function memoryObstacle(): string | null {
  if (process.platform !== 'linux') return 'memory is read from /proc: Linux only';
  return existsSync(path.join(root, 'dist/electron/main.js')) ? null : 'the app is not built (npm run build)';
}

/**
 * Memory (PSS) of the built app's processes with `rows` dossiers and with none, `reps` starts each in turn. Each is read
 * when the app has come to rest (the search index is built by then), and a minute later, as it stays for the day. Other
 * Chromiums running meanwhile share pages with it and make every figure smaller: measure on a quiet machine.
 */
export async function measureMemory(
  fillScript: string,
  rows: number,
  reps: number,
): Promise<readonly Line[]> {
  const folders = { empty: await filled(fillScript, 0), full: await filled(fillScript, rows) };
  const readings: { readonly empty: Reading[]; readonly full: Reading[] } = { empty: [], full: [] };
  try {
    for (let i = 0; i < reps; i += 1)
      for (const side of ['empty', 'full'] as const) readings[side].push(await readingOf(folders[side]));
  } finally {
    for (const folder of Object.values(folders)) rmSync(folder, { recursive: true, force: true });
  }
  const megabytes = (part: keyof Reading) => ({
    raw: readings.empty.map((each) => each[part] / MB),
    ours: readings.full.map((each) => each[part] / MB),
  });
  return [
    compared('memory of the browser’s processes, against an empty app', megabytes('browser'), 1.3, 'MB'),
    compared('memory of all processes, main included, against an empty app', megabytes('all'), 1.3, 'MB'),
    compared('the same right after the start, search index just built', megabytes('atStart'), null, 'MB'),
  ];
}

async function filled(script: string, rows: number): Promise<string> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quay-bench-app-'));
  const app = await launchApp({ userData: folder, env: ENV });
  app.page.setDefaultTimeout(0);
  await app.page.evaluate(script);
  await callInPage<Filling, 'fillApp'>(app.page, 'filling', 'fillApp', rows);
  await app.close();
  // The first start after it copies all of the log into the journal; that is not what a counter does every day.
  const first = await launchApp({ userData: folder, env: ENV });
  await atRest(first);
  await first.close();
  return folder;
}

async function readingOf(folder: string): Promise<Reading> {
  const app = await launchApp({ userData: folder, env: ENV });
  try {
    await atRest(app);
    const atStart = memoryOf(folder).pss;
    await delay(MINUTE);
    const { pss: all, processes } = memoryOf(folder);
    const main = processes.filter((each) => each.role === 'main').reduce((sum, each) => sum + each.pss, 0);
    return { all, browser: all - main, atStart };
  } finally {
    await app.close();
  }
}

/** Waits until the app has used next to no processor time for three seconds in a row; fails after twenty minutes. */
async function atRest({ userData }: RunningApp): Promise<void> {
  let quiet = 0;
  for (let before = ticksOf(userData), second = 0; quiet < 3; second += 1) {
    if (second > 1200) throw new Error('the app does not come to rest');
    await delay(1000);
    const after = ticksOf(userData);
    quiet = after - before <= 5 ? quiet + 1 : 0;
    before = after;
  }
}

/** Processor time of all the app's processes, in hundredths of a second. */
function ticksOf(userData: string): number {
  return processTree(userData).reduce((sum, { pid }) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return sum + Number(fields[11]) + Number(fields[12]);
    } catch {
      return sum; // ended meanwhile
    }
  }, 0);
}
