import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningApp } from '../../support/launch-app.ts';
import { launchFixture } from '../../support/standin-fixture.ts';
import { startStandin } from '../../support/standin-process.ts';

const fixtures = path.resolve(import.meta.dirname, '../../support/fixtures/standin');

test('before ready: no window, session, secrets or handlers', async () => {
  const userData = mkdtempSync(path.join(os.tmpdir(), 'standin-early-'));
  const early = startStandin(path.join(fixtures, 'early.ts'), userData, process.env, ['--more']);
  expect(await early.exited).toBe(7);
  const answers = JSON.parse(early.output()) as Record<string, unknown>;
  expect(answers).toEqual({
    window: 'refused: Cannot create BrowserWindow before app is ready',
    session: 'refused: Session can only be received when app is ready',
    secret: expect.stringMatching(/^refused: .*before app is ready/),
    available: false,
    handle: expect.stringMatching(/^refused: .*app is ready/),
    otherScheme: expect.stringMatching(/^refused: .*the scheme 'other'/),
    path: "refused: Failed to get 'nowhere' path",
    userData,
    version: 'standin-fixture 1.2.3',
    argv: [path.join(fixtures, 'early.ts'), `--user-data-dir=${userData}`, '--more'],
  });
});

describe('once ready', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await launchFixture();
  });
  afterAll(async () => {
    await app.kill();
  });

  test('schemes and handlers', async () => {
    const scheme = app.evaluate(({ protocol }) => protocol.registerSchemesAsPrivileged([]));
    await expect(scheme).rejects.toThrow(/should be called before app is ready/);
    const web = app.evaluate(({ protocol }) => protocol.handle('https', () => new Response('')));
    await expect(web).rejects.toThrow(/protocol\.handle\('https'\).* not supported/);
    await expect(app.evaluate(({ net }) => net.fetch('ftp://host/'))).rejects.toThrow(
      'net::ERR_UNKNOWN_URL_SCHEME',
    );
    const second = app.evaluate(({ ipcMain }) => ipcMain.handle('echo', () => 1));
    await expect(second).rejects.toThrow("Attempted to register a second handler for 'echo'");
  });

  test.for([
    { sandbox: false },
    { contextIsolation: false },
    { nodeIntegration: true },
    { webSecurity: false },
    { webviewTag: true },
  ])('insecure webPreferences %o', async (webPreferences) => {
    const opening = app.evaluate(({ BrowserWindow }, preferences) => {
      new BrowserWindow({ webPreferences: preferences });
    }, webPreferences);
    await expect(opening).rejects.toThrow(
      `stand-in: webPreferences ${String(Object.keys(webPreferences)[0])}`,
    );
  });

  test('members and events it does not have', async () => {
    const member = app.evaluate(({ app: electronApp }) => electronApp.dock);
    await expect(member).rejects.toThrow('stand-in: app.dock is not supported');
    const module = app.evaluate((electron) => electron.Tray);
    await expect(module).rejects.toThrow('stand-in: electron.Tray is not supported');
    const deep = app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.debugger);
    await expect(deep).rejects.toThrow('stand-in: webContents.debugger is not supported');
    const event = app.evaluate(({ powerMonitor }) => {
      powerMonitor.on('no-such-event' as 'resume', () => undefined);
    });
    await expect(event).rejects.toThrow("stand-in: powerMonitor event 'no-such-event' is not supported");
    const request = app.evaluate(({ session }) => session.defaultSession.webRequest);
    await expect(request).rejects.toThrow('stand-in: session.webRequest is not supported');
    const slow = app.evaluate(({ session }) => session.defaultSession.enableNetworkEmulation({ latency: 5 }));
    await expect(slow).rejects.toThrow(/can cut the network, not slow it/);
  });

  test('power events reach the app when a test emits them', async () => {
    const heard = app.evaluate(({ powerMonitor }) => {
      const events: string[] = [];
      for (const name of ['suspend', 'resume'] as const)
        powerMonitor.on(name as 'resume', () => events.push(name));
      powerMonitor.emit('suspend');
      powerMonitor.emit('resume');
      return events;
    });
    expect(await heard).toEqual(['suspend', 'resume']);
  });
});
