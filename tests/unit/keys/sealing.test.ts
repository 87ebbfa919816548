import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync, appendFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { sealedAttachmentCodec } from '../../../electron/services/attachments/codec.ts';
import { sealPlainAttachments } from '../../../electron/services/attachments/seal.ts';
import { createAttachmentStore } from '../../../electron/services/attachments/store.ts';
import { createSealer } from '../../../electron/services/keys/ring.ts';
import { createOpenedTexts } from '../../../renderer/store/opened-texts.ts';
import { sealedCodec } from '../../../renderer/store/sealed-codec.ts';
import { SealBrokenError } from '../../../renderer/store/store-error.ts';
import { TEST_KEYS, TEST_RING, testJournalCodec } from '../../support/keys.ts';
import {
  closeJournals,
  journalIn,
  newFolder,
  readAll,
  saveOf,
  stateOf,
} from '../electron/journal-support.ts';

const codec = testJournalCodec;
const logOf = (folder: string) => path.join(folder, 'journal-000001.log');
afterEach(closeJournals);

describe('a journal that lay plain', () => {
  it('is sealed when it is opened, whole and in order, also when an earlier try was cut off', async () => {
    const folder = newFolder();
    await journalIn(folder, { fileLimit: 2000 }).append([saveOf(1), saveOf(2)]);
    await journalIn(folder, { fileLimit: 2000 }).append([saveOf(3)]);
    expect(plainTextOf(folder)).toContain('Phạm Thị Hoa');
    writeFileSync(`${logOf(folder)}.sealing`, 'quay-mot-cua journal 2\n1 half');
    const before = await readAll(journalIn(folder));
    const sealed = journalIn(folder, { codec });
    expect((await stateOf(sealed)).notes).toEqual([]);
    expect(await readAll(sealed)).toEqual(before);
    expect(plainTextOf(folder)).not.toContain('Phạm Thị Hoa');
    expect(readdirSync(folder).some((name) => name.endsWith('.sealing'))).toBe(false);
    await sealed.append([saveOf(4)]);
    expect((await stateOf(journalIn(folder, { codec }))).counters[0]?.held).toEqual([[1, 4]]);
  });

  it('keeps what was damaged in it, sealed and counted as before; a write that was cut off is taken away', async () => {
    const folder = newFolder();
    await journalIn(folder).append([saveOf(1), saveOf(2), saveOf(3)]);
    const lines = readFileSync(logOf(folder), 'latin1').split('\n');
    lines[2] = (lines[2] ?? '').replace(/.{8}$/u, 'AAAAAAAA');
    writeFileSync(logOf(folder), lines.join('\n'));
    appendFileSync(logOf(folder), '500 ab');
    const sealed = journalIn(folder, { codec });
    expect((await stateOf(sealed)).notes).toEqual([
      { kind: 'damaged', file: 'journal-000001.log', entries: 1 },
      { kind: 'torn', file: 'journal-000001.log', bytes: 6, entries: 1 },
    ]);
    expect((await readAll(sealed)).entries).toHaveLength(2);
    expect(plainTextOf(folder)).not.toContain('Phạm Thị Hoa');
  });

  it('sealed under keys that are not here is damaged, never cut away', async () => {
    const folder = newFolder();
    await journalIn(folder, { codec }).append([saveOf(1), saveOf(2)]);
    const before = readFileSync(logOf(folder));
    const other = {
      ...codec,
      decode: () => {
        throw new Error('another key');
      },
    };
    const state = await stateOf(journalIn(folder, { codec: other }));
    expect(state.notes).toEqual([{ kind: 'damaged', file: 'journal-000001.log', entries: 2 }]);
    expect(readFileSync(logOf(folder))).toEqual(before);
  });
});

/** Everything in a folder, with what its lines hold in base64 read too. */
function plainTextOf(folder: string): string {
  return readdirSync(folder)
    .flatMap((name) => readFileSync(path.join(folder, name), 'utf8').split(/[\n ]/u))
    .flatMap((word) => [word, Buffer.from(word, 'base64').toString('utf8')])
    .join('\n');
}

describe('attached files that lay plain', () => {
  const attachmentCodec = sealedAttachmentCodec(createSealer('attachments', () => TEST_RING));
  it('are sealed once, and read as before', async () => {
    const folder = newFolder();
    const bytes = Buffer.concat([Buffer.from('%PDF-1.7 Nguyễn Văn Đạt'), Buffer.alloc(200_000, 5)]);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const file = path.join(folder, sha256.slice(0, 2), sha256);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
    expect(await sealPlainAttachments(folder, attachmentCodec)).toBe(1);
    expect(readFileSync(file).includes('Nguyễn')).toBe(false);
    const store = createAttachmentStore({ folder, codec: attachmentCodec, note: () => undefined });
    expect(await store.verify(sha256)).toEqual({ ok: true, value: { size: bytes.byteLength } });
    const sealed = readFileSync(file);
    expect(await sealPlainAttachments(folder, attachmentCodec)).toBe(0);
    // A restored folder carries no mark and is looked through: what is sealed stays to the byte.
    const restored = newFolder();
    mkdirSync(path.join(restored, sha256.slice(0, 2)));
    writeFileSync(path.join(restored, sha256.slice(0, 2), sha256), sealed);
    expect(await sealPlainAttachments(restored, attachmentCodec)).toBe(0);
    expect(readFileSync(path.join(restored, sha256.slice(0, 2), sha256))).toEqual(sealed);
  });
});

describe('the store’s codec', () => {
  const values = [null, 0, '', 'Nguyễn 😀', [1, [2]], { a: { b: null }, đ: 'ệ' }];
  it('gives back what it was given, never the same bytes twice, and tells nothing', () => {
    const { encode, decode } = sealedCodec(TEST_KEYS);
    for (const value of values) expect(decode(encode(value))).toEqual(value);
    const many = Array.from({ length: 600 }, () => Buffer.from(encode('Nguyễn') as never).toString('hex'));
    expect(new Set(many).size).toBe(600);
    expect(Buffer.from(encode('Nguyễn Văn Đạt') as never).includes('Nguy')).toBe(false);
  });

  it('refuses what was changed, cut, never sealed, or sealed under another key', () => {
    const { encode, decode } = sealedCodec(TEST_KEYS);
    const sealed = encode({ name: 'Nguyễn' }) as unknown as Uint8Array;
    for (let at = 0; at < sealed.byteLength; at += 1)
      expect(() => decode(sealed.with(at, (sealed[at] ?? 0) ^ 1) as never), String(at)).toThrow(
        SealBrokenError,
      );
    const foreign = sealedCodec([{ id: 78, key: new Uint8Array(32).fill(1) }]).encode('x');
    for (const bad of [sealed.subarray(0, -1), sealed.subarray(0, 20), { name: 'Nguyễn' }, null, foreign])
      expect(() => decode(bad as never)).toThrow(SealBrokenError);
  });

  it('answers what it opened before with a value of the reader’s own, as long as there is room', () => {
    const texts = createOpenedTexts(0, 2, 10);
    const [a, b] = [Uint8Array.of(1, 1, 5), Uint8Array.of(2, 2, 5)];
    texts.keep(a, '12345678');
    expect(texts.get(Uint8Array.of(1, 1, 5))).toBe('12345678');
    expect(texts.get(Uint8Array.of(1, 1, 6))).toBeUndefined();
    texts.keep(b, '1234');
    expect([texts.get(a), texts.get(b)]).toEqual([undefined, '1234']);
    const { encode, decode } = sealedCodec(TEST_KEYS);
    const sealed = encode({ name: 'Nguyễn' });
    expect(decode(sealed)).not.toBe(decode(sealed));
  });

  it('writes under the newest key and reads under all', () => {
    const [first] = TEST_KEYS;
    if (!first) throw new Error('no key');
    const old = sealedCodec(TEST_KEYS).encode('cũ');
    const both = sealedCodec([first, { id: 99, key: new Uint8Array(32).fill(9) }]);
    expect(both.decode(old)).toBe('cũ');
    expect((both.encode('mới') as unknown as Uint8Array)[4]).toBe(99);
  });
});
