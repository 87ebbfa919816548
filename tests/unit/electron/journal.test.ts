import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readSpace, readSpaceLimits } from '../../../electron/services/journal/space.ts';
import { FORMAT, type JournalCodec } from '../../../electron/services/journal/frame.ts';
import { hashOf } from '../../../shared/domain/dossier/chain.ts';
import {
  closeJournals,
  eventAt,
  faultyDisk,
  filesIn,
  journalIn,
  newFolder,
  positionsOf,
  readAll,
  saveOf,
  stateOf,
} from './journal-support.ts';

const file = (folder: string) => path.join(folder, 'journal-000001.log');

afterEach(closeJournals);

describe('the journal', () => {
  it('gives back what was appended, after a restart too', async () => {
    const folder = newFolder();
    const journal = journalIn(folder);
    const entries = [saveOf(1, 2, 3), saveOf(4), saveOf(5, 6)];
    for (const entry of entries) expect(await journal.append([entry])).toEqual({ ok: true, value: null });
    for (const each of [journal, journalIn(folder)]) {
      expect(await readAll(each, 2)).toEqual({ entries, damaged: 0 });
      const last = entries.at(-1);
      expect(await stateOf(each)).toEqual({
        counters: [
          { counter: 'HT-1', held: [[1, 6]], hash: hashOf(last?.kind === 'events' ? last.events[1] : null) },
        ],
        entries: 3,
        device: null,
        catalogueVersion: 0,
        notes: [],
      });
    }
  });

  it('knows each counter’s positions, gaps too', async () => {
    const folder = newFolder();
    await journalIn(folder).append([
      saveOf(3, 4),
      { kind: 'events', events: [eventAt(1, 'VH-2')] },
      saveOf(1),
      saveOf(3),
    ]);
    expect((await stateOf(journalIn(folder))).counters.map(({ counter, held }) => [counter, held])).toEqual([
      [
        'HT-1',
        [
          [1, 1],
          [3, 4],
        ],
      ],
      ['VH-2', [[1, 1]]],
    ]);
  });

  it('cuts a torn tail back to the last whole entry, wherever it was cut off', async () => {
    const folder = newFolder();
    await journalIn(folder).append([saveOf(1, 2)]);
    const whole = statSync(file(folder)).size;
    await journalIn(folder).append([saveOf(3)]);
    const all = readFileSync(file(folder));
    for (let size = whole + 1; size < all.byteLength; size += 1) {
      writeFileSync(file(folder), all.subarray(0, size));
      const journal = journalIn(folder);
      expect((await stateOf(journal)).notes).toEqual([
        { kind: 'torn', file: 'journal-000001.log', bytes: size - whole, entries: 1 },
      ]);
      expect(statSync(file(folder)).size).toBe(whole);
      if (size % 16 === 0) {
        await journal.append([saveOf(4)]);
        expect(positionsOf((await readAll(journalIn(folder))).entries)).toEqual([1, 2, 4]);
      }
      await closeJournals();
    }
  });

  it('begins anew when even the first file’s header was cut off', async () => {
    const folder = newFolder();
    for (const size of [0, 1, 10, 22]) {
      await journalIn(folder).append([saveOf(1)]);
      truncateSync(file(folder), size);
      const journal = journalIn(folder);
      await journal.append([saveOf(7)]);
      expect(positionsOf((await readAll(journalIn(folder))).entries)).toEqual([7]);
      expect((await stateOf(journalIn(folder))).notes).toEqual([]);
    }
  });

  it('reads everything around a flipped byte, and says what is damaged', async () => {
    const folder = newFolder();
    const journal = journalIn(folder);
    const ends: number[] = [];
    for (const position of [1, 2, 3]) {
      await journal.append([saveOf(position)]);
      ends.push(statSync(file(folder)).size);
    }
    const all = readFileSync(file(folder));
    for (let at = ends[0] ?? 0; at < (ends[1] ?? 0) - 1; at += 7) {
      const flipped = Buffer.from(all);
      flipped[at] = (flipped[at] ?? 0) ^ 0x01;
      writeFileSync(file(folder), flipped);
      const damaged = journalIn(folder);
      const { notes, counters } = await stateOf(damaged);
      expect(notes.map((note) => [note.kind, note.entries])).toEqual([['damaged', expect.any(Number)]]);
      expect(counters[0]?.held).toEqual([
        [1, 1],
        [3, 3],
      ]);
      expect(positionsOf((await readAll(damaged)).entries)).toEqual([1, 3]);
      expect((await readAll(damaged)).damaged).toBeGreaterThan(0);
      expect(readFileSync(file(folder))).toEqual(flipped);
    }
  });

  it('goes on in a new file when one is full, and reads them all in order', async () => {
    const folder = newFolder();
    const journal = journalIn(folder, { fileLimit: 3000 });
    for (let position = 1; position <= 30; position += 1) await journal.append([saveOf(position)]);
    const files = filesIn(folder);
    expect(files.length).toBeGreaterThan(3);
    for (const each of files) expect(statSync(each).size).toBeLessThanOrEqual(3000);
    const expected = Array.from({ length: 30 }, (_, i) => i + 1);
    expect(positionsOf((await readAll(journalIn(folder), 4)).entries)).toEqual(expected);
    await journalIn(folder, { fileLimit: 3000 }).append([saveOf(31)]);
    expect((await stateOf(journalIn(folder))).counters[0]?.held).toEqual([[1, 31]]);
  });

  it('flushes appends that came together once', async () => {
    const disk = faultyDisk();
    const journal = journalIn(newFolder(), { disk });
    await journal.append([saveOf(1)]);
    const before = disk.syncs;
    const kept = await Promise.all(Array.from({ length: 50 }, (_, i) => journal.append([saveOf(i + 2)])));
    expect(kept.every((each) => each.ok)).toBe(true);
    expect(disk.syncs - before).toBeLessThanOrEqual(2);
    expect((await stateOf(journal)).counters[0]?.held).toEqual([[1, 51]]);
  });

  it.each([
    ['write', 'ENOSPC', 'store-full', 0],
    ['write', 'ENOSPC', 'store-full', 100],
    ['write', 'EIO', 'store-failed', 700],
    ['sync', 'EIO', 'store-failed', 0],
    ['sync', 'EDQUOT', 'store-full', 0],
    ['open', 'EACCES', 'store-failed', 0],
  ] as const)(
    'counts nothing of a %s that fails with %s, and goes on after it',
    async (on, code, expected, after) => {
      const folder = newFolder();
      const disk = faultyDisk();
      await journalIn(folder).append([saveOf(1)]);
      const journal = journalIn(folder, { disk });
      await stateOf(journal);
      disk.fail = { on, code, after };
      expect(await journal.append([saveOf(2)])).toMatchObject({ ok: false, error: { code: expected } });
      expect(positionsOf((await readAll(journal)).entries)).toEqual([1]);
      expect((await stateOf(journalIn(folder))).counters[0]?.held).toEqual([[1, 1]]);
      disk.fail = null;
      expect(await journal.append([saveOf(2)])).toMatchObject({ ok: true });
      const state = await stateOf(journalIn(folder));
      expect([state.counters[0]?.held, state.notes]).toEqual([[[1, 2]], []]);
    },
  );

  it('leaves a journal of a newer app as it is', async () => {
    const folder = newFolder();
    await journalIn(folder).append([saveOf(1)]);
    const newer = path.join(folder, 'journal-000002.log');
    copyFileSync(file(folder), newer);
    writeFileSync(newer, `quay-mot-cua journal ${String(FORMAT + 1)}\nsomething new`);
    const before = filesIn(folder).map((each) => readFileSync(each));
    const journal = journalIn(folder);
    for (const answer of [
      await journal.state(),
      await journal.append([saveOf(2)]),
      await journal.read(null, 5),
    ])
      expect(answer).toMatchObject({ ok: false, error: { code: 'store-newer' } });
    expect(filesIn(folder).map((each) => readFileSync(each))).toEqual(before);
  });

  it('only reads a file whose header is damaged', async () => {
    const folder = newFolder();
    await journalIn(folder).append([saveOf(1)]);
    const bytes = readFileSync(file(folder));
    bytes[0] = 0x58;
    writeFileSync(file(folder), bytes);
    const journal = journalIn(folder);
    await journal.append([saveOf(2)]);
    expect(readFileSync(file(folder))).toEqual(bytes);
    expect(positionsOf((await readAll(journalIn(folder))).entries)).toEqual([1, 2]);
    expect((await stateOf(journalIn(folder))).notes).toMatchObject([{ kind: 'damaged', entries: 1 }]);
  });

  it('puts every entry through its codec', async () => {
    const folder = newFolder();
    const codec: JournalCodec = {
      format: 1,
      isOwn: () => true,
      isCurrent: () => true,
      encode: (plain) => plain.map((byte) => byte ^ 0x5a),
      decode: (stored) => stored.map((byte) => byte ^ 0x5a),
    };
    await journalIn(folder, { codec }).append([saveOf(1)]);
    expect(positionsOf((await readAll(journalIn(folder, { codec }))).entries)).toEqual([1]);
    const plain = journalIn(folder);
    expect((await readAll(plain)).entries).toEqual([]);
  });

  it('is for this user alone and leaves other files alone', async () => {
    const folder = path.join(newFolder(), 'journal');
    await journalIn(folder).append([saveOf(1)]);
    expect(statSync(folder).mode & 0o077).toBe(0);
    expect(statSync(file(folder)).mode & 0o077).toBe(0);
    appendFileSync(path.join(folder, 'notes.txt'), 'x');
    chmodSync(path.join(folder, 'notes.txt'), 0o400);
    expect((await stateOf(journalIn(folder))).entries).toBe(1);
  });
});

describe('room on the disk', () => {
  it('is enough, low or full by its limits', async () => {
    const limits = readSpaceLimits({ COUNTER_SPACE_WARN: '10', COUNTER_SPACE_STOP: '1' });
    const level = async (free: number) =>
      (await readSpace('/', limits, async () => ({ bavail: free, bsize: 1024 }))).level;
    expect([await level(20_000), await level(9_000), await level(1_000)]).toEqual(['enough', 'low', 'full']);
    expect(readSpaceLimits({ COUNTER_SPACE_WARN: 'x' })).toEqual({
      warn: 500 * 1024 ** 2,
      stop: 50 * 1024 ** 2,
    });
    expect((await readSpace('/nowhere/at/all', limits)).level).toBe('enough');
  });
});
