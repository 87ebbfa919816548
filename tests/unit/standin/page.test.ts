import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { invokeIn, launchFixture } from '../../support/standin-fixture.ts';
import type { RunningApp } from '../../support/launch-app.ts';

/** How long to wait for what takes a moment, in milliseconds; generous for a busy machine. */
const patience = 15_000;
let app: RunningApp;
const invoke = (channel: string, ...args: unknown[]): Promise<unknown> => invokeIn(app, channel, ...args);

beforeAll(async () => {
  app = await launchFixture();
});
afterAll(async () => {
  await app.kill();
});

describe('the preload bridge', () => {
  test('runs out of the page’s reach, under a strict policy', async () => {
    const seen = await app.page.evaluate(() => ({
      before: window.seenByPage,
      after: Object.getOwnPropertyNames(window).filter((key) => /^standin|ipcRenderer|^require$/i.test(key)),
      frozen: Object.isFrozen(window.bridge) && Object.isFrozen(window.bridge.nested.list),
      replaced: Reflect.set(window, 'bridge', 1) || Reflect.deleteProperty(window, 'bridge'),
      platform: window.bridge.platform,
      forbidden: window.bridge.forbidden,
      evaluates: window.evaluates,
    }));
    expect(seen).toMatchObject({
      before: [],
      after: [],
      frozen: true,
      replaced: false,
      platform: process.platform,
    });
    expect(seen.forbidden).toMatch(/module not found: node:fs/);
    expect(seen.evaluates).toBe(false);
    const blocked = await app.page.evaluate(
      () =>
        new Promise((resolve) => {
          document.addEventListener('securitypolicyviolation', () => resolve(!('injected' in window)), {
            once: true,
          });
          const script = document.createElement('script');
          script.append('window.injected = true');
          document.head.append(script);
        }),
    );
    expect(blocked).toBe(true);
  });

  test('calls, errors, promises, nested values and listeners cross it', async () => {
    const result = await app.page.evaluate(async () => {
      const { nested } = window.bridge;
      const thrown = (() => {
        try {
          window.bridge.fail();
          return 'nothing';
        } catch (error) {
          return error instanceof TypeError ? error.message : String(error);
        }
      })();
      const heard: unknown[] = [];
      const stop = window.bridge.onPosted((value) => heard.push(value));
      window.bridge.post({ n: 1 });
      await window.bridge.invoke('echo', 'after the post');
      stop();
      window.bridge.post({ n: 2 });
      await window.bridge.invoke('echo', 'after the second');
      return {
        sum: window.bridge.add(2, 3),
        thrown,
        heard,
        deep: nested.list[1].deep,
        isDate: nested.when instanceof Date,
        late: await nested.late,
      };
    });
    expect(result).toEqual({
      sum: 5,
      thrown: 'không được',
      heard: [{ n: 1 }],
      deep: true,
      isDate: true,
      late: 'later',
    });
  });

  test('structured clone there and back', async () => {
    const same = await app.page.evaluate(async () => {
      const cycle: Record<string, unknown> = { list: [undefined, null, -0, NaN, 12n] };
      cycle['self'] = cycle;
      const value = {
        cycle,
        date: new Date(1e12),
        map: new Map<unknown, unknown>([['k', new Set([1])]]),
        bytes: new Uint8Array([0, 255, 7]).subarray(1),
        floats: new Float64Array([1.5]),
        buffer: new Uint8Array([9]).buffer,
        error: new RangeError('xa', { cause: 'gần' }),
        text: 'Nguyễn Thị Ánh \u{1F4EE} \uD800',
        missing: undefined,
        pattern: /a/gi,
      };
      const back = (await window.bridge.invoke('echo', value)) as typeof value;
      return {
        cycle: back.cycle !== value.cycle && back.cycle['self'] === back.cycle,
        list: (back.cycle['list'] as unknown[]).map((item) => (Object.is(item, -0) ? '-0' : String(item))),
        date: back.date instanceof Date && back.date.getTime(),
        map: back.map instanceof Map && (back.map.get('k') as Set<number>).has(1),
        bytes: back.bytes instanceof Uint8Array && [...back.bytes],
        floats: back.floats instanceof Float64Array && back.floats[0],
        buffer: back.buffer instanceof ArrayBuffer && back.buffer.byteLength,
        error: back.error instanceof RangeError && [back.error.message, back.error.cause],
        text: back.text === value.text,
        missing: 'missing' in back && String(back.missing),
        pattern: String(back.pattern),
      };
    });
    expect(same).toEqual({
      cycle: true,
      list: ['undefined', 'null', '-0', 'NaN', '12'],
      date: 1e12,
      map: true,
      bytes: [255, 7],
      floats: 1.5,
      buffer: 1,
      error: ['xa', 'gần'],
      text: true,
      missing: 'undefined',
      pattern: '/a/gi',
    });
    expect(await app.page.evaluate(() => window.bridge.invoke('describe', new Date()))).toBe('[object Date]');
  });

  test('refuses what structured clone can’t carry, and what it doesn’t have', async () => {
    expect(await app.page.evaluate(() => window.bridge.sendFunction())).toBe('DataCloneError');
    expect(await app.page.evaluate(() => window.bridge.sendNode())).toBe('DataCloneError');
    await expect(invoke('uncloneable')).rejects.toThrow(/could not be cloned/);
    await expect(app.page.evaluate(() => window.bridge.unsupported())).rejects.toThrow(
      /ipcRenderer\.sendSync is not supported/,
    );
    await expect(invoke('nobody')).rejects.toThrow(
      "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
    );
    await expect(invoke('fail')).rejects.toThrow(
      "Error invoking remote method 'fail': RangeError: quá giới hạn",
    );
    await expect(
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.send('x', () => 1)),
    ).rejects.toThrow(/cloned/);
  });
});

describe('the app’s scheme', () => {
  test('the main process sees app:// everywhere', async () => {
    expect(await invoke('sender')).toEqual({
      url: 'app://counter/',
      origin: 'app://counter',
      parent: null,
      isMain: true,
      ownWindow: true,
    });
    const echo = await app.page.evaluate(
      async () => (await fetch('/echo', { method: 'POST', body: 'thân' })).json() as Promise<unknown>,
    );
    expect(echo).toEqual({ url: 'app://counter/echo', method: 'POST', body: 'thân' });
    expect(
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL()),
    ).toBe('app://counter/');
  });

  test('a module worker loads through it', async () => {
    expect(await app.page.evaluate(() => window.startWorker())).toMatchObject({
      answer: 42,
      data: { from: 'app' },
    });
  });

  test('navigation and new windows ask the app; denied, nothing happens', async () => {
    const opened = await app.page.evaluate(() => {
      const result = window.open('https://example.com/');
      const link = document.createElement('a');
      link.href = 'https://example.org/';
      link.target = '_blank';
      document.body.append(link);
      link.click();
      location.href = 'https://example.net/';
      return result;
    });
    expect(opened).toBeNull();
    await vi.waitFor(async () => {
      const state = (await invoke('state')) as { opened: string[]; navigations: string[] };
      expect(state.navigations).toEqual(['https://example.net/']);
      expect(state.opened).toContain('https://example.com/');
      expect(state.opened).toHaveLength(2);
    }, patience);
    expect(await app.page.evaluate(() => document.querySelector('h1')?.textContent)).toBe('Tiếng Việt');
  });

  test('a reload by the test or the app is not the page’s doing; one by the page is', async () => {
    const navigations = async (): Promise<unknown> =>
      ((await invoke('state')) as { navigations: string[] }).navigations;
    const before = (await navigations()) as string[];
    await app.page.evaluate(() => Reflect.set(window, 'mark', 1));
    await app.page.reload();
    expect(await app.page.evaluate(() => 'mark' in window)).toBe(false);
    expect(await navigations()).toEqual(before);
    const again = app.page.waitForEvent('load');
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload());
    await again;
    expect(await navigations()).toEqual(before);
    await app.page.evaluate(() => location.reload());
    await vi.waitFor(
      async () => expect(await navigations()).toEqual([...before, 'app://counter/']),
      patience,
    );
  });

  test('no other host answers', async () => {
    const server = createServer((_request, response) => response.end('reached')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
    // Not only the page's own policy: a new document without one can't reach it either.
    const page = await app.page.context().newPage();
    await expect(page.goto(url)).rejects.toThrow(/ERR_/);
    await page.close();
    server.close();
  });
});
