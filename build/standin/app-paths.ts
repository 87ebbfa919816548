import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runtime, switchValue } from './runtime.ts';

// prettier-ignore
const names = [
  'home', 'appData', 'userData', 'sessionData', 'temp', 'exe', 'module', 'desktop', 'documents', 'downloads',
  'music', 'pictures', 'videos', 'logs', 'crashDumps',
] as const;
type PathName = (typeof names)[number];

const overridden = new Map<PathName, string>();

function known(name: string): PathName {
  const found = names.find((candidate) => candidate === name);
  if (found === undefined) throw new Error(`Failed to get '${name}' path`);
  return found;
}

function appData(): string {
  if (process.platform === 'win32')
    return process.env['APPDATA'] ?? path.join(os.homedir(), 'AppData', 'Roaming');
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Application Support');
  return process.env['XDG_CONFIG_HOME'] ?? path.join(os.homedir(), '.config');
}

function standard(name: PathName): string {
  const inHome = (folder: string): string => path.join(os.homedir(), folder);
  switch (name) {
    case 'home':
      return os.homedir();
    case 'appData':
      return appData();
    case 'userData':
      return path.resolve(switchValue('user-data-dir') || path.join(appData(), runtime.name));
    case 'sessionData':
      return getPath('userData');
    case 'temp':
      return os.tmpdir();
    case 'exe':
    case 'module':
      return process.execPath;
    case 'logs':
      return path.join(getPath('userData'), 'logs');
    case 'crashDumps':
      return path.join(getPath('userData'), 'Crashpad');
    default:
      return inHome(`${name.charAt(0).toUpperCase()}${name.slice(1)}`);
  }
}

/** app.getPath: throws for a name Electron doesn't know; `userData` and `logs` exist when returned. */
export function getPath(name: string): string {
  const key = known(name);
  const found = overridden.get(key) ?? standard(key);
  if (key === 'userData' || key === 'logs') mkdirSync(found, { recursive: true });
  return found;
}

/** app.setPath: an absolute path only, as in Electron. */
export function setPath(name: string, value: string): void {
  const key = known(name);
  if (!path.isAbsolute(value)) throw new Error('Path must be absolute');
  overridden.set(key, value);
}
