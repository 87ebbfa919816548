import type * as Electron from 'electron';
import { EventEmitter } from 'node:events';
import { getPath, setPath } from './app-paths.ts';
import { InstanceLock } from './instance-lock.ts';
import { runtime, switchValue } from './runtime.ts';
import { createEvent, onlyEvents, strict } from './strict.ts';
import type { StandinBrowserWindow } from './browser-window.ts';
import type { StandinWebContents } from './web-contents.ts';

interface AppEvents {
  'will-finish-launching': [];
  ready: [];
  'before-quit': [event: Electron.Event];
  'will-quit': [event: Electron.Event];
  quit: [event: Electron.Event, exitCode: number];
  'window-all-closed': [];
  'second-instance': [
    event: Electron.Event,
    argv: string[],
    workingDirectory: string,
    additionalData: unknown,
  ];
  'browser-window-created': [event: Electron.Event, window: StandinBrowserWindow];
  'web-contents-created': [event: Electron.Event, contents: StandinWebContents];
  'render-process-gone': [
    event: Electron.Event,
    contents: StandinWebContents,
    details: Electron.RenderProcessGoneDetails,
  ];
}
// prettier-ignore
const fired = [
  'will-finish-launching', 'ready', 'before-quit', 'will-quit', 'quit', 'window-all-closed', 'second-instance',
  'browser-window-created', 'web-contents-created', 'render-process-gone',
] as const satisfies readonly (keyof AppEvents)[];
// prettier-ignore
const neverFired = [
  'activate', 'child-process-gone', 'certificate-error', 'login', 'open-url', 'open-file', 'select-client-certificate',
  'browser-window-focus', 'browser-window-blur', 'gpu-info-update', 'accessibility-support-changed', 'session-created',
];

// prettier-ignore
type Members = Pick<
  Electron.App,
  | 'whenReady' | 'isReady' | 'quit' | 'exit' | 'requestSingleInstanceLock' | 'hasSingleInstanceLock'
  | 'releaseSingleInstanceLock' | 'getPath' | 'setPath' | 'getAppPath' | 'getVersion' | 'getName' | 'getLocale'
  | 'isPackaged' | 'setAppUserModelId' | 'enableSandbox' | 'disableHardwareAcceleration'
>;

/** How the app ends: what has to be closed is known to other files, which register it here. */
interface Shutdown {
  /** Closes the windows, asking each; false if one refused. */
  closeWindows: () => Promise<boolean>;
  closeBrowser: () => Promise<void>;
}

class StandinApp extends EventEmitter<AppEvents> implements Members {
  readonly isPackaged = false;
  readonly commandLine = strict('app.commandLine', {
    hasSwitch: (name) => switchValue(name) !== undefined,
    getSwitchValue: (name) => switchValue(name) ?? '',
    appendSwitch: (name, value) => {
      if (this.ready) throw new Error('stand-in: commandLine.appendSwitch has no effect after ready');
      this.chromiumSwitches.push(value === undefined ? `--${name}` : `--${name}=${value}`);
    },
  } satisfies Pick<Electron.CommandLine, 'hasSwitch' | 'getSwitchValue' | 'appendSwitch'>);
  private readonly chromiumSwitches: string[] = [];
  private readonly starting = Promise.withResolvers<void>();
  private ready = false;
  private quitting = false;
  private ending = false;
  private lock: InstanceLock | undefined;
  private shutdown: Shutdown = { closeWindows: async () => true, closeBrowser: async () => undefined };

  whenReady(): Promise<void> {
    return this.starting.promise;
  }
  isReady(): boolean {
    return this.ready;
  }
  getName(): string {
    return runtime.name;
  }
  getVersion(): string {
    return runtime.version;
  }
  getAppPath(): string {
    return runtime.appPath;
  }
  getLocale(): string {
    if (!this.ready) return '';
    return (
      switchValue('lang') ||
      (process.env['LANG'] ?? '').split('.')[0]?.replace('_', '-').replace(/^C$/, '') ||
      'en-US'
    );
  }
  getPath(name: Parameters<Electron.App['getPath']>[0]): string {
    return getPath(name);
  }
  setPath(name: string, value: string): void {
    setPath(name, value);
  }
  setAppUserModelId(): void {
    // Windows' taskbar grouping: nothing to group here.
  }
  enableSandbox(): void {
    if (this.ready) throw new Error('app.enableSandbox() can only be called before app is ready');
  }
  disableHardwareAcceleration(): void {
    if (this.ready)
      throw new Error('app.disableHardwareAcceleration() can only be called before app is ready');
  }

  requestSingleInstanceLock(additionalData?: Record<string, unknown>): boolean {
    this.lock ??= new InstanceLock(getPath('userData'));
    const self = {
      argv: process.argv,
      workingDirectory: process.cwd(),
      additionalData: additionalData ?? null,
    };
    return this.lock.acquire(self, (second) => {
      const event = createEvent({});
      void this.whenReady().then(() =>
        this.emit('second-instance', event, [...second.argv], second.workingDirectory, second.additionalData),
      );
    });
  }
  hasSingleInstanceLock(): boolean {
    return this.lock?.held ?? false;
  }
  releaseSingleInstanceLock(): void {
    this.lock?.release();
  }

  quit(): void {
    void this.runQuit();
  }
  exit(code = 0): void {
    if (this.ending) return;
    this.ending = true;
    if (!this.ready) this.end(code);
    else void this.shutdown.closeBrowser().finally(() => this.end(code));
  }

  /** True from app.quit() on, unless a listener or a window refuses: then 'window-all-closed' isn't fired. */
  isQuitting(): boolean {
    return this.quitting || this.ending;
  }
  extraSwitches(): readonly string[] {
    return this.chromiumSwitches;
  }
  onShutdown(shutdown: Shutdown): void {
    this.shutdown = shutdown;
  }
  markReady(): void {
    this.ready = true;
    this.emit('will-finish-launching');
    this.emit('ready');
    this.starting.resolve();
  }
  allWindowsClosed(): void {
    if (this.isQuitting()) return;
    if (!this.emit('window-all-closed')) this.quit();
  }

  private async runQuit(): Promise<void> {
    if (this.quitting || this.ending) return;
    this.quitting = true;
    const allowed = await this.askToQuit();
    if (!allowed) {
      this.quitting = false;
      return;
    }
    this.ending = true;
    await this.shutdown.closeBrowser();
    this.emit('quit', createEvent({}), 0);
    this.end(0);
  }
  private async askToQuit(): Promise<boolean> {
    const before = createEvent({});
    this.emit('before-quit', before);
    if (before.defaultPrevented || !(await this.shutdown.closeWindows())) return false;
    const will = createEvent({});
    this.emit('will-quit', will);
    return !will.defaultPrevented;
  }
  private end(code: number): void {
    this.lock?.release();
    process.exit(code);
  }
}

const implementation = new StandinApp();
onlyEvents('app', implementation, [...fired, ...neverFired]);

/** The stand-in's side of app, for its own files. */
export const lifecycle = implementation;
/** Electron's `app`. */
export const app = strict('app', implementation);
