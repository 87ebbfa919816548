import { appError } from '../../shared/errors.ts';
import { EXPORT_LIMIT } from '../../shared/ipc/exports.ts';
import { fail, ok } from '../../shared/result.ts';
import { createComingFiles } from '../services/coming-files.ts';
import type { Exports } from '../services/exports.ts';
import type { IpcHandlers } from './register.ts';

type Channels = Extract<keyof IpcHandlers, `exports:${string}`>;

/** Reports as files. Where they go is chosen in the system's dialog, never by the page. */
export function exportHandlers(exports: Exports): Pick<IpcHandlers, Channels> {
  const coming = createComingFiles(EXPORT_LIMIT);
  const failed = () => fail(appError('file-not-written'));
  return {
    'exports:folder': async () => ({ folder: await exports.folder() }),
    'exports:choose-folder': async () => ({ folder: await exports.chooseFolder() }),
    'exports:part': ({ id, at, bytes }) => (coming.add(id, at, bytes) ? ok({}) : failed()),
    'exports:save': ({ id, name }) => {
      const bytes = coming.take(id);
      return bytes ? exports.save(name, bytes) : failed();
    },
    'exports:save-pdf': ({ name }, page) => exports.savePdf(page, name),
  };
}
