import { expect, test } from '@playwright/test';
import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DEVICE_HEADER, SESSION_HEADER } from '../../shared/portal/contract.ts';
import { createPortal } from '../portal/server.ts';
import { CITIZENS, enrol, press, receive, startCounter, statusLine } from './counter.ts';

/** Passes requests on to the portal and keeps the tokens they carry. */
async function listenIn(portalUrl: string) {
  const tokens = new Set<string>();
  const server = createServer((incoming, answer) => {
    const { method, url = '/', headers } = incoming;
    for (const name of [DEVICE_HEADER, SESSION_HEADER])
      for (const value of [headers[name]].flat()) if (value) tokens.add(value.replace(/^Bearer /u, ''));
    const passed = ask(`${portalUrl}${url}`, { method, headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${String(port)}`, tokens, close: () => server.close() };
}

test('a script injected into the page reaches no token, no file, no network and no channel but the contract’s', async () => {
  const portal = await createPortal();
  const line = await listenIn((await portal.listen()).url);
  const counter = await startCounter({ portalUrl: line.url });
  const { page } = counter;
  await enrol(counter, 'HT', 1);
  await receive(page, CITIZENS[0]);
  await expect(statusLine(page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  expect(line.tokens.size).toBeGreaterThanOrEqual(2);

  // What any script of the page can do, it can do.
  const found = await page.evaluate(async (portalUrl) => {
    const violated: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => violated.push(event.effectiveDirective));
    const fails = async (act: () => unknown): Promise<string> => {
      try {
        // What neither works nor fails reached nothing either.
        const nothing = new Promise((_, reject) => setTimeout(() => reject(new Error('nothing')), 3000));
        await Promise.race([act(), nothing]);
        return 'done';
      } catch (error) {
        return error instanceof Error ? error.name : 'refused';
      }
    };
    const loads = (element: HTMLElement) =>
      new Promise<void>((resolve, reject) => {
        element.addEventListener('load', () => resolve());
        element.addEventListener('error', () => reject(new Error('refused')));
        document.body.append(element);
      });
    const image = new Image();
    image.src = `${portalUrl}/steal.png`;
    const outcome = {
      fetchPortal: await fails(() => fetch(`${portalUrl}/v1/health`)),
      fetchElsewhere: await fails(() => fetch('https://elsewhere.example/')),
      fetchFile: await fails(() => fetch('file:///etc/passwd')),
      socket: await fails(
        () =>
          new Promise((resolve, reject) => {
            const socket = new WebSocket(portalUrl.replace('http', 'ws'));
            socket.onopen = resolve;
            socket.onerror = () => reject(new Error('no'));
          }),
      ),
      image: await fails(() => loads(image)),
      eval: await fails(() => (0, eval)('1')),
      // eslint-disable-next-line @typescript-eslint/no-implied-eval
      code: await fails(() => new Function('return 1')()),
      html: await fails(() => (document.createElement('div').innerHTML = '<img src=x onerror=alert(1)>')),
      script: await fails(() => (document.createElement('script').src = `${portalUrl}/x.js`)),
      worker: await fails(() => new Worker('data:text/javascript,postMessage(1)')),
      window: await fails(() => {
        if (window.open('https://elsewhere.example/')) return;
        throw new Error('no window');
      }),
      unknownChannel: await fails(() => (window as never as Bridge).desktop.invoke('shell:open', {})),
      vaultChannel: await fails(() => (window as never as Bridge).desktop.invoke('vault:tokens', {})),
    };
    interface Bridge {
      readonly desktop: Record<string, unknown> & {
        invoke(channel: string, request: unknown): Promise<unknown>;
      };
    }
    const globals = ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter(
      (name) => name in globalThis,
    );
    const kept: unknown[] = [Object.entries(localStorage), Object.entries(sessionStorage), document.cookie];
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(new Error(name));
      });
      for (const store of db.objectStoreNames)
        kept.push(
          await new Promise((resolve) => {
            const reading = db.transaction(store).objectStore(store).getAll();
            reading.onsuccess = () => resolve(reading.result);
          }),
        );
      db.close();
    }
    const { desktop } = window as never as Bridge;
    kept.push(await desktop.invoke('app:about', {}));
    kept.push(await desktop.invoke('portal:call', { operation: 'position', input: {} }));
    const replacer = (_key: string, value: unknown) =>
      value instanceof Uint8Array ? new TextDecoder('latin1').decode(value) : value;
    return { outcome, violated, globals, bridge: Object.keys(desktop), kept: JSON.stringify(kept, replacer) };
  }, line.url);

  expect(Object.entries(found.outcome).filter(([, came]) => came === 'done')).toEqual([]);
  for (const directive of ['connect-src', 'img-src']) expect(found.violated).toContain(directive);
  expect(found.globals).toEqual([]);
  expect(found.bridge.sort()).toEqual(['invoke', 'on']);
  for (const token of line.tokens) expect(found.kept).not.toContain(token);

  // Going elsewhere is denied, and the counter goes on working.
  const { href } = new URL(page.url());
  await page.evaluate(() => void (location.href = 'https://elsewhere.example/'));
  await press(page, 'F4');
  await expect(page.getByRole('main')).toContainText(CITIZENS[0].name);
  expect(new URL(page.url()).origin).toBe(new URL(href).origin);
  await counter.app.close();
  line.close();
  await portal.close();
});
