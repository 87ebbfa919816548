import { appendFileSync, existsSync, mkdtempSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ATTACHMENT_LIMIT } from '../../../shared/domain/attachment.ts';
import { refusalSchema } from '../../../shared/portal/contract.ts';
import { pdfOf, sha256Of } from '../../unit/electron/attachment-support.ts';
import { startCounter, type TestCounter } from '../client.ts';
import { reasons } from '../push-support.ts';
import { DEMO_PASSWORD, ENROLMENT_CODES } from '../seed/accounts.ts';
import { createRandom } from '../seed/random.ts';
import { createPortal, type Portal } from '../server.ts';
import { askFiles, beginFile, sendFile } from './upload-support.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'portal-files-'));
let portal: Portal;
let url: string;
let counter: TestCounter;
let neighbour: TestCounter;
let stranger: TestCounter;

const place = (office: 'HT' | 'GD') => ({
  enrolmentCode: ENROLMENT_CODES[office],
  username: 'giaodich01',
  password: DEMO_PASSWORD,
});

beforeAll(async () => {
  portal = await createPortal({ dataDir: folder, onBug: (error) => console.error(error) });
  ({ url } = await portal.listen());
  counter = await startCounter(url, place('HT'), 1);
  neighbour = await startCounter(url, place('HT'), 2);
  stranger = await startCounter(url, place('GD'), 1);
  await counter.lease();
});
afterAll(() => portal.close());

async function upload(bytes: Buffer, by = counter): Promise<string> {
  const sha256 = sha256Of(bytes);
  expect((await beginFile(url, by.credentials, sha256, bytes.length)).status).toBe(201);
  const sent = await sendFile(url, by.credentials, sha256, 0, new Uint8Array(bytes));
  expect(sent.status).toBe(204);
  return sha256;
}
const head = (sha256: string, by = counter) =>
  askFiles(url, by.credentials, `/${sha256}`, { method: 'HEAD' });
const get = (sha256: string, by = counter) => askFiles(url, by.credentials, `/${sha256}`, { method: 'GET' });
const codeIn = async (response: Response) => refusalSchema.parse(await response.json()).code;
const kept = (office: string) => {
  const of = path.join(folder, 'attachments/offices', office);
  return existsSync(of) ? readdirSync(of) : [];
};

describe('files of an office', () => {
  test('a file sent comes back bit for bit, to every counter of the office', async () => {
    const bytes = pdfOf(700_000);
    const sha256 = await upload(bytes);
    expect((await head(sha256)).headers.get('upload-offset')).toBe('700000');
    for (const each of [counter, neighbour])
      expect(Buffer.from(await (await get(sha256, each)).arrayBuffer()).equals(bytes)).toBe(true);
  });

  test('another office can neither see, nor go on with, nor fetch it, and has its own', async () => {
    const bytes = pdfOf(50_000);
    const half = new Uint8Array(bytes.subarray(0, 25_000));
    const sha256 = sha256Of(bytes);
    await beginFile(url, counter.credentials, sha256, bytes.length);
    await sendFile(url, counter.credentials, sha256, 0, half);
    expect((await head(sha256, stranger)).status).toBe(404);
    const on = await sendFile(
      url,
      stranger.credentials,
      sha256,
      25_000,
      new Uint8Array(bytes.subarray(25_000)),
    );
    expect(on.status).toBe(404);
    expect((await head(sha256)).headers.get('upload-offset')).toBe('25000');
    await sendFile(url, counter.credentials, sha256, 25_000, new Uint8Array(bytes.subarray(25_000)));
    expect((await get(sha256)).status).toBe(200);
    const foreign = await get(sha256, stranger);
    expect([foreign.status, await codeIn(foreign)]).toEqual([404, 'attachment-missing']);
    await upload(bytes, stranger);
    expect((await get(sha256, stranger)).status).toBe(200);
  });

  test('nobody without a counter and a clerk gets at them', async () => {
    const sha256 = await upload(pdfOf(1000));
    for (const credentials of [
      {},
      { ...counter.credentials, session: undefined },
      { counter: 'x'.repeat(30), session: 'y'.repeat(30) },
    ]) {
      for (const method of ['GET', 'HEAD']) {
        const answer = await askFiles(url, credentials, `/${sha256}`, { method });
        expect(answer.status).toBe(401);
      }
      expect((await beginFile(url, credentials, sha256, 10)).status).toBe(401);
      expect((await sendFile(url, credentials, sha256, 0, new Uint8Array(10))).status).toBe(401);
    }
  });

  test('what arrives is held against its name: the wrong file is refused and deleted, the right one goes then', async () => {
    const bytes = pdfOf(30_000);
    const sha256 = sha256Of(bytes);
    await beginFile(url, counter.credentials, sha256, bytes.length);
    const wrong = await sendFile(url, counter.credentials, sha256, 0, new Uint8Array(pdfOf(30_000)));
    expect([wrong.status, await codeIn(wrong)]).toEqual([422, 'attachment-damaged']);
    expect((await head(sha256)).status).toBe(404);
    expect(kept('HT')).not.toContain(sha256);
    await upload(bytes);
    expect(kept('HT')).toContain(sha256);
  });

  test('too large, empty, without a name or with a way out of the folder: refused', async () => {
    const begin = (sha256: string, size: number) => beginFile(url, counter.credentials, sha256, size);
    const large = await begin('a'.repeat(64), ATTACHMENT_LIMIT + 1);
    expect([large.status, await codeIn(large)]).toEqual([413, 'attachment-too-large']);
    expect((await begin('b'.repeat(64), ATTACHMENT_LIMIT)).status).toBe(201);
    expect((await begin('c'.repeat(64), 0)).status).toBe(400);
    for (const name of ['', '../../x', `../${'a'.repeat(64)}`, 'A'.repeat(64)])
      expect((await begin(name, 10)).status).toBe(400);
    for (const name of ['..%2f..%2fpasswd', 'x', `..%2f${'a'.repeat(64)}`])
      expect((await askFiles(url, counter.credentials, `/${name}`, { method: 'GET' })).status).toBe(404);
  });

  test('the same content twice is stored once; beginning it again throws nothing away', async () => {
    const bytes = pdfOf(40_000);
    const sha256 = sha256Of(bytes);
    await beginFile(url, counter.credentials, sha256, bytes.length);
    await sendFile(url, counter.credentials, sha256, 0, new Uint8Array(bytes.subarray(0, 30_000)));
    expect((await beginFile(url, neighbour.credentials, sha256, bytes.length)).status).toBe(409);
    const sent = await sendFile(
      url,
      neighbour.credentials,
      sha256,
      30_000,
      new Uint8Array(bytes.subarray(30_000)),
    );
    expect(sent.status).toBe(204);
    expect(kept('HT').filter((name) => name === sha256)).toHaveLength(1);
    expect((await head(sha256)).headers.get('upload-offset')).toBe('40000');
  });
});

describe('an event that needs a file', () => {
  const attached = (bytes: Buffer, size = bytes.length) => ({
    type: 'documentAttached',
    data: { documentId: null, name: 'đơn.pdf', mediaType: 'application/pdf', size, sha256: sha256Of(bytes) },
  });

  test('is taken only once the portal has it; only its own dossier waits, and it goes by a retry', async () => {
    const bytes = pdfOf(20_000);
    const random = createRandom('attachments');
    const first = counter.receive(random);
    const id = first[0]?.dossierId ?? '';
    const seq = Math.max(...first.map((event) => event.seq));
    const needs = counter.write(id, [attached(bytes), { type: 'noteAdded', data: { text: 'sau' } }], seq);
    const other = counter.receive(random);
    const pushed = await counter.push([...first, ...needs, ...other]);
    const said = reasons(pushed.reply);
    expect(said.slice(first.length, first.length + 2)).toEqual(['attachment-missing', 'event-blocked']);
    expect(new Set([...said.slice(0, first.length), ...said.slice(first.length + 2)])).toEqual(
      new Set(['accepted']),
    );
    expect(reasons((await counter.push(needs, true)).reply)).toEqual(['attachment-missing', 'event-blocked']);
    await upload(bytes);
    expect(reasons((await counter.push(needs, true)).reply)).toEqual(['accepted', 'accepted']);
  });

  test('is refused when another office only has the file, and when its size is not the file’s', async () => {
    const theirs = pdfOf(10_000);
    await upload(theirs, stranger);
    const mine = pdfOf(10_000);
    await upload(mine);
    for (const [event, code] of [
      [attached(theirs), 'attachment-missing'],
      [attached(mine, 9999), 'event-invalid'],
    ] as const) {
      const dossier = counter.receive(createRandom(code));
      const seq = Math.max(...dossier.map((each) => each.seq));
      const needs = counter.write(dossier[0]?.dossierId ?? '', [event], seq);
      expect(reasons((await counter.push([...dossier, ...needs])).reply).at(-1)).toBe(code);
    }
  });
});

test('a portal that stopped with a whole file it had not looked at looks at it when asked again', async () => {
  const bytes = pdfOf(15_000);
  const sha256 = sha256Of(bytes);
  await beginFile(url, counter.credentials, sha256, bytes.length);
  await sendFile(url, counter.credentials, sha256, 0, new Uint8Array(bytes.subarray(0, 14_999)));
  // The last byte reaches the disk, and nothing after it happens.
  appendFileSync(path.join(folder, 'attachments/uploads', `HT.${sha256}`), bytes.subarray(14_999));
  expect((await head(sha256)).headers.get('upload-offset')).toBe('15000');
  expect(kept('HT')).toContain(sha256);
});
