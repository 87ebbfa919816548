import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { invokeIn, launchFixture } from '../../support/standin-fixture.ts';
import type { RunningApp } from '../../support/launch-app.ts';

let app: RunningApp;
const invoke = (channel: string, ...args: unknown[]): Promise<unknown> => invokeIn(app, channel, ...args);

beforeAll(async () => {
  app = await launchFixture();
});
afterAll(async () => {
  await app.kill();
});

test('prints to PDF in the size asked for; says there is no printer', async () => {
  const [start, box] = await app.evaluate(async ({ BrowserWindow }) => {
    const pdf = await BrowserWindow.getAllWindows()[0]?.webContents.printToPDF({
      pageSize: 'A5',
      landscape: true,
    });
    const text = pdf?.toString('latin1') ?? '';
    return [text.slice(0, 5), /\/MediaBox \[([^\]]+)\]/.exec(text)?.[1]];
  });
  expect(start).toBe('%PDF-');
  const [, , width, height] = (box ?? '').trim().split(/\s+/).map(Number);
  expect(Math.abs((width ?? 0) - 595.3)).toBeLessThan(1); // A5 lying: 210 × 148 mm in points
  expect(Math.abs((height ?? 0) - 419.5)).toBeLessThan(1);
  const printed = await app.evaluate(
    ({ BrowserWindow }) =>
      new Promise((resolve) => {
        BrowserWindow.getAllWindows()[0]?.webContents.print({}, (ok, reason) => resolve([ok, reason]));
      }),
  );
  expect(printed).toEqual([false, expect.stringMatching(/printer/i)]);
});

test('the network can be cut and given back; requests under way end', async () => {
  const server = createServer((request, response) => {
    response.write('p');
    if (request.url === '/') response.end('ong');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  expect(await invoke('fetch', `${url}/`)).toBe('pong');
  const arrived = once(server, 'request');
  const hanging = invoke('fetch', `${url}/hangs`);
  await arrived;
  await app.setOffline(true);
  expect(await hanging).toBe('net::ERR_INTERNET_DISCONNECTED');
  expect(await invoke('fetch', `${url}/`)).toBe('net::ERR_INTERNET_DISCONNECTED');
  expect(await invoke('fetch', 'app://counter/data.json')).toBe('{"from":"app"}');
  await app.setOffline(false);
  expect(await invoke('fetch', `${url}/`)).toBe('pong');
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
  expect(await invoke('fetch', `${url}/`)).toBe('net::ERR_CONNECTION_REFUSED');
});

test('safeStorage keeps a secret, and refuses a changed one', async () => {
  const kept = await app.evaluate(async ({ safeStorage }) => {
    const secret = await safeStorage.encryptStringAsync('bí mật');
    const { result } = await safeStorage.decryptStringAsync(secret);
    const changed = Buffer.from(secret);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    const refused = await safeStorage.decryptStringAsync(changed).then(
      () => 'taken',
      () => 'refused',
    );
    return { result, refused, plain: secret.includes('bí mật') };
  });
  expect(kept).toEqual({ result: 'bí mật', refused: 'refused', plain: false });
});

test('a test replaces a dialog, as on Electron', async () => {
  expect(await invoke('save')).toEqual({ canceled: true, filePath: '' });
  await app.evaluate(({ dialog }, file) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: file });
  }, '/x.pdf');
  expect(await invoke('save')).toEqual({ canceled: false, filePath: '/x.pdf' });
});
