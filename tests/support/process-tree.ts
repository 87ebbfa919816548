import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A running process of the app. */
export interface AppProcess {
  readonly pid: number;
  /** `main`, or Chromium's name for it: `browser`, `renderer`, `gpu-process`, `utility`, `zygote`, `crashpad-handler`. */
  readonly role: string;
}

/** Memory in bytes. PSS shares out what several processes map; RSS counts it once for each. */
export interface AppMemory {
  readonly pss: number;
  readonly rss: number;
  readonly processes: readonly (AppProcess & { readonly pss: number; readonly rss: number })[];
}

interface Entry {
  readonly pid: number;
  readonly parent: number;
  readonly args: readonly string[];
}

/** A process as /proc shows it; undefined once it is gone or a zombie, which holds nothing any more. */
function readEntry(pid: number): Entry | undefined {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z' || state === 'X') return undefined;
    // Chromium rewrites its children's command lines, with spaces between the arguments.
    const args = readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').split(/\0| (?=--)/);
    return { pid, parent: Number(parent), args };
  } catch {
    return undefined;
  }
}

function roleOf(entry: Entry): string {
  const type = entry.args.find((arg) => arg.startsWith('--type='));
  if (type !== undefined) return type.slice('--type='.length);
  if (/crashpad/.test(entry.args[0] ?? '')) return 'crashpad-handler';
  return entry.args.some((arg) => arg.startsWith('--remote-debugging-pipe')) ? 'browser' : 'main';
}

/**
 * All processes of the app that runs on a user-data folder: those that name the folder (or Chromium's profile in it)
 * on their command line, and everything they started. Also finds Chromium when its main process is gone. Linux only.
 */
export function processTree(userData: string): readonly AppProcess[] {
  if (process.platform !== 'linux') throw new Error('processTree reads /proc: it works on Linux only');
  const folder = path.resolve(userData);
  const switches = new Set([folder, path.join(folder, 'chromium')].map((dir) => `--user-data-dir=${dir}`));
  const entries = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readEntry(Number(name)))
    .filter((entry) => entry !== undefined);
  const found = new Set(entries.filter((entry) => entry.args.some((arg) => switches.has(arg.trim()))));
  for (let before = -1; before !== found.size;) {
    before = found.size;
    const pids = new Set([...found].map((entry) => entry.pid));
    for (const entry of entries) if (pids.has(entry.parent)) found.add(entry);
  }
  return [...found].map((entry) => ({ pid: entry.pid, role: roleOf(entry) }));
}

/** Whether a process still runs (a zombie doesn't). */
export function isRunning(pid: number): boolean {
  if (process.platform === 'linux') return readEntry(pid) !== undefined;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function kilobytes(rollup: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0) * 1024;
}

/** The memory of all the app's processes, from /proc/PID/smaps_rollup. Linux only. */
export function memoryOf(userData: string): AppMemory {
  const processes = processTree(userData).flatMap((entry) => {
    try {
      const rollup = readFileSync(`/proc/${String(entry.pid)}/smaps_rollup`, 'utf8');
      return [{ ...entry, pss: kilobytes(rollup, 'Pss'), rss: kilobytes(rollup, 'Rss') }];
    } catch {
      return []; // ended between the two readings
    }
  });
  const sum = (of: 'pss' | 'rss'): number => processes.reduce((total, entry) => total + entry[of], 0);
  return { pss: sum('pss'), rss: sum('rss'), processes };
}

/**
 * Kills the app and its whole browser with SIGKILL, main process first, and waits until none is left.
 * Elsewhere than on Linux it is weaker: Windows ends the tree that hangs from `mainPid` (taskkill /T /F) and macOS the
 * main process only, so a browser whose main process is gone already may be missed.
 */
export async function killTree(userData: string, mainPid: number): Promise<void> {
  if (process.platform === 'win32') execFileSync('taskkill', ['/PID', String(mainPid), '/T', '/F']);
  else if (process.platform !== 'linux') process.kill(mainPid, 'SIGKILL');
  const tree = (): readonly number[] =>
    process.platform === 'linux' ? processTree(userData).map(({ pid }) => pid) : [];
  // Listed in full before the first is killed: a child of a dead parent belongs to nobody's tree.
  const all = new Set([mainPid, ...tree()]);
  const deadline = Date.now() + 20_000;
  for (let alive = [...all]; alive.length > 0; alive = [...all].filter(isRunning)) {
    if (Date.now() > deadline) throw new Error(`still running after SIGKILL: ${alive.join(', ')}`);
    if (process.platform === 'linux') for (const pid of alive) signal(pid);
    await new Promise((resolve) => setTimeout(resolve, 10));
    for (const pid of tree()) all.add(pid); // started while the others were being killed
  }
}

function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // gone already
  }
}
