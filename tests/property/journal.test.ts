import fc from 'fast-check';
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import {
  closeJournals,
  filesIn,
  journalIn,
  newFolder,
  positionsOf,
  readAll,
  saveOf,
  stateOf,
} from '../unit/electron/journal-support.ts';

/** A stretch of work, then a crash: how much was appended at a time, and what the last, unconfirmed write left behind. */
const stretch = fc.record({
  batches: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 6 }),
  together: fc.boolean(),
  lost: fc.integer({ min: 0, max: 2000 }),
  garbage: fc.uint8Array({ maxLength: 300 }),
});

it('holds every confirmed save, once each, after any crashes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(stretch, { minLength: 1, maxLength: 5 }), async (stretches) => {
      const folder = newFolder();
      const options = { fileLimit: 4000 };
      const confirmed: number[] = [];
      let position = 0;
      const next = (count: number) => saveOf(...Array.from({ length: count }, () => (position += 1)));
      for (const { batches, together, lost, garbage } of stretches) {
        const journal = journalIn(folder, options);
        const entries = batches.map(next);
        if (together) await Promise.all(entries.map((entry) => journal.append([entry])));
        else for (const entry of entries) await journal.append([entry]);
        confirmed.push(...positionsOf(entries));
        const last = filesIn(folder).at(-1) ?? '';
        const flushed = readFileSync(last);
        // The save the crash cut off: a beginning of it on the disk, and what lay there before.
        await journal.append([next(2)]);
        const after = filesIn(folder).at(-1) ?? '';
        const written = readFileSync(after);
        const kept = Math.max(after === last ? flushed.byteLength : 0, written.byteLength - lost);
        if (kept < written.byteLength) {
          writeFileSync(after, Buffer.concat([written.subarray(0, kept), garbage]));
          position -= 2;
        } else confirmed.push(position - 1, position);
      }
      const journal = journalIn(folder, options);
      const read = positionsOf((await readAll(journal)).entries);
      expect(read).toEqual(expect.arrayContaining(confirmed));
      expect(new Set(read).size).toBe(read.length);
      expect((await stateOf(journal)).counters[0]?.held).toEqual([[1, position]]);
      await closeJournals();
    }),
    { numRuns: 30 },
  );
});
