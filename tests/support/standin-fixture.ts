import path from 'node:path';
import { launchStandin, type RunningApp } from './launch-app.ts';

/** What the fixture's preload exposes. */
export interface Bridge {
  readonly forbidden: string;
  readonly platform: string;
  invoke(channel: string, ...args: unknown[]): Promise<unknown>;
  post(value: unknown): void;
  onPosted(listener: (value: unknown) => void): () => void;
  add(a: number, b: number): number;
  fail(): void;
  sendFunction(): Promise<string>;
  sendNode(): Promise<string>;
  unsupported(): void;
  readonly nested: {
    readonly list: [number, { deep: boolean }];
    readonly when: Date;
    readonly late: Promise<string>;
  };
}
declare global {
  interface Window {
    readonly bridge: Bridge;
    readonly seenByPage: readonly string[];
    /** Whether the page's own script could make code from a string. */
    readonly evaluates: boolean;
    startWorker(): Promise<unknown>;
  }
}

export const fixtureMain = path.resolve(import.meta.dirname, 'fixtures/standin/main.ts');

/** Starts the fixture, on a new folder unless one is given. Always on the stand-in: it is what is tested. */
export function launchFixture(userData?: string): Promise<RunningApp> {
  return launchStandin({ main: fixtureMain, ...(userData === undefined ? {} : { userData }) });
}

/** Calls a handler of the fixture's main process from its page. */
export function invokeIn(app: RunningApp, channel: string, ...args: readonly unknown[]): Promise<unknown> {
  return app.page.evaluate(([name, list]) => window.bridge.invoke(name, ...list), [channel, args] as const);
}
