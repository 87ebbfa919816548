import type { WatchedFolder } from '../services/scanning/watched-folder.ts';
import type { IpcHandlers } from './register.ts';

type Channels = Extract<keyof IpcHandlers, `scanning:${string}`>;

/** Where pages come from. The watched folder is chosen in the system's dialog, never by the page. */
export function scanningHandlers(watched: WatchedFolder): Pick<IpcHandlers, Channels> {
  return {
    'scanning:folder': async () => ({ folder: await watched.folder() }),
    'scanning:choose-folder': async () => ({ folder: await watched.chooseFolder() }),
    'scanning:list': () => watched.list(),
    'scanning:read': ({ name, offset }) => watched.read(name, offset),
    'scanning:put-aside': async ({ names }) => {
      await watched.putAside(names);
      return {};
    },
  };
}
