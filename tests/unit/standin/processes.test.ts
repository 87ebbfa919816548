import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { RunningApp } from '../../support/launch-app.ts';
import { isRunning, memoryOf, processTree } from '../../support/process-tree.ts';
import { fixtureMain, invokeIn, launchFixture } from '../../support/standin-fixture.ts';
import { startStandin } from '../../support/standin-process.ts';

/** Each test starts Chromium once or twice: milliseconds, generous for a busy machine. */
vi.setConfig({ testTimeout: 90_000 });

/** A fixture that is gone after the test, however it ended. */
async function launch(userData?: string): Promise<RunningApp> {
  const app = await launchFixture(userData);
  onTestFinished(() => app.kill());
  return app;
}

test('a second copy ends and the first one learns its command line', async () => {
  const app = await launch();
  const second = startStandin(fixtureMain, app.userData, process.env, ['--open=dossier 1']);
  expect(await second.exited).toBe(3);
  await vi.waitFor(async () => {
    const { seconds } = (await invokeIn(app, 'state')) as {
      seconds: { argv: string[]; additionalData: unknown }[];
    };
    expect(seconds).toHaveLength(1);
    expect(seconds[0]?.argv).toContain('--open=dossier 1');
    expect(seconds[0]?.additionalData).toEqual({ from: 'fixture' });
  }, 15_000);
});

test('memory is counted over all processes', async () => {
  const app = await launch();
  const memory = memoryOf(app.userData);
  const roles = memory.processes.map(({ role }) => role);
  expect(roles).toEqual(expect.arrayContaining(['main', 'browser', 'renderer']));
  expect(roles.filter((role) => role === 'main')).toHaveLength(1);
  expect(memory.pss).toBeGreaterThan(50e6);
  expect(memory.rss).toBeGreaterThan(memory.pss);
});

describe('the end', () => {
  test('close() lets the app quit in order and leaves no process; data survives', async () => {
    const first = await launch();
    await first.page.evaluate(() => localStorage.setItem('kept', 'yes'));
    const pids = processTree(first.userData).map(({ pid }) => pid);
    await first.close();
    expect(readFileSync(path.join(first.userData, 'quit.txt'), 'utf8')).toBe('before-quit');
    await vi.waitFor(() => expect(pids.filter(isRunning)).toEqual([]), 10_000);
    const again = await launch(first.userData);
    expect(await again.page.evaluate(() => localStorage.getItem('kept'))).toBe('yes');
  });

  test('kill() ends every process at once; the next start cleans up', async () => {
    const first = await launch();
    const before = processTree(first.userData);
    expect(before.length).toBeGreaterThan(3);
    await first.kill();
    expect(before.filter(({ pid }) => isRunning(pid))).toEqual([]);
    expect(processTree(first.userData)).toEqual([]);
    expect(existsSync(path.join(first.userData, 'quit.txt'))).toBe(false);
    const again = await launch(first.userData);
    expect(await again.page.title()).toBe('Quầy');
  });

  test('closing the window quits the app', async () => {
    const first = await launch();
    await first.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await vi.waitFor(() => expect(isRunning(first.pid)).toBe(false), 15_000);
    expect(readFileSync(path.join(first.userData, 'quit.txt'), 'utf8')).toBe('before-quit');
  });
});
