import type * as Electron from 'electron';
import { EventEmitter } from 'node:events';
import type { Download } from 'playwright-core';
import { app } from './app.ts';
import { setCertificateVerifyProc } from './certificates.ts';
import { net } from './net.ts';
import { network } from './network.ts';
import { createEvent, onlyEvents, strict } from './strict.ts';
import { appOrigin, toApp } from './url.ts';
import type { StandinWebContents } from './web-contents.ts';

/** A download as will-download gives it. Without a path it is cancelled: there is no save dialog to show. */
class StandinDownloadItem implements Pick<
  Electron.DownloadItem,
  'getFilename' | 'getURL' | 'setSavePath' | 'getSavePath' | 'cancel'
> {
  private savePath = '';
  private readonly download: Download;
  constructor(download: Download) {
    this.download = download;
  }
  getFilename(): string {
    return this.download.suggestedFilename();
  }
  getURL(): string {
    return toApp(this.download.url());
  }
  setSavePath(path: string): void {
    this.savePath = path;
  }
  getSavePath(): string {
    return this.savePath;
  }
  cancel(): void {
    void this.download.cancel();
  }
}

interface SessionEvents {
  'will-download': [event: Electron.Event, item: StandinDownloadItem, contents: StandinWebContents];
}

type Members = Pick<
  Electron.Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setCertificateVerifyProc'
  | 'enableNetworkEmulation'
  | 'disableNetworkEmulation'
>;

class StandinSession extends EventEmitter<SessionEvents> implements Members {
  readonly fetch = net.fetch;
  readonly setCertificateVerifyProc = setCertificateVerifyProc;
  private requestHandler: Parameters<Members['setPermissionRequestHandler']>[0] = null;
  private checkHandler: Parameters<Members['setPermissionCheckHandler']>[0] = null;
  setPermissionRequestHandler(handler: Parameters<Members['setPermissionRequestHandler']>[0]): void {
    if (handler !== null && typeof handler !== 'function')
      throw new TypeError('handler must be a function or null');
    this.requestHandler = handler;
  }
  setPermissionCheckHandler(handler: Parameters<Members['setPermissionCheckHandler']>[0]): void {
    if (handler !== null && typeof handler !== 'function')
      throw new TypeError('handler must be a function or null');
    this.checkHandler = handler;
  }
  /** What both handlers say, asked once, of a page's main frame that wants the camera or the microphone. */
  allowsMedia(contents: StandinWebContents, url: string, mediaType: 'video' | 'audio'): boolean {
    // Electron's own page types have more members than the stand-in's; handlers get what it has.
    const page = contents as unknown as Electron.WebContents;
    const origin = `${appOrigin(url)}/`;
    const about = { isMainFrame: true, requestingUrl: url, securityOrigin: origin };
    if (!this.requestHandler || !this.checkHandler?.(page, 'media', origin, { ...about, mediaType }))
      return false;
    let allowed = false;
    const answer = (given: boolean) => {
      allowed = given;
    };
    this.requestHandler(page, 'media', answer, { ...about, mediaTypes: [mediaType] });
    return allowed;
  }
  enableNetworkEmulation(options: Electron.EnableNetworkEmulationOptions): void {
    if (options.latency || options.downloadThroughput || options.uploadThroughput) {
      throw new Error('stand-in: session.enableNetworkEmulation can cut the network, not slow it');
    }
    network.setOffline(options.offline ?? false);
  }
  disableNetworkEmulation(): void {
    network.setOffline(false);
  }
}

const implementation = new StandinSession();
onlyEvents('session', implementation, ['will-download', 'spellcheck-dictionary-initialized']);

/** Offers a page's download to the app; what it doesn't save is cancelled. */
export async function offerDownload(download: Download, contents: StandinWebContents): Promise<void> {
  const item = new StandinDownloadItem(download);
  const event = createEvent({});
  implementation.emit('will-download', event, strict('downloadItem', item), contents);
  if (event.defaultPrevented || item.getSavePath() === '') await download.cancel();
  else await download.saveAs(item.getSavePath());
}

export type DefaultSession = StandinSession;
export const defaultSession = strict('session', implementation);

/** Electron's `session`. */
export const session = strict('session', {
  get defaultSession(): StandinSession {
    if (!app.isReady()) throw new Error('Session can only be received when app is ready');
    return defaultSession;
  },
});
