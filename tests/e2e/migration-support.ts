import type { Page } from '@playwright/test';
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Version1 } from '../bench/page/version-1.ts';
import { callInPage } from '../support/call-in-page.ts';
import { launchApp, type RunningApp } from '../support/launch-app.ts';

const bareMain = path.resolve(import.meta.dirname, '../support/fixtures/bare/main.mjs');

/** Opens a window with no app in it on the data of a user-data folder. */
export const launchBare = (userData: string): Promise<RunningApp> => launchApp({ main: bareMain, userData });

/** Calls a function of the version 1 script; see tests/bench/page/version-1.ts. */
export type CallVersion1 = <N extends keyof Version1>(
  name: N,
  ...args: Parameters<Version1[N]>
) => Promise<Awaited<ReturnType<Version1[N]>>>;

/** Works on the data of a user-data folder with the version 1 script, in a window with no app in it. */
export async function inBareWindow<T>(
  userData: string,
  script: string,
  work: (call: CallVersion1) => Promise<T>,
): Promise<T> {
  const app = await launchBare(userData);
  app.page.setDefaultTimeout(0);
  try {
    await app.page.evaluate(script);
    return await work((name, ...args) =>
      callInPage<Version1, typeof name>(app.page, 'version1', name, ...args),
    );
  } finally {
    await app.close();
  }
}

/** Puts a copy of a folder in place of another. */
export function replaceFolder(folder: string, by: string): void {
  rmSync(folder, { recursive: true, force: true });
  cpSync(by, folder, { recursive: true, filter: (file) => !/Singleton|lock/iu.test(path.basename(file)) });
}

/** How far the migration on the screen is: null while there is none to see. */
export interface Seen {
  readonly progress: number | null;
  readonly text: string;
}

/**
 * Waits until the migration on the screen has come to `share` of its dossiers (0…1) and `ms` milliseconds more have gone
 * by, or until the app is open. Gives what stood on the screen then.
 */
export async function untilMigrated(page: Page, share: number, ms: number): Promise<Seen> {
  const seen = await page.waitForFunction(
    ([wanted, later]) => {
      const state = globalThis as unknown as { reachedAt?: number };
      const bar = document.querySelector<HTMLProgressElement>('[data-testid=recovery] progress');
      const open = document.querySelector('nav') !== null;
      const progress = bar ? (bar.hasAttribute('value') ? bar.value / bar.max : 0) : null;
      if (progress !== null && progress >= wanted) state.reachedAt ??= performance.now();
      const reached = state.reachedAt !== undefined && performance.now() - state.reachedAt >= later;
      if (!open && !reached) return null;
      return { progress, text: document.querySelector('[data-testid=recovery]')?.textContent ?? '' };
    },
    [share, ms] as const,
    { polling: 4, timeout: 600_000 },
  );
  return (await seen.jsonValue()) as Seen;
}
