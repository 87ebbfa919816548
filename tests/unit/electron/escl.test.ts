import { createCanvas } from '@napi-rs/canvas';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { createEscl } from '../../../electron/services/scanning/escl.ts';
import { startEsclServer, type EsclServerOptions, type Fault } from '../../support/escl-server.ts';

/** Times a test can wait for. */
const escl = createEscl({
  note: () => undefined,
  now: () => 7,
  quiet: { word: 2000, page: 400, end: 200 },
  patience: { whole: 300, step: 20 },
});
const folder = () => mkdtempSync(path.join(os.tmpdir(), 'escl-'));
const jpeg = (shade: number) => {
  const canvas = createCanvas(80, 120);
  const context = canvas.getContext('2d');
  context.fillStyle = `rgb(${String(shade)}, 20, 200)`;
  context.fillRect(0, 0, 40, 60);
  return canvas.toBuffer('image/jpeg');
};
const PAGES = [10, 120, 240].map(jpeg);

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});
async function scannerWith(options: EsclServerOptions) {
  const server = await startEsclServer(options);
  open.push(server);
  return server;
}
const run = (signal = new AbortController().signal, onPage: (count: number) => void = () => undefined) => ({
  signal,
  onPage,
});

it('scans all pages of the feeder, in order, byte for byte, and says how many after each', async () => {
  const scanner = await scannerWith({ pages: PAGES, notYet: 2, busy: 1 });
  const where = folder();
  const told: number[] = [];
  const scanned = await escl.scanTo(
    `${scanner.url}/eSCL`,
    where,
    run(undefined, (count) => told.push(count)),
  );
  expect(scanned).toEqual({
    ok: true,
    value: { names: ['quet-7-001.jpg', 'quet-7-002.jpg', 'quet-7-003.jpg'], trouble: null },
  });
  expect(told).toEqual([1, 2, 3]);
  expect(readdirSync(where).map((name) => readFileSync(path.join(where, name)))).toEqual(PAGES);
  expect(Object.fromEntries(scanner.settings())).toMatchObject({
    'pwg:Version': '2.63',
    'pwg:InputSource': 'Feeder',
    'scan:ColorMode': 'RGB24',
    'scan:XResolution': '200',
    'pwg:Width': '2480',
    'pwg:DocumentFormat': 'image/jpeg',
  });
  expect(scanner.busy()).toBe(false);
});

it('takes one page from the glass when the feeder is empty', async () => {
  const scanner = await scannerWith({ pages: PAGES, source: 'Platen' });
  const scanned = await escl.scanTo(`${scanner.url}/eSCL`, folder(), run());
  expect(scanned).toMatchObject({ value: { names: ['quet-7-001.jpg'], trouble: null } });
  expect(Object.fromEntries(scanner.settings())).toMatchObject({ 'pwg:InputSource': 'Platen' });
  expect(scanner.busy()).toBe(false);
});

it.for<readonly [string, Fault, string, number]>([
  ['jams at once', { page: 0, kind: 'jam' }, 'scanner-jam', 0],
  ['jams at the third page', { page: 2, kind: 'jam' }, 'scanner-jam', 2],
  ['is opened at the second', { page: 1, kind: 'open' }, 'scanner-open', 1],
  ['is unplugged in the middle of the second', { page: 1, kind: 'unplugged' }, 'scanner-failed', 1],
  ['sends half of the second and says that was all', { page: 1, kind: 'half' }, 'scanner-failed', 1],
  ['is unplugged in the middle of the first', { page: 0, kind: 'unplugged' }, 'scanner-failed', 0],
])(
  'a scanner that %s: the pages before are kept, nothing half-written is left',
  async ([, fault, code, kept]) => {
    const scanner = await scannerWith({ pages: PAGES, fault });
    const where = folder();
    const scanned = await escl.scanTo(`${scanner.url}/eSCL`, where, run());
    expect(scanned).toMatchObject(kept === 0 ? { error: { code } } : { value: { trouble: code } });
    expect(readdirSync(where).map((name) => readFileSync(path.join(where, name)))).toEqual(
      PAGES.slice(0, kept),
    );
  },
);

it('a scanner that goes quiet in the middle of a page is given up', async () => {
  const scanner = await scannerWith({
    pages: PAGES,
    beforePage: (page) => (page === 1 ? new Promise(() => undefined) : undefined),
  });
  expect(await escl.scanTo(`${scanner.url}/eSCL`, folder(), run())).toMatchObject({
    value: { names: ['quet-7-001.jpg'], trouble: 'scanner-failed' },
  });
});

it('stops when told to, ends the job on the scanner, and keeps what came', async () => {
  const stop = new AbortController();
  const scanner = await scannerWith({
    pages: PAGES,
    beforePage: (page) => (page === 1 ? stop.abort() : undefined),
  });
  const where = folder();
  expect(await escl.scanTo(`${scanner.url}/eSCL`, where, run(stop.signal))).toMatchObject({
    value: { names: ['quet-7-001.jpg'], trouble: 'scan-cancelled' },
  });
  expect(readdirSync(where)).toEqual(['quet-7-001.jpg']);
  expect(scanner.busy()).toBe(false);
});

it('waits for a busy scanner, but not for ever', async () => {
  const scanner = await scannerWith({ pages: PAGES, busy: 1000 });
  expect(await escl.scanTo(`${scanner.url}/eSCL`, folder(), run())).toMatchObject({
    error: { code: 'scanner-busy' },
  });
});

it('says that the feeder is empty where there is no glass', async () => {
  const scanner = await scannerWith({ pages: [], has: ['Feeder'], source: 'Platen' });
  expect(await escl.scanTo(`${scanner.url}/eSCL`, folder(), run())).toMatchObject({
    error: { code: 'scanner-empty' },
  });
  const loaded = await scannerWith({ pages: [], has: ['Feeder'] });
  expect(await escl.scanTo(`${loaded.url}/eSCL`, folder(), run())).toMatchObject({
    error: { code: 'scanner-empty' },
  });
});

it('takes no page that is none', async () => {
  const scanner = await scannerWith({ pages: [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')] });
  const where = folder();
  expect(await escl.scanTo(`${scanner.url}/eSCL`, where, run())).toMatchObject({
    error: { code: 'scanner-failed' },
  });
  expect(readdirSync(where)).toEqual([]);
});

it('asks no other host, whatever the job’s address names, and follows no redirect', async () => {
  const strange: string[] = [];
  const elsewhere = createServer((request, reply) => {
    strange.push(request.url ?? '');
    reply.writeHead(404).end();
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const other = `http://127.0.0.1:${String((elsewhere.address() as AddressInfo).port)}`;
  const scanner = await scannerWith({ pages: PAGES, jobHost: other });
  expect(await escl.scanTo(`${scanner.url}/eSCL`, folder(), run())).toMatchObject({
    value: { trouble: null },
  });

  const sends = createServer((_, reply) => reply.writeHead(307, { location: `${other}/eSCL` }).end());
  await new Promise<void>((resolve) => sends.listen(0, '127.0.0.1', resolve));
  const redirecting = `http://127.0.0.1:${String((sends.address() as AddressInfo).port)}/eSCL`;
  expect(await escl.look(redirecting)).toMatchObject({ error: { code: 'scanner-foreign' } });
  expect(strange).toEqual([]);
  elsewhere.close();
  sends.close();
});

it('knows who answers, and that nobody does', async () => {
  const scanner = await scannerWith({ pages: PAGES });
  expect(await escl.look(`${scanner.url}/eSCL`)).toEqual({
    ok: true,
    value: { name: 'Máy quét mẫu 7 & 8', feeder: true },
  });
  for (const capabilities of [
    '<html>Đăng nhập</html>',
    'not xml',
    '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    `<a xmlns="b">${'<c>'.repeat(100)}`,
  ]) {
    const strange = await scannerWith({ pages: PAGES, capabilities });
    expect(await escl.look(`${strange.url}/eSCL`)).toMatchObject({ error: { code: 'scanner-foreign' } });
  }
  const { url } = await scannerWith({ pages: PAGES });
  await open.pop()?.close();
  expect(await escl.look(`${url}/eSCL`)).toMatchObject({ error: { code: 'scanner-unreachable' } });
});

it('clears away what a crash left half-written, and nothing else', async () => {
  const where = folder();
  for (const name of ['quet-3-001.jpg.0123456789ab.tmp', 'quet-3-002.jpg', 'don.jpg.0123456789ab.tmp'])
    writeFileSync(path.join(where, name), 'half');
  const scanner = await scannerWith({ pages: PAGES.slice(0, 1) });
  await escl.scanTo(`${scanner.url}/eSCL`, where, run());
  expect(readdirSync(where).sort()).toEqual(['don.jpg.0123456789ab.tmp', 'quet-3-002.jpg', 'quet-7-001.jpg']);
});
