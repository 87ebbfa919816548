import { readFileSync, readlinkSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { app, lifecycle } from './app.ts';
import { findChromium } from './browser-path.ts';
import { givenSwitches } from './runtime.ts';

/** The design size of the app's window, in CSS pixels. */
const size = { width: 1366, height: 768 };

let context: BrowserContext | undefined;
let firstPage: Page | undefined;

function isHeaded(): boolean {
  if (process.env['STANDIN_HEADED'] !== '1') return false;
  const display = process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'];
  if (process.platform === 'linux' && !display)
    throw new Error('STANDIN_HEADED=1 needs a display (DISPLAY is not set)');
  return true;
}

function flags(headed: boolean): string[] {
  return [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    // Belt and braces: the page's requests are all intercepted, and no name resolves for what might not be.
    '--host-resolver-rules=MAP * ~NOTFOUND',
    // Only a test that started this process may attach: the port is open to every program of the machine.
    ...(process.send ? ['--remote-debugging-port=0'] : []),
    // A window of its own, without browser bars; about:blank would open an ordinary tabbed window.
    ...(headed
      ? [
          '--app=data:text/html,<title>Counter</title>',
          '--test-type',
          `--window-size=${String(size.width)},${String(size.height)}`,
        ]
      : []),
    ...lifecycle.extraSwitches(),
    ...givenSwitches(),
  ];
}

/** The process that Chromium's lock names, if it still runs with this profile. */
function lockHolder(profile: string): number | undefined {
  try {
    const pid = Number(readlinkSync(path.join(profile, 'SingletonLock')).split('-').at(-1));
    process.kill(pid, 0);
    const command =
      process.platform === 'linux' ? readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8') : profile;
    return command.includes(profile) ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** After a kill Chromium may still be ending, and leaves its lock behind: waits for the one, removes the other. */
async function clearStaleLock(profile: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  for (let pid = lockHolder(profile); pid !== undefined; pid = lockHolder(profile)) {
    if (Date.now() > deadline) throw new Error(`stand-in: process ${String(pid)} still uses ${profile}`);
    await delay(50);
  }
  for (const name of ['SingletonLock', 'SingletonSocket', 'SingletonCookie', 'DevToolsActivePort']) {
    rmSync(path.join(profile, name), { force: true });
  }
}

/** Starts Chromium on `<userData>/chromium`. */
export async function startBrowser(): Promise<void> {
  const profile = path.join(app.getPath('userData'), 'chromium');
  await clearStaleLock(profile);
  const headed = isHeaded();
  context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    headless: !headed,
    chromiumSandbox: process.getuid?.() !== 0, // Chromium refuses to sandbox for root
    serviceWorkers: 'block', // as under a custom scheme without allowServiceWorkers
    viewport: headed ? null : size,
    ignoreDefaultArgs: ['--hide-scrollbars'],
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: flags(headed),
  });
  firstPage = context.pages()[0];
  await context.route('**/*', (route) => route.abort('blockedbyclient')); // pages that are no window of the app
}

/** The first window's page is the one Chromium opened with; later ones open their own. */
export async function openPage(): Promise<Page> {
  if (!context) throw new Error('stand-in: the browser is not running');
  const page = firstPage ?? (await context.newPage());
  firstPage = undefined;
  return page;
}

/** Ends Chromium and waits for it, so that its storage is written. */
export async function closeBrowser(): Promise<void> {
  await context?.close().catch(() => undefined);
}
