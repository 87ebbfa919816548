import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { ensureChromium } from './chromium.mjs';
import { inRoot, node24, UserError } from './paths.mjs';
import { runNpm } from './run.mjs';

/**
 * Makes a fresh clone ready: the packages of the lockfile, Node 24 and a Chromium. Does nothing when all are there.
 * @returns {Promise<void>}
 */
export async function setUp() {
  if (!isInstalled()) {
    console.log('Installing the packages of package-lock.json …');
    if ((await runNpm(['ci', '--no-audit', '--no-fund'])) !== 0)
      throw new UserError('The packages could not be installed (npm ci failed).');
  }
  node24();
  await ensureChromium();
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockedPackage
 * @param {string} file @returns {Record<string, LockedPackage> | null}
 */
function packagesOf(file) {
  if (!existsSync(file)) return null;
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

/** npm leaves a lockfile of what it installed: it must say the same as ours, except packages for other systems. */
function isInstalled() {
  // Packages of another working copy are lent, not ours: `npm ci` would empty them under whoever works there.
  if (lstatSync(inRoot('node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) return true;
  const wanted = packagesOf(inRoot('package-lock.json'));
  const installed = packagesOf(inRoot('node_modules/.package-lock.json'));
  if (!wanted) throw new UserError('package-lock.json is missing.');
  if (!installed) return false;
  const complete = Object.entries(wanted).every(([name, { version, integrity, optional }]) => {
    const found = installed[name];
    if (name === '') return true;
    return found ? found.version === version && found.integrity === integrity : optional === true;
  });
  return complete && Object.keys(installed).every((name) => name in wanted);
}
