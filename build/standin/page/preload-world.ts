import type { createCodec } from './codec.ts';
import type { createWorldLink } from './world-link.ts';

/** What the main process gives the preload's world. */
export interface PreloadConfig {
  readonly secret: string;
  readonly platform: string;
  readonly versions: Readonly<Record<string, string>>;
}

/** Preload to main process. */
export type FromPreload =
  | {
      readonly kind: 'invoke';
      readonly id: number;
      readonly channel: string;
      readonly args: readonly unknown[];
    }
  | { readonly kind: 'send'; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly kind: 'window-open'; readonly url: string; readonly target: string; readonly features: string }
  | { readonly kind: 'preload-error'; readonly error: unknown };

/** Main process to preload. */
export type ToPreload =
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string }
  | { readonly kind: 'push'; readonly channel: string; readonly args: readonly unknown[] };

type Preload = (require: (name: string) => unknown, module: object, exports: object, process: object) => void;

/**
 * Runs a sandboxed preload in an isolated world, with `require('electron')` giving contextBridge and ipcRenderer.
 * Self-contained: its source runs in the page, with the preload's own text as the last argument.
 */
export function startPreloadWorld(
  config: PreloadConfig,
  codecOf: typeof createCodec,
  linkOf: typeof createWorldLink,
  preload: Preload,
): void {
  if (window !== window.top) return;
  type Listener = (event: object, ...args: unknown[]) => void;
  const world = globalThis as unknown as {
    standinToMain(text: string): void;
    standinFromMain: (text: string) => void;
  };

  function base64(bytes: Uint8Array): string {
    let binary = '';
    for (let i = 0; i < bytes.length; i += 0x8000)
      binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
    return btoa(binary);
  }
  // By index: an iterator over a page of a scan would hold the page's thread for tens of milliseconds.
  function bytesOf(text: string): Uint8Array {
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
    return bytes;
  }
  const codec = codecOf(base64, bytesOf);

  function strict<T extends object>(name: string, target: T): T {
    const absent = new Set<PropertyKey>(['then', 'toJSON', '__esModule', 'default']);
    return new Proxy(target, {
      get(object, key, receiver) {
        if (typeof key === 'symbol' || key in object) return Reflect.get(object, key, receiver) as unknown;
        if (absent.has(key)) return undefined;
        throw new Error(`stand-in: ${name}.${key} is not supported in a preload`);
      },
    });
  }

  // The two worlds meet over a detached node, whichever of them runs first; see world-link.ts.
  const node = document.createElement('div');
  const exposed = new Set<string>();
  let connected = false;
  const link = linkOf(node, 'to-page', 'to-preload', (kind, value) => {
    if (kind === 'window-open')
      toMain({ kind, ...(value as { url: string; target: string; features: string }) });
  });
  const connect = (): void => {
    // The page's end prevents the event's default when it takes the node.
    connected ||= !window.dispatchEvent(
      new MouseEvent(config.secret, { relatedTarget: node, cancelable: true }),
    );
  };
  const waiting: (() => void)[] = [];
  window.addEventListener(
    `${config.secret}-ready`,
    (event) => {
      event.stopImmediatePropagation();
      connect();
      for (const run of waiting.splice(0)) run();
    },
    { once: true, capture: true },
  );

  connect();

  function toMain(message: FromPreload): void {
    world.standinToMain(codec.encode(message));
  }

  const calls = new Map<
    number,
    { readonly channel: string; resolve(v: unknown): void; reject(e: unknown): void }
  >();
  const listeners = new Map<string, { readonly listener: Listener; readonly once: boolean }[]>();
  let nextCall = 0;

  world.standinFromMain = (text) => {
    const message = codec.decode(text) as ToPreload;
    if (message.kind === 'push') {
      for (const { listener, once } of [...(listeners.get(message.channel) ?? [])]) {
        if (once) ipcRenderer.removeListener(message.channel, listener);
        listener({ sender: ipcRenderer, ports: [] }, ...message.args);
      }
      return;
    }
    const call = calls.get(message.id);
    calls.delete(message.id);
    if (message.kind === 'result') call?.resolve(message.value);
    else call?.reject(new Error(`Error invoking remote method '${call.channel}': ${message.message}`));
  };

  const listen = (channel: string, listener: Listener, once: boolean): unknown => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }]);
    return ipcRenderer;
  };
  const unlisten = (channel: string, listener: Listener): unknown => {
    const all = listeners.get(channel) ?? [];
    const last = all.findLastIndex((entry) => entry.listener === listener);
    listeners.set(channel, all.toSpliced(last === -1 ? all.length : last, 1));
    return ipcRenderer;
  };
  const ipcRenderer = strict('ipcRenderer', {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const id = nextCall++;
        toMain({ kind: 'invoke', id, channel, args });
        calls.set(id, { channel, resolve, reject });
      }),
    send: (channel: string, ...args: unknown[]) => toMain({ kind: 'send', channel, args }),
    on: (channel: string, listener: Listener) => listen(channel, listener, false),
    addListener: (channel: string, listener: Listener) => listen(channel, listener, false),
    once: (channel: string, listener: Listener) => listen(channel, listener, true),
    off: unlisten,
    removeListener: unlisten,
    removeAllListeners: (channel: string) => {
      listeners.delete(channel);
      return ipcRenderer;
    },
    listenerCount: (channel: string) => (listeners.get(channel) ?? []).length,
  });

  const contextBridge = strict('contextBridge', {
    exposeInMainWorld: (key: string, api: unknown) => {
      if (exposed.has(key)) {
        throw new Error('Cannot bind an API on top of an existing property on the window object');
      }
      exposed.add(key);
      if (connected) link.send('expose', { key, api });
      else waiting.push(() => link.send('expose', { key, api }));
    },
  });

  const electron = strict('electron', { contextBridge, ipcRenderer });
  const require = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') return electron;
    throw new Error(`module not found: ${name} (a sandboxed preload can require only 'electron')`);
  };
  const module = { exports: {} };
  const process = {
    platform: config.platform,
    versions: config.versions,
    sandboxed: true,
    contextIsolated: true,
    type: 'renderer',
    env: {},
  };
  try {
    preload(require, module, module.exports, process);
  } catch (error) {
    console.error(error);
    toMain({ kind: 'preload-error', error });
  }
}
