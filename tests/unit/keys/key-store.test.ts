import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { KeyStore } from '../../../electron/services/keys/key-state.ts';
import { createKeyStore } from '../../../electron/services/keys/key-store.ts';
import {
  createSealer,
  newDataKey,
  ringOf,
  ringText,
  storeKeysOf,
} from '../../../electron/services/keys/ring.ts';
import { hasSealedData } from '../../../electron/services/keys/sealers.ts';
import { createJournal } from '../../../electron/services/journal/journal.ts';
import { sealedJournalCodec } from '../../../electron/services/journal/frame.ts';
import { fakeSafeStorage } from '../../support/safe-storage.ts';
import { saveOf } from '../electron/journal-support.ts';

let folder: string;
let safeStorage: ReturnType<typeof fakeSafeStorage>;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'keys-'));
  safeStorage = fakeSafeStorage();
});

const file = () => path.join(folder, 'keys.json');
async function started(storage = safeStorage): Promise<KeyStore> {
  const keys = createKeyStore({
    file: file(),
    safeStorage: storage,
    platform: 'linux',
    hasData: () => hasSealedData(folder),
    note: () => undefined,
  });
  await keys.open();
  return keys;
}
const journalOf = (keys: KeyStore) =>
  createJournal({
    folder: path.join(folder, 'journal'),
    codec: sealedJournalCodec(createSealer('journal', keys.ring)),
    withheld: keys.withheld,
    note: () => undefined,
  });

describe('the key file', () => {
  it('gives the same keys at every start, and none of them in clear', async () => {
    const first = await started();
    const second = await started();
    expect(ringText(second.ring())).toBe(ringText(first.ring()));
    const text = readFileSync(file(), 'latin1');
    for (const { key } of first.ring())
      for (const form of ['base64', 'hex', 'latin1'] as const) expect(text).not.toContain(key.toString(form));
  });

  it('is read from its copy when it is damaged', async () => {
    const keys = await started();
    writeFileSync(file(), '{"version":1,');
    expect(ringText((await started()).ring())).toBe(ringText(keys.ring()));
  });

  it('of another machine, damaged, or gone beside sealed data: lost, said so, and nothing is made or touched', async () => {
    const journal = journalOf(await started());
    await journal.append([saveOf(1), saveOf(2)]);
    await journal.close();
    const log = () => readFileSync(path.join(folder, 'journal/journal-000001.log'));
    const before = log();
    const stolen = await started(fakeSafeStorage());
    const kept = readFileSync(file());
    const losses = [stolen];
    for (const name of [file(), `${file()}.copy`]) writeFileSync(name, 'nothing');
    losses.push(await started());
    for (const name of [file(), `${file()}.copy`]) rmSync(name);
    losses.push(await started());
    for (const keys of losses) {
      expect(keys.state().keys).toBe('lost');
      expect(() => keys.ring()).toThrow();
      const blocked = journalOf(keys);
      const lost = { ok: false, error: { code: 'keys-lost' } };
      expect(await blocked.state()).toEqual(lost);
      expect(await blocked.append([saveOf(3)])).toEqual(lost);
      expect(log()).toEqual(before);
    }
    writeFileSync(file(), kept);
    expect((await journalOf(await started()).state()).ok).toBe(true);
  });

  it('says whether the system protects it', async () => {
    expect((await started()).state().protected).toBe(true);
    rmSync(file());
    rmSync(`${file()}.copy`);
    expect((await started(fakeSafeStorage('basic_text'))).state().protected).toBe(false);
  });
});

describe('data keys', () => {
  it('change: what is written is sealed under the new one, the old one goes on opening, also after a restart', async () => {
    const keys = await started();
    const sealer = createSealer('journal', keys.ring);
    const old = sealer.seal(Buffer.from('trước'));
    await keys.rotate();
    const fresh = sealer.seal(Buffer.from('sau'));
    expect(fresh.subarray(0, 5)).not.toEqual(old.subarray(0, 5));
    const again = createSealer('journal', (await started()).ring);
    expect([old, fresh].map((each) => again.open(each).toString())).toEqual(['trước', 'sau']);
    expect(storeKeysOf(keys.ring())).toHaveLength(2);
  });

  it('of before are forgotten for good once nothing needs them', async () => {
    const keys = await started();
    const old = createSealer('journal', keys.ring).seal(Buffer.from('trước'));
    await keys.rotate();
    await keys.retire();
    const sealer = createSealer('journal', (await started()).ring);
    expect(keys.ring()).toHaveLength(1);
    expect(() => sealer.open(old)).toThrow('sealed under a key that is not here');
    const fresh = createSealer('journal', keys.ring).seal(Buffer.from('sau'));
    expect(sealer.open(fresh).toString()).toBe('sau');
  });

  it('of a backup are taken in, and never seal', async () => {
    const keys = await started();
    const other = ringOf(ringText([newDataKey()]));
    if (!other) throw new Error('not read');
    const sealed = createSealer('journal', () => other).seal(Buffer.from('của máy cũ'));
    const own = keys.ring().at(-1)?.id;
    await keys.adopt(other);
    await keys.adopt(other);
    const after = await started();
    expect(createSealer('journal', after.ring).open(sealed).toString()).toBe('của máy cũ');
    expect(after.ring()).toHaveLength(2);
    expect(after.ring().at(-1)?.id).toBe(own);
  });

  it('serve one purpose and one place each', async () => {
    const keys = await started();
    const sealed = createSealer('attachments', keys.ring).seal(Buffer.from('trang'), 3);
    expect(() => createSealer('journal', keys.ring).open(sealed, 3)).toThrow();
    expect(() => createSealer('attachments', keys.ring).open(sealed, 4)).toThrow();
    const changed = Buffer.from(sealed);
    changed[20] = (changed[20] ?? 0) ^ 1;
    expect(() => createSealer('attachments', keys.ring).open(changed, 3)).toThrow();
    expect(createSealer('attachments', keys.ring).open(sealed, 3).toString()).toBe('trang');
  });
});
