import type * as Electron from 'electron';
import { EventEmitter } from 'node:events';
import type { Page } from 'playwright-core';
import { app, lifecycle } from './app.ts';
import { closeBrowser, openPage } from './browser.ts';
import { windowLoaded } from './control.ts';
import { createEvent, onlyEvents, strict, unsupported } from './strict.ts';
import { StandinWebContents } from './web-contents.ts';

interface WindowEvents {
  close: [event: Electron.Event];
  closed: [];
  'ready-to-show': [];
  show: [];
  hide: [];
  focus: [];
  minimize: [];
  restore: [];
  maximize: [];
  unmaximize: [];
}
// prettier-ignore
const fired = [
  'close', 'closed', 'ready-to-show', 'show', 'hide', 'focus', 'minimize', 'restore', 'maximize', 'unmaximize',
] as const satisfies readonly (keyof WindowEvents)[];
// prettier-ignore
const neverFired = [
  'blur', 'resize', 'resized', 'move', 'moved', 'unresponsive', 'responsive', 'page-title-updated', 'session-end',
  'query-session-end', 'enter-full-screen', 'leave-full-screen', 'app-command',
];

// prettier-ignore
type Members = Pick<
  Electron.BrowserWindow,
  | 'id' | 'loadURL' | 'show' | 'hide' | 'isVisible' | 'focus' | 'minimize' | 'isMinimized' | 'restore' | 'maximize'
  | 'unmaximize' | 'isMaximized' | 'close' | 'destroy' | 'isDestroyed' | 'setTitle' | 'getTitle' | 'removeMenu'
  | 'setMenuBarVisibility'
>;

const windows = new Map<number, StandinBrowserWindow>();
let lastId = 0;

function assertSecure(preferences: Electron.WebPreferences): void {
  const insecure = Object.entries({
    'sandbox: false': preferences.sandbox === false,
    'contextIsolation: false': preferences.contextIsolation === false,
    'nodeIntegration: true': preferences.nodeIntegration,
    'nodeIntegrationInSubFrames: true': preferences.nodeIntegrationInSubFrames,
    'nodeIntegrationInWorker: true': preferences.nodeIntegrationInWorker,
    'webSecurity: false': preferences.webSecurity === false,
    'webviewTag: true': preferences.webviewTag,
    'allowRunningInsecureContent: true': preferences.allowRunningInsecureContent,
  }).filter(([, set]) => set === true);
  if (insecure.length > 0) throw unsupported(`webPreferences ${insecure.map(([name]) => name).join(', ')}`);
}

/** Electron's BrowserWindow over a page of Chromium. Size and place are the browser's own. */
export class StandinBrowserWindow extends EventEmitter<WindowEvents> implements Members {
  static getAllWindows(): StandinBrowserWindow[] {
    return [...windows.values()];
  }
  static fromWebContents(contents: StandinWebContents): StandinBrowserWindow | null {
    return StandinBrowserWindow.getAllWindows().find((window) => window.webContents === contents) ?? null;
  }
  static fromId(id: number): StandinBrowserWindow | null {
    return windows.get(id) ?? null;
  }
  /** Shown, not minimised and focused last. */
  static getFocusedWindow(): StandinBrowserWindow | null {
    return (
      StandinBrowserWindow.getAllWindows().findLast((window) => window.visible && !window.minimized) ?? null
    );
  }

  readonly id = ++lastId;
  readonly webContents: StandinWebContents;
  private readonly opening: Promise<Page>;
  private destroyed = false;
  private visible: boolean;
  private minimized = false;
  private maximized = false;
  private shownOnce = false;
  private title: string;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    assertSecure(options.webPreferences ?? {});
    this.visible = options.show ?? true;
    this.title = options.title ?? app.getName();
    this.webContents = strict('webContents', new StandinWebContents(options.webPreferences?.preload));
    onlyEvents('BrowserWindow', this, [...fired, ...neverFired]);
    const self = strict<StandinBrowserWindow>('BrowserWindow', this);
    windows.set(this.id, self);
    this.opening = this.open();
    this.opening.catch((error: unknown) => {
      console.error('stand-in: the window could not be opened:', error);
      app.exit(1);
    });
    lifecycle.emit('web-contents-created', createEvent({}), this.webContents);
    lifecycle.emit('browser-window-created', createEvent({}), self);
    return self;
  }

  async loadURL(url: string): Promise<void> {
    await this.opening;
    await this.webContents.load(url);
    if (!this.shownOnce) this.emit('ready-to-show');
    this.shownOnce = true;
    windowLoaded(url);
  }
  show(): void {
    this.visible = true;
    this.emit('show');
    this.focus();
  }
  hide(): void {
    this.visible = false;
    this.emit('hide');
  }
  isVisible(): boolean {
    return this.visible && !this.minimized;
  }
  focus(): void {
    this.webContents.focus();
    this.emit('focus');
  }
  minimize(): void {
    this.minimized = true;
    this.emit('minimize');
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  restore(): void {
    if (!this.minimized) return;
    this.minimized = false;
    this.emit('restore');
  }
  maximize(): void {
    this.maximized = true;
    this.emit('maximize');
  }
  unmaximize(): void {
    this.maximized = false;
    this.emit('unmaximize');
  }
  isMaximized(): boolean {
    return this.maximized;
  }
  setTitle(title: string): void {
    this.title = title;
  }
  getTitle(): string {
    return this.title;
  }
  removeMenu(): void {
    // There is none to remove.
  }
  setMenuBarVisibility(): void {
    // There is none to show.
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  close(): void {
    void this.askToClose();
  }
  destroy(): void {
    void this.closePage();
  }

  /** Closes unless a 'close' listener prevents it; says whether it did. The page's beforeunload isn't asked. */
  async askToClose(): Promise<boolean> {
    if (this.destroyed) return true;
    const event = createEvent({});
    this.emit('close', event);
    if (event.defaultPrevented) return false;
    await this.closePage();
    return true;
  }

  private async closePage(): Promise<void> {
    const page = await this.opening;
    await page.close().catch(() => undefined);
    this.gone();
  }

  private async open(): Promise<Page> {
    const page = await openPage();
    page.on('close', () => this.gone());
    await this.webContents.attach(page);
    return page;
  }

  private gone(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    windows.delete(this.id);
    this.emit('closed');
    if (windows.size === 0) lifecycle.allWindowsClosed();
  }
}

lifecycle.onShutdown({
  async closeWindows() {
    for (const window of StandinBrowserWindow.getAllWindows()) if (!(await window.askToClose())) return false;
    return true;
  },
  closeBrowser,
});
