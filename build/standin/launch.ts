/*
 * Runs an Electron app on the stand-in:
 *   node build/standin/launch.ts dist/electron/main.js [--user-data-dir=…] [the app's own arguments]
 */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import './register.ts';

const main = process.argv[2];
if (main === undefined)
  throw new Error('usage: node build/standin/launch.ts MAIN.js [--user-data-dir=FOLDER] […]');
process.argv.splice(1, 1); // as Electron has it: the executable, the app, its arguments

const { default: electron } = await import('./electron.ts');
const { lifecycle } = await import('./app.ts');
const { startBrowser } = await import('./browser.ts');
const { listenToTests } = await import('./control.ts');

listenToTests(electron);
// Electron quits in order on these.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => lifecycle.quit());

try {
  // 'ready' waits for the whole main script: a top-level await of app.whenReady() hangs, as it does on Electron.
  await import(pathToFileURL(path.resolve(main)).href);
  if (!lifecycle.isQuitting()) await startBrowser();
} catch (error) {
  // Not thrown on: the app's own handler of uncaught errors would take it and wait for a window that never comes.
  console.error('stand-in: the app could not be started:', error);
  process.exit(1);
}
if (!lifecycle.isQuitting()) lifecycle.markReady();
