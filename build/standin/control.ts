import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runInThisContext } from 'node:vm';
import { app } from './app.ts';

/*
 * Control for tests, over the IPC channel of the process that started the stand-in; without one there is none.
 * It mirrors Playwright's `electronApp`: run a function in the main process, wait for the first window, quit.
 */
export type ToStandin =
  | { readonly type: 'evaluate'; readonly id: number; readonly fn: string; readonly arg: unknown }
  | { readonly type: 'quit' };
export type FromStandin =
  | { readonly type: 'window'; readonly url: string; readonly port: number }
  | { readonly type: 'value'; readonly id: number; readonly value: unknown }
  | { readonly type: 'error'; readonly id: number; readonly message: string };

function send(message: FromStandin): void {
  if (process.connected) process.send?.(message);
}

/** Tells the test that a window has loaded, and where to attach to its browser. */
export function windowLoaded(url: string): void {
  if (!process.send) return;
  const file = path.join(app.getPath('userData'), 'chromium', 'DevToolsActivePort');
  send({ type: 'window', url, port: Number(readFileSync(file, 'utf8').split('\n')[0]) });
}

/** Answers the test's messages with functions run on `electron`, the module as the app imports it. */
export function listenToTests(electron: object): void {
  if (!process.send) return;
  process.on('message', (message: ToStandin) => {
    if (message.type === 'quit') app.quit();
    else void evaluate(electron, message.id, message.fn, message.arg);
  });
  process.on('disconnect', () => app.quit()); // the test is gone
}

async function evaluate(electron: object, id: number, source: string, arg: unknown): Promise<void> {
  try {
    const fn = runInThisContext(`(${source})`) as (electron: object, arg: unknown) => unknown;
    send({ type: 'value', id, value: await fn(electron, arg) });
  } catch (error) {
    send({
      type: 'error',
      id,
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
}
