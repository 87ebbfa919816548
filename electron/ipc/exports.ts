import type { Exports } from '../services/exports.ts';
import type { IpcHandlers } from './register.ts';

type Channels = Extract<keyof IpcHandlers, `exports:${string}`>;

/** Reports as files. Where they go is chosen in the system's dialog, never by the page. */
export function exportHandlers(exports: Exports): Pick<IpcHandlers, Channels> {
  return {
    'exports:folder': async () => ({ folder: await exports.folder() }),
    'exports:choose-folder': async () => ({ folder: await exports.chooseFolder() }),
    'exports:save': ({ name, bytes }) => exports.save(name, bytes),
    'exports:save-pdf': ({ name }, page) => exports.savePdf(page, name),
  };
}
