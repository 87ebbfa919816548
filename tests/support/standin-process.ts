import { chromium, type Page } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { FromStandin, ToStandin } from '../../build/standin/control.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** The stand-in in a process of its own, with what Playwright's ElectronApplication gives. */
export interface StandinProcess {
  readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
  /** Both output streams so far. */
  output(): string;
  /** The first window, loaded. Rejects if the app ends before or takes longer than `timeout` milliseconds. */
  firstWindow(timeout: number): Promise<Page>;
  evaluate(source: string, arg: unknown): Promise<unknown>;
  quit(): void;
}

/** Starts `main` (a built main script) on the stand-in with a user-data folder. */
export function startStandin(
  main: string,
  userData: string,
  env: NodeJS.ProcessEnv,
  args: readonly string[] = [],
): StandinProcess {
  const child = spawn(
    process.execPath,
    [path.join(root, 'build/standin/launch.ts'), main, `--user-data-dir=${userData}`, ...args],
    { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], serialization: 'advanced' },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (env['STANDIN_VERBOSE'] === '1') process.stderr.write(text);
    });
  }
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const window = Promise.withResolvers<number>();
  window.promise.catch(() => undefined); // a caller may never ask for the window

  child.on('message', (message: FromStandin) => {
    if (message.type === 'window') window.resolve(message.port);
    else if (message.type === 'value') waiting.get(message.id)?.resolve(message.value);
    else waiting.get(message.id)?.reject(new Error(message.message));
  });
  void exited.then((code) => {
    const error = new Error(`the stand-in ended with ${String(code)}\n${output}`);
    window.reject(error);
    for (const { reject } of waiting.values()) reject(error);
  });

  const send = (message: ToStandin): void => {
    if (child.connected) child.send(message);
  };
  let lastId = 0;
  return {
    child,
    exited,
    output: () => output,
    async firstWindow(timeout) {
      const timer = setTimeout(
        () => window.reject(new Error(`no window after ${String(timeout)} ms\n${output}`)),
        timeout,
      );
      const port = await window.promise.finally(() => clearTimeout(timer));
      const browser = await chromium.connectOverCDP(`http://127.0.0.1:${String(port)}`);
      const page = browser.contexts()[0]?.pages()[0];
      if (!page) throw new Error('the stand-in has no page');
      return page;
    },
    evaluate: (source, arg) =>
      new Promise((resolve, reject) => {
        const id = ++lastId;
        const settle =
          <T>(then: (value: T) => void) =>
          (value: T): void => {
            waiting.delete(id);
            then(value);
          };
        waiting.set(id, { resolve: settle(resolve), reject: settle(reject) });
        if (child.connected) send({ type: 'evaluate', id, fn: source, arg });
        else reject(new Error('the stand-in has ended'));
      }),
    quit: () => send({ type: 'quit' }),
  };
}
