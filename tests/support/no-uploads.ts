import { createUploads, type Uploads } from '../../renderer/sync/uploads.ts';

/** The uploads of a counter that attaches no files: asked for one, it breaks. */
export const noUploads = (): Uploads =>
  createUploads({
    send: () => Promise.reject(new Error('nothing to send')),
    cancel: () => undefined,
    startTimer: () => () => undefined,
    onNews: () => undefined,
    onBug: () => undefined,
  });
