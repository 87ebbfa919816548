import path from 'node:path';
import {
  createWatchedFolder,
  type WatchedFolder,
  type WatchedFolderOptions,
} from '../services/scanning/watched-folder.ts';
import { appError } from '../../shared/errors.ts';
import type { PushMessage } from '../../shared/ipc/contract.ts';
import type { ScannedPages } from '../../shared/ipc/scanning.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { createEscl, ESCL_TIMES, type ScanRun } from '../services/scanning/escl.ts';
import { findScanners } from '../services/scanning/find-scanners.ts';
import { readScannerAddress } from '../services/scanning/private-address.ts';
import { createSane } from '../services/scanning/sane.ts';
import { keepScanner, readScanner } from '../services/scanning/scanner-settings.ts';
import type { IpcHandlers } from './register.ts';

type Channels = Extract<keyof IpcHandlers, `scanning:${string}`>;

/** How long scanners have to announce themselves, milliseconds. */
const FINDING = 3_000;

type Progress = (channel: 'scanning:progress', progress: PushMessage<'scanning:progress'>) => void;

/**
 * Where pages come from; settings are kept in the data folder. The watched folder is chosen in the system's dialog, never
 * by the page.
 */
export function startScanningIn(
  dataFolder: string,
  dialog: { readonly showOpenDialog: WatchedFolderOptions['askOpen'] },
  note: (message: string) => void,
  push: Progress,
): Pick<IpcHandlers, Channels> {
  const watched = createWatchedFolder({
    settings: path.join(dataFolder, 'scanning.json'),
    askOpen: (options) => dialog.showOpenDialog(options),
    note,
    now: () => Date.now(),
  });
  return { ...folderHandlers(watched), ...scannerHandlers(watched, dataFolder, note, push) };
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
  dataFolder: string,
  note: (message: string) => void,
  push: Progress,
) {
  const now = () => Date.now();
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
        return await scan({
          signal: running.signal,
          onPage: (pages) => push('scanning:progress', { pages }),
        });
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
