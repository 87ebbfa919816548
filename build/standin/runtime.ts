import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** What Electron knows before the app's own code runs: the command line and the app's package.json. */
export interface Runtime {
  /** The main script, absolute. */
  readonly main: string;
  /** The folder of the app's package.json. */
  readonly appPath: string;
  readonly name: string;
  readonly version: string;
  /** Version of the installed `electron` package: the one whose types the stand-in is held to. */
  readonly electronVersion: string;
}

function findPackage(from: string): string {
  for (let folder = path.dirname(from); ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, 'package.json'))) return folder;
    if (path.dirname(folder) === folder) throw new Error(`stand-in: no package.json above ${from}`);
  }
}

function readRuntime(): Runtime {
  const main = path.resolve(process.argv[1] ?? '.');
  const appPath = findPackage(main);
  const manifest = JSON.parse(readFileSync(path.join(appPath, 'package.json'), 'utf8')) as {
    readonly name?: string;
    readonly productName?: string;
    readonly version?: string;
  };
  const electron = createRequire(import.meta.url)('electron/package.json') as { readonly version: string };
  return {
    main,
    appPath,
    name: manifest.productName ?? manifest.name ?? 'Electron',
    version: manifest.version ?? electron.version,
    electronVersion: electron.version,
  };
}

export const runtime: Runtime = readRuntime();

/** The switches on the command line; Electron gives them all to Chromium. The folder is given another way. */
export function givenSwitches(): readonly string[] {
  return process.argv.slice(2).filter((arg) => arg.startsWith('--') && !arg.startsWith('--user-data-dir'));
}

/** The value of `--name=value` on the command line; '' for a bare `--name`; undefined if absent. */
export function switchValue(name: string): string | undefined {
  const found = process.argv.slice(2).find((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`));
  return found?.slice(name.length + 3);
}
