import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { placeOf, startCounter } from '../portal/client.ts';
import { createRandom } from '../portal/seed/random.ts';
import { createPortal, type Portal } from '../portal/server.ts';
import { killAfterFirstLine } from '../support/killed-child.ts';
import { killedUploads } from '../support/killed-uploads.ts';
import { SEED, seeded } from '../support/seed.ts';
import { filesBelow } from '../unit/electron/attachment-support.ts';
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
const UPLOAD_KILLS = Number(process.env['UPLOAD_KILLS'] ?? 5);
const CHUNK = 256 * 1024;
const script = (name: string) => path.join(import.meta.dirname, '../support', name);
let portal: Portal | null = null;
const folders: string[] = [];
const folder = () => {
  const made = newFolder();
  folders.push(made);
  return made;
};

afterAll(async () => {
  await closeJournals();
  await portal?.close();
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

it(
  `uploads cut by ${String(UPLOAD_KILLS)} SIGKILLs go on: every confirmed file ends whole here and once at the portal`,
  { timeout: 60_000 + UPLOAD_KILLS * 6000 },
  () =>
    seeded(FILE, { UPLOAD_KILLS: String(UPLOAD_KILLS) }, async () => {
      const random = createRandom(`${SEED}/upload`);
      const files = folder();
      portal = await createPortal({ filesDir: files, onBug: (error) => console.error(error) });
      const { url } = await portal.listen();
      const place = placeOf('HT');
      const { credentials, office } = await startCounter(url, place, 1, undefined, false);
      const all = { files: 0, bytes: 0, sent: 0 };
      let [kills, met, intakes, twice] = [0, 0, 0, 0];
      // A few fall between two files: they count as kills, and others make up for them.
      while (met < UPLOAD_KILLS) {
        const uploads = killedUploads(folder(), url, credentials);
        for (const last = kills + 10; kills < last && met < UPLOAD_KILLS; kills++) {
          const cut = await uploads.kill(1 + random.below(24), random.below(30), `${SEED}/${String(kills)}`);
          expect(cut.twice).toBeGreaterThanOrEqual(0);
          expect(cut.twice).toBeLessThanOrEqual(CHUNK);
          met += cut.upload ? 1 : 0;
          intakes += cut.intake ? 1 : 0;
          twice += cut.twice;
        }
        const end = await uploads.finish();
        all.files += end.files;
        all.bytes += end.bytes;
        all.sent += end.sent;
        expect(met).toBeGreaterThan(kills / 2);
      }
      expect(all.sent - all.bytes).toBe(twice);
      const below = (name: string) => filesBelow(path.join(files, name));
      expect(below(`offices/${office.id}`)).toHaveLength(all.files);
      expect(below('uploads')).toEqual([]);
      console.log(
        `FIGURE kills while uploading: ${String(kills)}, ${String(met)} cut an upload and ${String(intakes)} an intake; ${String(all.files)} files (${(all.bytes / 1024 / 1024).toFixed(0)} MB) whole here and once at the portal, 0 lost; ${(twice / CHUNK / kills).toFixed(2)} chunks a kill sent again, seed ${SEED}`,
      );
    }),
);
