import { existsSync } from 'node:fs';
import path from 'node:path';
import { UserError } from './paths.mjs';
import { run } from './run.mjs';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'msedge',
  'chrome',
];
const WINDOWS_PLACES = [
  'Google/Chrome/Application/chrome.exe',
  'Chromium/Application/chrome.exe',
  'Microsoft/Edge/Application/msedge.exe',
];
const MAC_PLACES = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
  (app) => `/Applications/${app}.app/Contents/MacOS/${app}`,
);
const HOW = 'Install Chromium, Google Chrome or Microsoft Edge, or set CHROME_PATH to one.';

/**
 * Finds a Chromium for tests, demo and stand-in; on Debian as root it is installed. Sets CHROME_PATH, so that every
 * program started from here uses the same one.
 */
export async function ensureChromium() {
  const found = findChromium() ?? (await installOnDebian());
  if (found === null) throw new UserError(`No Chromium was found. ${HOW}`);
  process.env['CHROME_PATH'] = found;
}

/** @returns {string | null} */
function findChromium() {
  const given = process.env['CHROME_PATH'];
  if (given) {
    if (existsSync(given)) return given;
    throw new UserError(`CHROME_PATH names ${given}, which is not there. ${HOW}`);
  }
  return places().find((file) => existsSync(file)) ?? null;
}

function places() {
  const windows = process.platform === 'win32';
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter(Boolean);
  const onPath = NAMES.flatMap((name) =>
    folders.map((folder) => path.join(folder, windows ? `${name}.exe` : name)),
  );
  if (process.platform === 'darwin') return [...onPath, ...MAC_PLACES];
  if (!windows) return ['/usr/bin/chromium', ...onPath];
  const programs = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA']
    .map((name) => process.env[name] ?? '')
    .filter(Boolean);
  return [
    ...onPath,
    ...programs.flatMap((folder) => WINDOWS_PLACES.map((place) => path.join(folder, place))),
  ];
}

async function installOnDebian() {
  const able = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!able) return null;
  console.log('Installing Chromium, fonts and scanimage with apt-get …');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { env });
  await run('apt-get', ['install', '-y', '-q', 'chromium', 'fonts-noto-core', 'sane-utils'], { env });
  return findChromium();
}
