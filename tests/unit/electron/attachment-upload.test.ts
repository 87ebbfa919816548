import { unlinkSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDownload } from '../../../electron/services/attachments/download.ts';
import type { AttachmentStore } from '../../../electron/services/attachments/store.ts';
import { createUploader, type UploaderOptions } from '../../../electron/services/attachments/uploader.ts';
import { fetchAs, startCounter, type TestCounter } from '../../portal/client.ts';
import { openCutLine, type CutLine } from '../../portal/attachments/upload-support.ts';
import { createRandom } from '../../portal/seed/random.ts';
import { createPortal, type Portal } from '../../portal/server.ts';
import { newFolder, pdfOf, placeOf, sha256Of, storeIn, take } from './attachment-support.ts';
import { json, startFaultyPortal } from './faulty-portal.ts';

/** The long version: `COUNTER_LONG=1`. */
const LONG = process.env['COUNTER_LONG'] === '1';
const MB = 1024 * 1024;
const CHUNK = 256 * 1024;

let portal: Portal;
let url: string;
let counter: TestCounter;
let folder: string;
let store: AttachmentStore;
let line: CutLine | null = null;

beforeAll(async () => {
  portal = await createPortal({ onBug: (error) => console.error(error) });
  ({ url } = await portal.listen());
  counter = await startCounter(
    url,
    { enrolmentCode: 'HATU-2022', username: 'giaodich01', password: 'demo' },
    1,
  );
});
afterAll(() => portal.close());
beforeEach(() => {
  folder = newFolder();
  store = storeIn(folder);
});
afterEach(async () => {
  await line?.close();
  line = null;
});

const tokens = () => ({
  device: counter.credentials.counter,
  session: counter.credentials.session,
});
const codeOf = (result: { readonly ok: boolean; readonly error?: { readonly code: string } }) =>
  result.ok ? 'ok' : result.error?.code;

/** The uploader as main has it, counting what it sends. */
function uploader(baseUrl: string, more: Partial<UploaderOptions> = {}) {
  const seen = { sent: 0, requests: [] as string[], progress: [] as number[] };
  const made = createUploader({
    baseUrl,
    store,
    tokens,
    fetch: (address, init) => {
      seen.requests.push(`${init.method ?? 'GET'} ${new URL(address).pathname.slice(0, 20)}`);
      if (init.body instanceof Uint8Array) seen.sent += init.body.byteLength;
      return fetchAs(counter.credentials, baseUrl)(address, init);
    },
    onProgress: ({ sent }) => seen.progress.push(sent),
    ...more,
  });
  return { ...made, seen };
}

async function attach(size: number): Promise<{ readonly bytes: Buffer; readonly sha256: string }> {
  const bytes = pdfOf(size);
  await take(store, bytes);
  return { bytes, sha256: sha256Of(bytes) };
}

async function fetched(sha256: string): Promise<Buffer> {
  const elsewhere = storeIn(newFolder());
  const download = createDownload({
    baseUrl: url,
    fetch: fetchAs(counter.credentials, url),
    tokens,
    store: elsewhere,
  });
  expect(codeOf(await download(sha256))).toBe('ok');
  const file = await elsewhere.open(sha256);
  const bytes = Buffer.from(await file.read(0, file.size));
  await file.close();
  return bytes;
}

describe('bringing a file to the portal', () => {
  it('goes in chunks, says how far it is, and comes back bit for bit', async () => {
    const { bytes, sha256 } = await attach(1_000_000);
    const up = uploader(url);
    expect(codeOf(await up.upload(sha256))).toBe('ok');
    expect(up.seen.sent).toBe(bytes.length);
    expect(up.seen.requests.filter((each) => each.startsWith('PATCH'))).toHaveLength(4);
    expect(up.seen.progress.at(-1)).toBe(bytes.length);
    expect(up.seen.progress).toEqual(up.seen.progress.toSorted((a, b) => a - b));
    expect((await fetched(sha256)).equals(bytes)).toBe(true);
  });

  it('sends nothing that the portal has already', async () => {
    const { bytes, sha256 } = await attach(400_000);
    await uploader(url).upload(sha256);
    const again = uploader(url);
    expect(codeOf(await again.upload(sha256))).toBe('ok');
    expect(again.seen).toMatchObject({
      sent: 0,
      requests: ['HEAD /v1/attachments/'.slice(0, 25)].map(() => expect.stringContaining('HEAD') as string),
    });
    expect(bytes.length).toBe(400_000);
  });

  it(
    LONG
      ? '27 MB cut 20 times go on where they stopped: at most one chunk a cut goes twice'
      : '3 MB cut 4 times go on where they stopped: at most one chunk a cut goes twice (27 MB and 20 with COUNTER_LONG=1)',
    async () => {
      const [size, cuts] = LONG ? [27 * MB, 20] : [3 * MB, 4];
      const { bytes, sha256 } = await attach(size);
      const seed = `cuts-${String(size)}`;
      const random = createRandom(seed);
      const spread = size / (cuts + 1);
      line = await openCutLine(
        url,
        Array.from({ length: cuts }, () => Math.floor(spread * (0.5 + random.below(45) / 100))),
      );
      const up = uploader(line.url);
      for (let tries = 0; codeOf(await up.upload(sha256)) !== 'ok'; tries++)
        if (tries > cuts) throw new Error(`seed ${seed}: not through after ${String(line.cuts())} cuts`);
      const twice = up.seen.sent - size;
      console.info(
        `FIGURE upload of ${String(size)} bytes, ${String(line.cuts())} cuts: ${String(twice)} bytes sent again, ` +
          `${(twice / CHUNK / line.cuts()).toFixed(2)} chunks a cut`,
      );
      expect(line.cuts()).toBe(cuts);
      expect(twice).toBeLessThanOrEqual(cuts * CHUNK);
      expect((await fetched(sha256)).equals(bytes)).toBe(true);
    },
    LONG ? 300_000 : 60_000,
  );

  it('goes on after a restart of the counter without anything remembered', async () => {
    const { bytes, sha256 } = await attach(2 * MB);
    line = await openCutLine(url, [MB, 0, 0, 0, 0, 0, 0, 0]);
    expect(codeOf(await uploader(line.url).upload(sha256))).not.toBe('ok');
    store = storeIn(folder);
    const after = uploader(url);
    expect(codeOf(await after.upload(sha256))).toBe('ok');
    expect(after.seen.sent).toBeLessThanOrEqual(MB + 2 * CHUNK);
    expect((await fetched(sha256)).equals(bytes)).toBe(true);
  });

  it('stops when told, and can be taken up again', async () => {
    const { sha256 } = await attach(2 * MB);
    const up = uploader(url, { onProgress: ({ sent }) => sent > 0 && up.stop() });
    expect(codeOf(await up.upload(sha256))).toBe('portal-unreachable');
    expect(up.seen.sent).toBeLessThan(2 * MB);
    const again = uploader(url);
    expect(codeOf(await again.upload(sha256))).toBe('ok');
    expect(again.seen.sent).toBeLessThan(2 * MB);
  });
});

describe('a file that is wrong here', () => {
  it('is not sent, and the next one is', async () => {
    const lost = await attach(100_000);
    const damaged = await attach(100_000);
    const good = await attach(100_000);
    unlinkSync(placeOf(folder, lost.sha256));
    writeFileSync(placeOf(folder, damaged.sha256), pdfOf(100_000));
    const up = uploader(url);
    const results = await Promise.all([lost, damaged, good].map(({ sha256 }) => up.upload(sha256)));
    expect(results.map(codeOf)).toEqual(['attachment-lost', 'attachment-damaged', 'ok']);
    expect(up.seen.sent).toBe(100_000);
    await take(store, damaged.bytes);
    expect(codeOf(await up.upload(damaged.sha256))).toBe('ok');
  });
});

describe('whoever else answers', () => {
  const LOGIN = '<html><form>Wi-Fi</form></html>';
  it.each([
    ['a login page', 'portal-captive', 200, { 'content-type': 'text/html' }],
    ['a redirect', 'portal-captive', 302, { location: 'http://127.0.0.1:1/login' }],
    ['a gateway', 'portal-failed', 502, { 'content-type': 'text/html' }],
    ['a page of somebody else that is not there', 'portal-captive', 404, { 'content-type': 'text/html' }],
  ] as const)('%s is not taken for the portal', async (_name, code, status, headers) => {
    const { sha256 } = await attach(10_000);
    await using stranger = await startFaultyPortal((response) =>
      response.writeHead(status, headers).end(LOGIN),
    );
    const up = uploader(stranger.url);
    expect(codeOf(await up.upload(sha256))).toBe(code);
    expect([up.seen.sent, up.seen.requests.length]).toEqual([0, 1]);
  });

  it('a portal that sends the file elsewhere is not followed with our tokens', async () => {
    const { sha256 } = await attach(10_000);
    const seen: string[] = [];
    await using elsewhere = await startFaultyPortal((response, request) => {
      seen.push(request.method);
      response.writeHead(204).end();
    });
    await using odd = await startFaultyPortal((response, { method }) => {
      if (method === 'HEAD') response.writeHead(404, { 'tus-resumable': '1.0.0' }).end();
      else if (method === 'POST')
        response.writeHead(201, { 'tus-resumable': '1.0.0', location: `${elsewhere.url}/x` }).end();
      else response.writeHead(204, { 'tus-resumable': '1.0.0', 'upload-offset': '10000' }).end();
    });
    await uploader(odd.url).upload(sha256);
    expect(seen).toEqual([]);
    expect(odd.received.at(-1)?.url).toBe(`/v1/attachments/${sha256}`);
  });

  it('a refusal comes in the portal’s own words; without tokens nobody is asked', async () => {
    const { sha256 } = await attach(10_000);
    await using refusing = await startFaultyPortal((response, { method }) => {
      if (method === 'HEAD') response.writeHead(404, { 'tus-resumable': '1.0.0' }).end();
      else json(response, 413, { code: 'attachment-too-large', message: 'x' });
    });
    expect(codeOf(await uploader(refusing.url).upload(sha256))).toBe('attachment-too-large');
    const asked = refusing.received.length;
    const signedOut = uploader(refusing.url, { tokens: () => ({ device: 'd', session: null }) });
    expect(codeOf(await signedOut.upload(sha256))).toBe('portal-unauthorised');
    expect(refusing.received.length).toBe(asked);
  });

  it('a file fetched is kept only if it is the one asked for', async () => {
    const wanted = sha256Of(pdfOf(10));
    await using liar = await startFaultyPortal((response) => response.writeHead(200).end(pdfOf(5000)));
    const download = createDownload({ baseUrl: liar.url, fetch, tokens, store });
    expect(codeOf(await download(wanted))).toBe('attachment-damaged');
    expect(await store.sizeOf(wanted)).toBeNull();
  });
});
