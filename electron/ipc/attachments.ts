import type { createSaveAs } from '../services/attachments/save-as.ts';
import type { AttachmentStore } from '../services/attachments/store.ts';
import type { Uploader } from '../services/attachments/uploader.ts';
import type { Result } from '../../shared/result.ts';
import type { IpcHandlers } from './register.ts';

type Channels = Extract<keyof IpcHandlers, `attachments:${string}`>;

const done = (result: Result<unknown>) => (result.ok ? { ok: true as const, value: {} } : result);

/** Attached files: into the store in parts, to the portal, and out again as a copy. */
export function attachmentHandlers(
  store: AttachmentStore,
  uploader: Uploader,
  saveAs: ReturnType<typeof createSaveAs>,
): Pick<IpcHandlers, Channels> {
  return {
    'attachments:begin': async ({ size }) => {
      const begun = await store.begin(size);
      return begun.ok ? { ok: true, value: { id: begun.value } } : begun;
    },
    'attachments:write': async ({ id, bytes }) => done(await store.write(id, bytes)),
    'attachments:finish': ({ id }) => store.finish(id),
    'attachments:cancel': async ({ id }) => {
      await store.cancel(id);
      return {};
    },
    'attachments:look': async ({ files }) => ({
      wrong: (
        await Promise.all(
          files.map(async ({ sha256, size }) => ((await store.sizeOf(sha256)) === size ? [] : [sha256])),
        )
      ).flat(),
    }),
    'attachments:remove': async ({ files }) => {
      await Promise.all(files.map((sha256) => store.remove(sha256)));
      return {};
    },
    'attachments:save-as': ({ sha256, name }) => saveAs(sha256, name),
    'attachments:upload': async ({ sha256 }) => done(await uploader.upload(sha256)),
    'attachments:stop': () => {
      uploader.stop();
      return {};
    },
  };
}
