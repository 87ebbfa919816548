import type { IpcMain, WebContents } from 'electron';
import { CLOSING_DONE } from '../../shared/ipc/channels.ts';
import { push } from '../ipc/push.ts';

/**
 * Tells the page that the app is about to close and waits until its listeners are done, or `patience` milliseconds:
 * a page that hangs must not keep a clerk from going home. Every confirmed save is on the disk already.
 */
export function letPageFinish(ipcMain: IpcMain, page: WebContents, patience = 3000): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      ipcMain.removeListener(CLOSING_DONE, done);
      resolve();
    };
    const timer = setTimeout(done, patience);
    if (page.isDestroyed() || page.isCrashed()) return done();
    ipcMain.on(CLOSING_DONE, done);
    push(page, 'app:closing', {});
  });
}
