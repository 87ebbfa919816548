import { existsSync } from 'node:fs';
import path from 'node:path';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'msedge',
  'chrome',
];

function candidates(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  const windows = platform === 'win32';
  const onPath = (env['PATH'] ?? env['Path'] ?? '')
    .split(windows ? ';' : ':')
    .filter((folder) => folder !== '');
  const join = windows ? path.win32.join : path.posix.join;
  const found = names.flatMap((name) => onPath.map((folder) => join(folder, windows ? `${name}.exe` : name)));
  if (windows) {
    const roots = [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']].filter(
      (root) => root !== undefined,
    );
    const installed = [
      'Google\\Chrome\\Application\\chrome.exe',
      'Chromium\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
    ];
    return [...found, ...installed.flatMap((file) => roots.map((root) => join(root, file)))];
  }
  if (platform === 'darwin') {
    return [
      ...found,
      ...['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
        (app) => `/Applications/${app}.app/Contents/MacOS/${app}`,
      ),
    ];
  }
  return ['/usr/bin/chromium', ...found];
}

/**
 * The Chromium, Chrome or Edge to use: CHROME_PATH if given, else Debian's place, PATH, the usual folders.
 * @throws if CHROME_PATH names nothing, or nothing is found; the message says what to install
 */
export function findChromium(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  exists: (file: string) => boolean = existsSync,
): string {
  const given = env['CHROME_PATH'];
  if (given !== undefined && given !== '') {
    if (exists(given)) return given;
    throw new Error(`CHROME_PATH names no file: ${given}`);
  }
  const found = candidates(env, platform).find(exists);
  if (found !== undefined) return found;
  throw new Error(
    'No Chromium, Chrome or Edge found. Install one (Debian: apt-get install chromium) or set CHROME_PATH.',
  );
}
