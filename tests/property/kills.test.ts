import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createRandom } from '../portal/seed/random.ts';
import { killAfterFirstLine } from '../support/killed-child.ts';
import { SEED, seeded } from '../support/seed.ts';
import {
  closeJournals,
  journalIn,
  newFolder,
  positionsOf,
  readAll,
  saveOf,
  stateOf,
} from '../unit/electron/journal-support.ts';

const FILE = 'tests/property/kills.test.ts';
const JOURNAL_KILLS = Number(process.env['JOURNAL_KILLS'] ?? 10);
const RESTORE_KILLS = Number(process.env['RESTORE_KILLS'] ?? 3);
const script = (name: string) => path.join(import.meta.dirname, '../support', name);
const folders: string[] = [];
const folder = () => {
  const made = newFolder();
  folders.push(made);
  return made;
};

afterAll(async () => {
  await closeJournals();
  for (const each of folders) rmSync(each, { recursive: true });
});

it(
  `the journal loses no confirmed save in ${String(JOURNAL_KILLS)} SIGKILLs while it writes, flushes and changes files`,
  { timeout: 30_000 + JOURNAL_KILLS * 6000 },
  () =>
    seeded(FILE, { JOURNAL_KILLS: String(JOURNAL_KILLS) }, async () => {
      const random = createRandom(`${SEED}/journal`);
      let confirmedInAll = 0;
      let into = folder();
      let confirmed = new Set<number>();
      for (let kill = 1; kill <= JOURNAL_KILLS; kill++) {
        const { lines, killed } = await killAfterFirstLine(
          script('journal-process.ts'),
          [into],
          random.below(120),
        );
        expect(killed).toBe(true);
        // The last line may have been cut off by the kill; a whole one ends with its newline.
        for (const line of lines.slice(1)) confirmed.add(Number(line));
        const journal = journalIn(into);
        const { entries, damaged } = await readAll(journal, 500);
        const positions = positionsOf(entries);
        expect(damaged).toBe(0);
        expect(positions).toEqual(Array.from({ length: positions.length }, (_, i) => i + 1));
        const last = Math.max(0, ...confirmed);
        // A cut last line reads as a smaller number, which was confirmed before it.
        expect(positions.length).toBeGreaterThanOrEqual(last);
        await journal.close();
        if (kill % 10 === 0 || kill === JOURNAL_KILLS) {
          confirmedInAll += confirmed.size;
          into = folder();
          confirmed = new Set();
        }
      }
      expect(confirmedInAll).toBeGreaterThan(JOURNAL_KILLS);
      console.log(
        `FIGURE kills while the journal writes: ${String(JOURNAL_KILLS)}, ${String(confirmedInAll)} events confirmed, 0 lost, 0 doubled, seed ${SEED}`,
      );
    }),
);

it(
  `a restore killed ${String(RESTORE_KILLS)} times leaves all or nothing, and a later one goes through`,
  { timeout: 60_000 + RESTORE_KILLS * 15_000 },
  () =>
    seeded(FILE, { RESTORE_KILLS: String(RESTORE_KILLS) }, async () => {
      const random = createRandom(`${SEED}/restore`);
      const source = folder();
      const journal = journalIn(path.join(source, 'journal'), { fileLimit: 20_000 });
      for (let i = 1; i <= 600; i += 3) await journal.append([saveOf(i, i + 1, i + 2)]);
      await journal.close();
      const file = path.join(folder(), 'backup.qmc');
      const run = (...args: readonly string[]) =>
        killAfterFirstLine(script('restore-process.ts'), args, 600_000);
      await run('make', source, file, 'mat-khau-thu');
      const whole = folder();
      const { runMs, lines } = await run('restore', whole, file, 'mat-khau-thu');
      expect(lines.at(-1)).toBe('done');
      const after = async (data: string): Promise<'nothing' | 'all'> => {
        if (!existsSync(path.join(data, 'journal'))) return 'nothing';
        const restored = journalIn(path.join(data, 'journal'));
        const { held } = (await stateOf(restored)).counters[0] ?? { held: [] };
        await restored.close();
        expect(held).toEqual([[1, 600]]);
        return 'all';
      };
      expect(await run('settle', whole).then(() => after(whole))).toBe('all');
      const ends = { nothing: 0, all: 0 };
      let killed = 0;
      while (killed < RESTORE_KILLS) {
        const data = folder();
        const ended = await killAfterFirstLine(
          script('restore-process.ts'),
          ['restore', data, file, 'mat-khau-thu'],
          (random.below(1000) / 1000) * runMs,
        );
        if (!ended.killed) continue;
        killed += 1;
        await run('settle', data);
        const end = await after(data);
        ends[end] += 1;
        if (killed % 10 !== 1) continue;
        if (end === 'nothing') await run('restore', data, file, 'mat-khau-thu');
        await run('settle', data);
        expect(await after(data)).toBe('all');
      }
      console.log(
        `FIGURE kills while restoring: ${String(killed)}: ${String(ends.all)} ended whole, ${String(ends.nothing)} as before, 0 in between, seed ${SEED}`,
      );
    }),
);
