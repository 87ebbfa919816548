import type * as Electron from 'electron';
import { appOrigin } from './url.ts';

/** The main frame of a page as `event.senderFrame` and `webContents.mainFrame` give it: always the same object. */
export class StandinWebFrame implements Pick<
  Electron.WebFrameMain,
  'url' | 'origin' | 'name' | 'parent' | 'detached' | 'isDestroyed'
> {
  readonly parent = null;
  readonly name = '';
  private readonly page: { getURL(): string; isDestroyed(): boolean };

  constructor(page: { getURL(): string; isDestroyed(): boolean }) {
    this.page = page;
  }
  get url(): string {
    return this.page.getURL();
  }
  get origin(): string {
    return appOrigin(this.page.getURL());
  }
  get detached(): boolean {
    return this.page.isDestroyed();
  }
  isDestroyed(): boolean {
    return this.page.isDestroyed();
  }
}
