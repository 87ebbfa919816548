import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { eventHash } from '../../../shared/domain/dossier/erasure.ts';
import type { JournalEntry } from '../../../shared/journal.ts';
import {
  closeJournals,
  filesIn,
  journalIn,
  newFolder,
  positionsOf,
  readAll,
  saveOf,
  stateOf,
} from './journal-support.ts';

afterEach(closeJournals);

const idsOf = (entry: JournalEntry | undefined) =>
  entry?.kind === 'events' ? entry.events.map(({ id }) => id) : [];
const eventsOf = (entries: readonly JournalEntry[]) =>
  entries.flatMap((entry) => (entry.kind === 'events' ? entry.events : []));
const bytesOf = (folder: string) =>
  filesIn(folder)
    .map((file) => readFileSync(file, 'utf8'))
    .join('')
    .split('\n')
    .map((line) => Buffer.from(line.split(' ').at(-1) ?? '', 'base64').toString())
    .join('\n');

describe('erasing in the journal', () => {
  it('takes texts out of the events named, in every file, and leaves all else and every hash', async () => {
    const folder = newFolder();
    // A file of its own for every entry or two.
    const journal = journalIn(folder, { fileLimit: 900 });
    const entries = [saveOf(1, 2), saveOf(3), saveOf(4, 5), saveOf(6)];
    for (const entry of entries) await journal.append([entry]);
    expect(filesIn(folder).length).toBeGreaterThan(2);
    const before = await stateOf(journal);
    const ids = [...idsOf(entries[0]).slice(1), ...idsOf(entries[3])];
    expect(await journal.erase(ids)).toEqual({ ok: true, value: { changed: 2 } });
    expect(bytesOf(folder)).not.toMatch(/ghi chú [26]"/u);
    for (const each of [journal, journalIn(folder)]) {
      const read = await readAll(each);
      expect(read.damaged).toBe(0);
      expect(positionsOf(read.entries)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(eventsOf(read.entries).map(eventHash)).toEqual(eventsOf(entries).map(eventHash));
      expect(eventsOf(read.entries).flatMap(({ erased, position }) => (erased ? [position] : []))).toEqual([
        2, 6,
      ]);
      expect(await stateOf(each)).toEqual(before);
    }
    expect(await journal.erase(ids)).toEqual({ ok: true, value: { changed: 0 } });
  });

  it('is written to meanwhile and after it: nothing is lost, nothing stands twice', async () => {
    const folder = newFolder();
    const journal = journalIn(folder);
    const first = saveOf(1, 2, 3);
    await journal.append([first]);
    const work: Promise<unknown>[] = [];
    for (let position = 4; position < 24; position += 1) {
      work.push(journal.append([saveOf(position)]));
      // Whoever asks meanwhile must not open it anew beside the writing.
      work.push(journal.state());
      if (position % 5 === 0) work.push(journal.erase(idsOf(first).slice(0, position / 5)));
    }
    expect(await Promise.all(work)).not.toContainEqual(expect.objectContaining({ ok: false }));
    await journal.append([saveOf(24)]);
    const { entries, damaged } = await readAll(journalIn(folder));
    expect(damaged).toBe(0);
    expect(positionsOf(entries)).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
    expect(eventsOf(entries).filter(({ erased }) => erased)).toHaveLength(3);
  });

  it('changes nothing where no event is meant', async () => {
    const folder = newFolder();
    const journal = journalIn(folder);
    const [one, two] = [saveOf(1), saveOf(2)];
    await journal.append([one]);
    await journal.append([two]);
    expect(await journal.erase(['01980000-0000-7000-8000-000000000001'])).toEqual({
      ok: true,
      value: { changed: 0 },
    });
    expect(positionsOf((await readAll(journal)).entries)).toEqual([1, 2]);
  });
});
