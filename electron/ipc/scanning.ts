import path from 'node:path';
import {
  createWatchedFolder,
  type WatchedFolder,
  type WatchedFolderOptions,
} from '../services/scanning/watched-folder.ts';
import { appError } from '../../shared/errors.ts';
import { fail, ok } from '../../shared/result.ts';
import { createSane, type Sane } from '../services/scanning/sane.ts';
import type { IpcHandlers } from './register.ts';

type Channels = Extract<keyof IpcHandlers, `scanning:${string}`>;

/** Where pages come from. The watched folder is chosen in the system's dialog, never by the page. */
function scanningHandlers(watched: WatchedFolder, sane: Sane): Pick<IpcHandlers, Channels> {
  return {
    'scanning:folder': async () => ({ folder: await watched.folder() }),
    'scanning:choose-folder': async () => ({ folder: await watched.chooseFolder() }),
    'scanning:list': () => watched.list(),
    'scanning:read': ({ name, offset }) => watched.read(name, offset),
    'scanning:scan': async () => {
      const folder = await watched.folder();
      if (folder === null) return fail(appError('scan-folder-none'));
      const scanned = await sane.scanTo(folder);
      return scanned.ok ? ok({ name: scanned.value }) : scanned;
    },
    'scanning:put-aside': async ({ names }) => {
      await watched.putAside(names);
      return {};
    },
  };
}

/** What the counter scans with, its settings kept in the data folder. */
export function startScanningIn(
  dataFolder: string,
  askOpen: WatchedFolderOptions['askOpen'],
  note: (message: string) => void,
): Pick<IpcHandlers, Channels> {
  const settings = path.join(dataFolder, 'scanning.json');
  const now = () => Date.now();
  return scanningHandlers(
    createWatchedFolder({ settings, askOpen, note, now }),
    createSane('scanimage', note, now),
  );
}
