import type * as Electron from 'electron';
import { EventEmitter } from 'node:events';
import type { CDPSession, Page, Route } from 'playwright-core';
import { lifecycle } from './app.ts';
import { dispatch } from './ipc.ts';
import { bridgePreload, type PreloadBridge } from './preload-bridge.ts';
import { watchNavigations, type Navigations } from './page-navigation.ts';
import { printToPDF } from './print-pdf.ts';
import { servePage } from './serve-page.ts';
import { defaultSession, offerDownload, type DefaultSession } from './session.ts';
import { createEvent, onlyEvents, strict, unsupported } from './strict.ts';
import { toApp, toWeb, withoutFragment } from './url.ts';
import { StandinWebFrame } from './web-frame.ts';

interface WebContentsEvents {
  'dom-ready': [event: Electron.Event];
  'did-finish-load': [];
  'did-fail-load': [
    event: Electron.Event,
    errorCode: number,
    errorDescription: string,
    validatedURL: string,
    isMainFrame: boolean,
  ];
  'will-navigate': [
    details: Electron.Event &
      Omit<Electron.WebContentsWillNavigateEventParams, 'frame' | 'initiator'> & { frame: StandinWebFrame },
    url: string,
  ];
  'console-message': [
    details: Electron.Event &
      Omit<Electron.WebContentsConsoleMessageEventParams, 'frame'> & { frame: StandinWebFrame },
  ];
  'render-process-gone': [event: Electron.Event, details: Electron.RenderProcessGoneDetails];
  'preload-error': [event: Electron.Event, preloadPath: string, error: Error];
  destroyed: [];
}
// prettier-ignore
const fired = [
  'dom-ready', 'did-finish-load', 'did-fail-load', 'will-navigate', 'console-message', 'render-process-gone',
  'preload-error', 'destroyed',
] as const satisfies readonly (keyof WebContentsEvents)[];
// prettier-ignore
const neverFired = [
  'will-attach-webview', 'will-redirect', 'will-frame-navigate', 'did-create-window', 'did-start-loading',
  'did-start-navigation', 'did-navigate', 'did-navigate-in-page', 'did-stop-loading', 'unresponsive', 'responsive',
  'before-input-event', 'context-menu', 'will-prevent-unload', 'select-bluetooth-device', 'certificate-error', 'login',
];

type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];
// prettier-ignore
type Members = Pick<
  Electron.WebContents,
  | 'id' | 'send' | 'getURL' | 'getTitle' | 'printToPDF' | 'print' | 'getPrintersAsync' | 'setWindowOpenHandler'
  | 'isDestroyed' | 'isCrashed' | 'isLoading' | 'reload' | 'focus'
>;

let lastId = 0;

/** Electron's WebContents over one page of Chromium. */
export class StandinWebContents extends EventEmitter<WebContentsEvents> implements Members {
  readonly id = ++lastId;
  readonly mainFrame: StandinWebFrame;
  private readonly preloadFile: string | undefined;
  private page: Page | undefined;
  private cdp: CDPSession | undefined;
  private bridge: PreloadBridge | undefined;
  private navigations: Navigations | undefined;
  private openHandler: OpenHandler | undefined;
  private destroyed = false;
  private crashed = false;
  private loading = false;
  private title = '';

  constructor(preloadFile: string | undefined) {
    super();
    this.preloadFile = preloadFile;
    this.mainFrame = strict('webFrameMain', new StandinWebFrame(this));
    onlyEvents('webContents', this, [...fired, ...neverFired]);
  }

  get session(): DefaultSession {
    return defaultSession;
  }
  getURL(): string {
    const url = toApp(this.page?.url() ?? '');
    return url === 'about:blank' || url.startsWith('data:') ? '' : url;
  }
  getTitle(): string {
    return this.title;
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  isCrashed(): boolean {
    return this.crashed;
  }
  isLoading(): boolean {
    return this.loading;
  }
  focus(): void {
    void this.page?.bringToFront().catch(() => undefined);
  }
  send(channel: string, ...args: unknown[]): void {
    this.alive();
    if (typeof channel !== 'string') throw new TypeError('Missing required channel argument');
    this.bridge?.send({ kind: 'push', channel, args });
  }
  reload(): void {
    this.alive();
    if (this.crashed) throw unsupported('reloading a page whose process is gone');
    void this.cdp?.send('Page.reload').catch(() => undefined);
  }
  async printToPDF(options: Electron.PrintToPDFOptions = {}): Promise<Buffer> {
    this.alive();
    if (!this.cdp) throw new Error('stand-in: printToPDF before a page was loaded');
    return printToPDF(this.cdp, options);
  }
  print(
    _options?: Electron.WebContentsPrintOptions,
    callback?: (success: boolean, failureReason: string) => void,
  ): void {
    this.alive();
    setImmediate(() => callback?.(false, 'No printers available on the network'));
  }
  async getPrintersAsync(): Promise<Electron.PrinterInfo[]> {
    return [];
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  /** Takes over a page of Chromium: its requests, messages, console and end. */
  async attach(page: Page): Promise<void> {
    this.page = page;
    await page.route('**/*', (route) => this.onRequest(route));
    page.on('console', (message) => {
      const level =
        message.type() === 'warning'
          ? 'warning'
          : message.type() === 'error'
            ? 'error'
            : message.type() === 'debug'
              ? 'debug'
              : 'info';
      this.onConsole(level, message.text(), message.location().url, message.location().lineNumber);
    });
    page.on('pageerror', (error) =>
      this.onConsole('error', `Uncaught ${String(error.stack ?? error)}`, '', 0),
    );
    page.on('popup', (popup) => void this.onPopup(popup));
    page.on('download', (download) => void offerDownload(download, this).catch(() => undefined));
    page.on('crash', () => this.onCrash());
    page.on('close', () => this.onClose());
    page.on('domcontentloaded', () => this.emit('dom-ready', createEvent({})));
    page.on('load', () => void this.onLoad(page));
    this.cdp = await page.context().newCDPSession(page);
    this.navigations = watchNavigations(this.cdp);
    this.bridge = await bridgePreload(this.cdp, this.preloadFile, (message, reply) => {
      if (message.kind === 'window-open') this.askToOpen(message.url, message.target, message.features);
      else if (message.kind === 'preload-error') this.onPreloadError(message.error);
      else dispatch(message, this, reply);
    });
  }

  /** Loads a page; the promise ends as Electron's does, with the page loaded or an ERR_… error. */
  async load(url: string): Promise<void> {
    const page = this.alive();
    this.loading = true;
    await this.settleMedia(url);
    try {
      await page.goto(toWeb(url));
    } catch (error) {
      const code = /net::(ERR_\w+)/.exec(String(error))?.[1] ?? 'ERR_FAILED';
      this.emit('did-fail-load', createEvent({}), -2, code, url, true);
      throw new Error(`${code} (-2) loading '${url}'`, { cause: error });
    } finally {
      this.loading = false;
    }
  }

  /** Headless Chromium asks nobody: what the app's handlers say of camera and microphone is told to it beforehand. */
  private async settleMedia(url: string): Promise<void> {
    for (const [type, name] of [
      ['video', 'camera'],
      ['audio', 'microphone'],
    ] as const)
      await this.cdp?.send('Browser.setPermission', {
        origin: new URL(toWeb(url)).origin,
        permission: { name },
        setting: defaultSession.allowsMedia(this, url, type) ? 'granted' : 'denied',
      });
  }

  private alive(): Page {
    if (this.destroyed || !this.page) throw new TypeError('Object has been destroyed');
    return this.page;
  }

  private async onRequest(route: Route): Promise<void> {
    const request = route.request();
    const url = withoutFragment(request.url());
    if (request.isNavigationRequest() && request.frame() === this.page?.mainFrame()) {
      if (this.navigations?.isAskedByPage(url) === true && !this.mayNavigate(toApp(url))) {
        return route.abort('aborted');
      }
    }
    return servePage(route);
  }

  private mayNavigate(url: string): boolean {
    const details = createEvent({ url, isSameDocument: false, isMainFrame: true, frame: this.mainFrame });
    this.emit('will-navigate', details, url);
    return !details.defaultPrevented;
  }

  private askToOpen(webUrl: string, frameName: string, features: string): void {
    const url = toApp(webUrl);
    const answer = this.openHandler?.({
      url,
      frameName,
      features,
      disposition: features === '' ? 'foreground-tab' : 'new-window',
      referrer: { url: this.getURL(), policy: 'strict-origin-when-cross-origin' },
    });
    if (answer?.action === 'deny') return;
    console.error(unsupported(`opening a window for ${url}: set a handler that denies it`).message);
  }

  private async onPopup(popup: Page): Promise<void> {
    const url = popup.url() === '' ? 'about:blank' : popup.url();
    await popup.close().catch(() => undefined);
    this.askToOpen(url, '', '');
  }

  private onConsole(
    level: Electron.WebContentsConsoleMessageEventParams['level'],
    message: string,
    sourceId: string,
    lineNumber: number,
  ): void {
    if (level === 'error') console.error(`[page] ${message}`);
    this.emit(
      'console-message',
      createEvent({ level, message, sourceId: toApp(sourceId), lineNumber, frame: this.mainFrame }),
    );
  }

  private onPreloadError(error: unknown): void {
    this.emit(
      'preload-error',
      createEvent({}),
      this.preloadFile ?? '',
      error instanceof Error ? error : new Error(String(error)),
    );
  }

  private onCrash(): void {
    this.crashed = true;
    const details: Electron.RenderProcessGoneDetails = { reason: 'crashed', exitCode: 1 };
    this.emit('render-process-gone', createEvent({}), details);
    lifecycle.emit('render-process-gone', createEvent({}), this, details);
  }

  private async onLoad(page: Page): Promise<void> {
    this.title = await page.title().catch(() => this.title);
    this.emit('did-finish-load');
  }

  private onClose(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.emit('destroyed');
  }
}
