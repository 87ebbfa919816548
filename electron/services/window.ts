import { BrowserWindow, type MediaAccessPermissionRequest, type Session, type WebContents } from 'electron';
import { APP_ORIGIN } from './app-protocol.ts';

export interface WindowOptions {
  readonly preload: string;
  readonly url: string;
  readonly note: (where: string, message: string) => void;
  /** The page died. Ask the clerk; true loads it again, false leaves. */
  readonly askToReload: (window: BrowserWindow) => Promise<boolean>;
  /** Lets the page finish; the window closes when it resolves. */
  readonly beforeClose: (page: WebContents) => Promise<void>;
}

/** Opens the counter's one window. 1366×768 is what post offices have. */
export function openWindow(options: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    backgroundColor: '#ffffff',
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  confine(window.webContents, options.note);
  window.once('ready-to-show', () => window.show());
  reloadWhenGone(window, options);
  finishBeforeClosing(window, options);
  window
    .loadURL(options.url)
    .catch((error: unknown) => options.note('window', `not loaded: ${String(error)}`));
  return window;
}

/** The page stays where it is: no navigation, windows, web views or downloads, and no permission but for the camera. */
function confine(page: WebContents, note: WindowOptions['note']): void {
  const deny = (what: string) => (event: { preventDefault(): void }) => {
    event.preventDefault();
    note('window', `${what} denied`);
  };
  page.on('will-navigate', deny('navigation'));
  page.on('will-redirect', deny('redirect'));
  page.on('will-attach-webview', deny('web view'));
  page.setWindowOpenHandler(() => {
    note('window', 'new window denied');
    return { action: 'deny' };
  });
  confineSession(page.session, deny('download'));
}

function confineSession(session: Session, denyDownload: (event: { preventDefault(): void }) => void): void {
  // Papers and cards are held under a camera; nothing is ever listened to, and no other page may look.
  session.setPermissionRequestHandler((_page, permission, answer, details) =>
    answer(permission === 'media' && asksForCameraOnly(details)),
  );
  session.setPermissionCheckHandler(
    (_page, permission, origin, { mediaType }) =>
      permission === 'media' && mediaType === 'video' && isOwn(origin),
  );
  session.on('will-download', denyDownload);
}

function asksForCameraOnly({
  mediaTypes,
  requestingUrl,
  isMainFrame,
}: MediaAccessPermissionRequest): boolean {
  return isMainFrame && mediaTypes?.length === 1 && mediaTypes[0] === 'video' && isOwn(requestingUrl);
}

/** Whether an address or an origin is the app's own page. */
function isOwn(address: string): boolean {
  return address === APP_ORIGIN || address.startsWith(`${APP_ORIGIN}/`);
}

function reloadWhenGone(window: BrowserWindow, { note, askToReload }: WindowOptions): void {
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    note('window', `the page is gone: ${reason} ${exitCode}`);
    void askToReload(window).then((again) => {
      if (window.isDestroyed()) return;
      if (again) window.webContents.reload();
      else window.destroy();
    });
  });
}

function finishBeforeClosing(window: BrowserWindow, { beforeClose }: WindowOptions): void {
  let state: 'open' | 'finishing' | 'finished' = 'open';
  window.on('close', (event) => {
    if (state === 'finished') return;
    event.preventDefault();
    if (state === 'finishing') return;
    state = 'finishing';
    void beforeClose(window.webContents).finally(() => {
      state = 'finished';
      if (!window.isDestroyed()) window.close();
    });
  });
}

/** The counter is started again while it runs. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}
