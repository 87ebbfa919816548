import path from 'node:path';
import {
  createWatchedFolder,
  type WatchedFolder,
  type WatchedFolderOptions,
} from '../services/scanning/watched-folder.ts';
import { appError } from '../../shared/errors.ts';
import type { ScannedPages } from '../../shared/ipc/scanning.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { createEscl, ESCL_TIMES, type ScanRun } from '../services/scanning/escl.ts';
import { findScanners } from '../services/scanning/find-scanners.ts';
import { readScannerAddress } from '../services/scanning/private-address.ts';
import { createSane } from '../services/scanning/sane.ts';
import { keepScanner, readScanner } from '../services/scanning/scanner-settings.ts';
import type { IpcHandlers } from './register.ts';

type Channels = Extract<keyof IpcHandlers, `scanning:${string}`>;

export interface ScanningOptions {
  /** Where the settings are kept. */
  readonly dataFolder: string;
  readonly askOpen: WatchedFolderOptions['askOpen'];
  readonly note: (message: string) => void;
  readonly onProgress: (progress: { readonly pages: number }) => void;
}

/** How long scanners have to announce themselves, milliseconds. */
const FINDING = 3_000;

/** Where pages come from. The watched folder is chosen in the system's dialog, never by the page. */
export function startScanningIn(options: ScanningOptions): Pick<IpcHandlers, Channels> {
  const { dataFolder, askOpen, note } = options;
  const now = () => Date.now();
  const watched = createWatchedFolder({
    settings: path.join(dataFolder, 'scanning.json'),
    askOpen,
    note,
    now,
  });
  return { ...folderHandlers(watched), ...scannerHandlers(watched, options, now) };
}

function folderHandlers(watched: WatchedFolder) {
  return {
    'scanning:folder': async () => ({ folder: await watched.folder() }),
    'scanning:choose-folder': async () => ({ folder: await watched.chooseFolder() }),
    'scanning:list': () => watched.list(),
    'scanning:read': ({ name, offset }) => watched.read(name, offset),
    'scanning:put-aside': async ({ names }) => {
      await watched.putAside(names);
      return {};
    },
  } satisfies Partial<IpcHandlers>;
}

function scannerHandlers(
  watched: WatchedFolder,
  { dataFolder, note, onProgress }: ScanningOptions,
  now: () => number,
) {
  const settings = path.join(dataFolder, 'scanner.json');
  const sane = createSane('scanimage', note, now);
  const escl = createEscl({ note, now, ...ESCL_TIMES });
  let running: AbortController | null = null;

  async function scan(run: ScanRun): Promise<Result<ScannedPages>> {
    const folder = await watched.folder();
    if (folder === null) return fail(appError('scan-folder-none'));
    const scanner = await readScanner(settings);
    if (scanner !== null) return escl.scanTo(scanner.address, folder, run);
    const scanned = await sane.scanTo(folder, run.signal);
    return scanned.ok ? ok({ names: [scanned.value], trouble: null }) : scanned;
  }

  return {
    'scanning:scan': async () => {
      if (running !== null) return fail(appError('scanner-busy'));
      running = new AbortController();
      try {
        return await scan({ signal: running.signal, onPage: (pages) => onProgress({ pages }) });
      } finally {
        running = null;
      }
    },
    'scanning:cancel': () => {
      running?.abort();
      return {};
    },
    'scanning:scanner': async () => ({ scanner: await readScanner(settings) }),
    'scanning:use-scanner': async ({ address: typed }) => {
      if (typed === null) {
        await keepScanner(settings, null);
        return ok({ scanner: null });
      }
      const address = readScannerAddress(typed);
      if (!address.ok) return address;
      const seen = await escl.look(address.value);
      if (!seen.ok) return seen;
      const scanner = { address: address.value, name: seen.value.name };
      await keepScanner(settings, scanner);
      return ok({ scanner });
    },
    'scanning:find-scanners': async () => ({ found: await findScanners(FINDING, note) }),
  } satisfies Partial<IpcHandlers>;
}
