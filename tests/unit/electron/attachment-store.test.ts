import { mkdirSync, readFileSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { FRAME, type AttachmentCodec } from '../../../electron/services/attachments/codec.ts';
import { ATTACHMENT_LIMIT } from '../../../shared/domain/attachment.ts';
import {
  faultyDisk,
  filesBelow,
  newFolder,
  pdfOf,
  placeOf,
  sha256Of,
  storeIn,
  take,
} from './attachment-support.ts';

let folder: string;
beforeEach(() => {
  folder = newFolder();
});

const codeOf = (result: { readonly ok: boolean; readonly error?: { readonly code: string } }) =>
  result.ok ? 'ok' : result.error?.code;

describe('a file taken in', () => {
  it.each([1, 7, FRAME, FRAME + 1, 3 * FRAME - 1, 2_500_000])(
    'of %i bytes beyond its mark lies under its hash, bit for bit, flushed',
    async (more) => {
      const disk = faultyDisk();
      const bytes = pdfOf(9 + more);
      const taken = await take(storeIn(folder, { disk }), bytes, 40_000);
      const sha256 = sha256Of(bytes);
      expect(taken).toEqual({
        ok: true,
        value: { sha256, size: bytes.length, mediaType: 'application/pdf' },
      });
      expect(filesBelow(folder)).toEqual([`${sha256.slice(0, 2)}/${sha256}`]);
      expect(readFileSync(placeOf(folder, sha256)).equals(bytes)).toBe(true);
      expect(disk.syncs).toBe(1);
    },
  );

  it('twice is stored once', async () => {
    const store = storeIn(folder);
    const bytes = pdfOf(200_000);
    await take(store, bytes);
    await take(store, bytes);
    expect(filesBelow(folder)).toHaveLength(1);
  });

  it('can be read in any order, through a codec that makes frames longer', async () => {
    const codec: AttachmentCodec = {
      overhead: 5,
      encode: (frame, index) =>
        Buffer.concat([Buffer.from(`${index}....`.slice(0, 5)), frame.map((b) => b ^ 0x5a)]),
      decode: (stored) => stored.subarray(5).map((b) => b ^ 0x5a),
      isCurrent: () => true,
    };
    const store = storeIn(folder, { codec });
    const bytes = pdfOf(5 * FRAME + 123);
    const taken = await take(store, bytes);
    if (!taken.ok) throw new Error(taken.error.code);
    const { sha256 } = taken.value;
    expect(await store.sizeOf(sha256)).toBe(bytes.length);
    expect(await store.verify(sha256)).toEqual({ ok: true, value: { size: bytes.length } });
    const file = await store.open(sha256);
    for (const [from, to] of [
      [0, 10],
      [FRAME - 3, FRAME + 3],
      [4 * FRAME, 9 * FRAME],
      [bytes.length - 1, bytes.length],
    ] as const)
      // prettier-ignore
      expect(Buffer.from(await file.read(from, to)).equals(bytes.subarray(from, to))).toBe(true);
    await file.close();
    expect(readFileSync(placeOf(folder, sha256)).includes(bytes.subarray(100, 200))).toBe(false);
  });
});

describe('a file that is refused leaves nothing behind', () => {
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 1, 2, 3]);

  it('when it is empty, too large, or none of the kinds there are', async () => {
    const store = storeIn(folder);
    expect(codeOf(await store.begin(0))).toBe('attachment-empty');
    expect(codeOf(await store.begin(ATTACHMENT_LIMIT + 1))).toBe('attachment-too-large');
    expect(codeOf(await take(store, Buffer.from('MZ\u0090 a program')))).toBe('attachment-type-refused');
    expect(codeOf(await take(store, Buffer.from('<html>%PD')))).toBe('attachment-type-refused');
    expect(codeOf(await take(store, png))).toBe('ok');
    expect(filesBelow(folder)).toEqual([`${sha256Of(png).slice(0, 2)}/${sha256Of(png)}`]);
  });

  it('when it turns out larger than it was said to be', async () => {
    const store = storeIn(folder);
    const begun = await store.begin(10);
    if (!begun.ok) throw new Error('begin');
    const part = pdfOf(1024 * 1024);
    for (let i = 0; i < 50; i++) expect(codeOf(await store.write(begun.value, part))).toBe('ok');
    expect(codeOf(await store.write(begun.value, Buffer.from('x')))).toBe('attachment-too-large');
    expect(codeOf(await store.finish(begun.value))).toBe('store-failed');
    expect(filesBelow(folder)).toEqual([]);
  });

  it('when it is cancelled, even with parts still on their way', async () => {
    const store = storeIn(folder);
    const begun = await store.begin(1_000_000);
    if (!begun.ok) throw new Error('begin');
    const writing = store.write(begun.value, pdfOf(500_000));
    await store.cancel(begun.value);
    await writing;
    expect(filesBelow(folder)).toEqual([]);
  });

  it.each([
    ['create', 'ENOSPC', 'store-full'],
    ['write', 'ENOSPC', 'store-full'],
    ['write', 'EIO', 'store-failed'],
    ['sync', 'ENOSPC', 'store-full'],
    ['sync', 'EIO', 'store-failed'],
    ['move', 'EACCES', 'store-failed'],
  ] as const)('when the disk fails at %s with %s', async (on, code, expected) => {
    const disk = faultyDisk();
    disk.fail = { on, code };
    const notes: string[] = [];
    const store = storeIn(folder, { disk, note: (message) => notes.push(message) });
    const bytes = pdfOf(300_000);
    expect(codeOf(await take(store, bytes))).toBe(expected);
    expect(filesBelow(folder)).toEqual([]);
    expect(notes.join()).toContain(code);
    disk.fail = null;
    expect(codeOf(await take(store, bytes))).toBe('ok');
  });
});

describe('what a crash or a bad disk leaves', () => {
  it('half-written files are cleared away at the next start, whole ones stay', async () => {
    const store = storeIn(folder);
    const bytes = pdfOf(100_000);
    await take(store, bytes);
    const begun = await store.begin(1_000_000);
    if (!begun.ok) throw new Error('begin');
    await store.write(begun.value, pdfOf(400_000));
    expect(filesBelow(folder)).toHaveLength(2);
    await storeIn(folder).sweep();
    expect(filesBelow(folder)).toEqual([`${sha256Of(bytes).slice(0, 2)}/${sha256Of(bytes)}`]);
    await store.cancel(begun.value);
  });

  it('a missing, a changed, a shortened and an unreadable file are told apart, and healed by the same bytes', async () => {
    const disk = faultyDisk();
    const store = storeIn(folder, { disk });
    const bytes = pdfOf(3 * FRAME);
    const sha256 = sha256Of(bytes);
    const place = placeOf(folder, sha256);
    await take(store, bytes);
    expect(codeOf(await store.verify(sha256))).toBe('ok');

    unlinkSync(place);
    expect([codeOf(await store.verify(sha256)), await store.sizeOf(sha256)]).toEqual([
      'attachment-lost',
      null,
    ]);
    await take(store, bytes);
    writeFileSync(place, Buffer.from(bytes).fill((bytes[70_000] ?? 0) ^ 1, 70_000, 70_001));
    expect(codeOf(await store.verify(sha256))).toBe('attachment-damaged');
    await take(store, bytes);
    truncateSync(place, 1000);
    expect([codeOf(await store.verify(sha256)), await store.sizeOf(sha256)]).toEqual([
      'attachment-damaged',
      1000,
    ]);
    await take(store, bytes);
    disk.fail = { on: 'read', code: 'EIO' };
    expect(codeOf(await store.verify(sha256))).toBe('attachment-damaged');
    disk.fail = null;
    expect(codeOf(await store.verify(sha256))).toBe('ok');
  });

  it('names that are no hashes reach no file', async () => {
    mkdirSync(path.join(folder, 'in'));
    writeFileSync(path.join(folder, 'secret'), 'x');
    const store = storeIn(path.join(folder, 'in'));
    for (const name of ['../secret', 'secret', '', 'a'.repeat(63), `../../${'a'.repeat(58)}`])
      await expect(store.sizeOf(name)).rejects.toThrow();
  });
});
