import { _electron, type Page } from '@playwright/test';
import type * as Electron from 'electron';
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { electronBinary } from '../../build/standin/electron-binary.mjs';
import { killTree } from './process-tree.ts';
import { startStandin } from './standin-process.ts';

export { memoryOf, processTree } from './process-tree.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** The app's main process module as `evaluate` hands it over: the stand-in has part of it, and throws for the rest. */
export type ElectronModule = typeof Electron;

export interface RunningApp {
  readonly kind: 'electron' | 'stand-in';
  /** The first window's page. */
  readonly page: Page;
  readonly userData: string;
  /** Process id of the main process. */
  readonly pid: number;
  /** Runs a function in the main process. It is sent as text: it sees its arguments only. */
  evaluate<R, A = undefined>(fn: (electron: ElectronModule, arg: A) => R | Promise<R>, arg?: A): Promise<R>;
  /** Cuts the main process's network (net.fetch), or gives it back. */
  setOffline(offline: boolean): Promise<void>;
  /** Quits as a user does, and waits until the app is gone. */
  close(): Promise<void>;
  /** SIGKILLs the main process and all of the browser's, and waits until all are gone. See process-tree.ts. */
  kill(): Promise<void>;
}

export interface LaunchOptions {
  /** Where the app keeps its data; a new temporary folder by default. */
  readonly userData?: string;
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Switches for Chromium, e.g. a fake camera. */
  readonly switches?: readonly string[];
  /** The built main script; the app's own by default. */
  readonly main?: string;
  /** Milliseconds to wait for the first window. */
  readonly timeout?: number;
}

function complete(options: LaunchOptions): Required<LaunchOptions> {
  return {
    userData: path.resolve(options.userData ?? mkdtempSync(path.join(os.tmpdir(), 'quay-mot-cua-'))),
    env: options.env ?? {},
    switches: options.switches ?? [],
    main: options.main ?? path.join(root, 'dist/electron/main.js'),
    timeout: options.timeout ?? 30_000,
  };
}

function setOffline(evaluate: RunningApp['evaluate'], offline: boolean): Promise<void> {
  return evaluate(({ session }, cut) => {
    if (cut) session.defaultSession.enableNetworkEmulation({ offline: true });
    else session.defaultSession.disableNetworkEmulation();
  }, offline);
}

async function launchElectron(executablePath: string, options: LaunchOptions): Promise<RunningApp> {
  const { userData, main, timeout, ...rest } = complete(options);
  const env = { ...process.env, ...rest.env } as Record<string, string>;
  delete env['ELECTRON_RUN_AS_NODE'];
  const noSandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []; // Chromium refuses to sandbox for root
  const app = await _electron.launch({
    executablePath,
    args: [...noSandbox, ...rest.switches, main, `--user-data-dir=${userData}`],
    cwd: root,
    env,
    timeout,
  });
  const page = await app.firstWindow({ timeout });
  await page.waitForLoadState('load');
  const pid = app.process().pid ?? 0;
  const evaluate: RunningApp['evaluate'] = (fn, arg) => app.evaluate(fn as never, arg as never);
  return {
    kind: 'electron',
    page,
    userData,
    pid,
    evaluate,
    setOffline: (offline) => setOffline(evaluate, offline),
    close: () => app.close(),
    kill: () => killTree(userData, pid),
  };
}

/** Starts an app on the stand-in, whether or not Electron is there. */
export async function launchStandin(options: LaunchOptions = {}): Promise<RunningApp> {
  const { userData, main, timeout, env, switches } = complete(options);
  const standin = startStandin(main, userData, { ...process.env, ...env }, switches);
  const pid = standin.child.pid ?? 0;
  const end = async (): Promise<void> => {
    await killTree(userData, pid);
    await standin.exited;
  };
  const page = await standin.firstWindow(timeout).catch(async (error: unknown) => {
    await end();
    throw error;
  });
  const evaluate: RunningApp['evaluate'] = (fn, arg) =>
    standin.evaluate(fn.toString(), arg) as Promise<never>;
  return {
    kind: 'stand-in',
    page,
    userData,
    pid,
    evaluate,
    setOffline: (offline) => setOffline(evaluate, offline),
    async close() {
      standin.quit();
      await standin.exited;
    },
    kill: end,
  };
}

/** Starts the built app: on Electron if its binary is installed, else on the stand-in. */
export async function launchApp(options: LaunchOptions = {}): Promise<RunningApp> {
  const executable = electronBinary(root);
  return executable === null ? launchStandin(options) : launchElectron(executable, options);
}
