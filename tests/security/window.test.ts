import type { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { contentSecurityPolicy } from '../../electron/services/app-protocol.ts';
import { openWindow } from '../../electron/services/window.ts';

const made = vi.hoisted((): { options: unknown; instance: unknown } => ({ options: null, instance: null }));
vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events');
  class FakeSession extends Emitter {
    setPermissionRequestHandler = vi.fn();
    setPermissionCheckHandler = vi.fn();
  }
  class FakePage extends Emitter {
    session = new FakeSession();
    setWindowOpenHandler = vi.fn();
    reload = vi.fn();
  }
  class BrowserWindow extends Emitter {
    webContents = new FakePage();
    loadURL = vi.fn(async () => undefined);
    show = vi.fn();
    destroy = vi.fn();
    isDestroyed = () => false;
    close = vi.fn(() => this.emit('close', { preventDefault: vi.fn() }));
    constructor(options: unknown) {
      super();
      made.options = options;
      made.instance = this;
    }
  }
  return { BrowserWindow };
});

interface FakeWindow extends EventEmitter {
  readonly webContents: EventEmitter & {
    readonly session: EventEmitter &
      Record<'setPermissionRequestHandler' | 'setPermissionCheckHandler', ReturnType<typeof vi.fn>>;
    readonly setWindowOpenHandler: ReturnType<typeof vi.fn>;
    readonly reload: ReturnType<typeof vi.fn>;
  };
  readonly show: ReturnType<typeof vi.fn>;
  readonly close: ReturnType<typeof vi.fn>;
  readonly destroy: ReturnType<typeof vi.fn>;
}
let window: FakeWindow;
let finish: () => void;
const beforeClose = vi.fn(() => new Promise<void>((resolve) => void (finish = resolve)));
const askToReload = vi.fn(async () => true);

beforeEach(() => {
  vi.clearAllMocks();
  openWindow({
    preload: '/dist/preload.cjs',
    url: 'app://counter/',
    note: () => undefined,
    askToReload,
    beforeClose,
  });
  window = made.instance as FakeWindow;
});
function fire(emitter: EventEmitter, name: string, ...args: unknown[]): boolean {
  const event = { preventDefault: vi.fn() };
  emitter.emit(name, event, ...args);
  return event.preventDefault.mock.calls.length > 0;
}

describe('the window', () => {
  it('is sandboxed, isolated, without node or web views', () => {
    const { webPreferences } = made.options as BrowserWindowConstructorOptions;
    expect(webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
    });
    expect(Object.keys(webPreferences ?? {})).not.toContain('webSecurity');
  });

  it.each(['will-navigate', 'will-redirect', 'will-attach-webview'])('denies %s', (name) => {
    expect(fire(window.webContents, name)).toBe(true);
  });

  it('denies downloads and new windows', () => {
    const { session, setWindowOpenHandler } = window.webContents;
    expect(fire(session, 'will-download')).toBe(true);
    expect(setWindowOpenHandler.mock.calls[0]?.[0]({ url: 'https://x.example' })).toEqual({ action: 'deny' });
  });

  it('gives its own page the camera, and nobody anything else', () => {
    const { session } = window.webContents;
    const check = session.setPermissionCheckHandler.mock.calls[0]?.[0];
    const request = session.setPermissionRequestHandler.mock.calls[0]?.[0];
    const own = 'app://counter/';
    const asked = (permission: string, details: object) => {
      const answer = vi.fn();
      request({}, permission, answer, { requestingUrl: own, isMainFrame: true, ...details });
      return answer.mock.calls;
    };
    expect(check(null, 'media', own, { mediaType: 'video' })).toBe(true);
    expect(asked('media', { mediaTypes: ['video'] })).toEqual([[true]]);
    for (const [permission, origin, mediaType] of [
      ['media', own, 'audio'],
      ['media', own, 'unknown'],
      ['media', 'app://counter.example/', 'video'],
      ['media', 'https://x.example/', 'video'],
      ['geolocation', own, 'video'],
      ['clipboard-read', own, undefined],
    ])
      expect(check(null, permission, origin, { mediaType })).toBe(false);
    for (const [permission, details] of [
      ['media', { mediaTypes: ['audio'] }],
      ['media', { mediaTypes: ['video', 'audio'] }],
      ['media', { mediaTypes: [] }],
      ['media', {}],
      ['media', { mediaTypes: ['video'], isMainFrame: false }],
      ['media', { mediaTypes: ['video'], requestingUrl: 'https://x.example/' }],
      ['display-capture', { mediaTypes: ['video'] }],
      ['notifications', {}],
    ] as const)
      expect(asked(permission, details)).toEqual([[false]]);
  });

  it('shows itself once it can', () => {
    expect(window.show).not.toHaveBeenCalled();
    window.emit('ready-to-show');
    expect(window.show).toHaveBeenCalledOnce();
  });

  it('waits for the page before it closes, and asks it once', async () => {
    expect(fire(window, 'close')).toBe(true);
    expect(fire(window, 'close')).toBe(true);
    expect(beforeClose).toHaveBeenCalledOnce();
    expect(window.close).not.toHaveBeenCalled();
    finish();
    await vi.waitFor(() => expect(window.close).toHaveBeenCalledOnce());
    expect(fire(window, 'close')).toBe(false);
  });

  it('loads the page again when it died and the clerk says so', async () => {
    fire(window.webContents, 'render-process-gone', { reason: 'crashed', exitCode: 1 });
    await vi.waitFor(() => expect(window.webContents.reload).toHaveBeenCalledOnce());
    askToReload.mockResolvedValueOnce(false);
    fire(window.webContents, 'render-process-gone', { reason: 'oom', exitCode: 1 });
    await vi.waitFor(() => expect(window.destroy).toHaveBeenCalledOnce());
  });
});

describe('the content security policy', () => {
  const policy = new Map(
    contentSecurityPolicy('abc')
      .split('; ')
      .map((line) => [line.split(' ')[0], line]),
  );

  it('allows nothing by default and nothing from elsewhere', () => {
    expect(policy.get('default-src')).toBe("default-src 'none'");
    expect(policy.get('script-src')).toBe("script-src 'self'");
    expect(policy.get('connect-src')).toBe("connect-src 'self'");
    expect([...policy.values()].join(';')).not.toMatch(/unsafe|https?:|\*|blob:/u);
  });

  it('lets the worker that reads papers compile WebAssembly, and nothing else', () => {
    const of = (file: string) => contentSecurityPolicy('abc', file);
    expect(of('reading-worker-C8_gqRu2.js')).toBe(
      of('index.html').replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'"),
    );
    for (const other of ['index-B.js', 'reading-worker-a.html', 'x-reading-worker-a.js'])
      expect(of(other)).not.toContain('unsafe');
  });

  it('forbids frames, forms, plug-ins and a changed base', () => {
    for (const name of ['frame-ancestors', 'form-action', 'object-src', 'base-uri'])
      expect(policy.get(name)).toBe(`${name} 'none'`);
    expect(policy.get('require-trusted-types-for')).toBe("require-trusted-types-for 'script'");
  });
});
