import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createPortal } from '../portal/server.ts';
import { press } from '../e2e/counter.ts';
import { memoryOf } from '../support/process-tree.ts';
import { exportPanel, filledCounter, openExport } from './filled-counter.ts';
import { spreadOf, type Line } from './report.ts';

const ROWS = 20_000;
const MB = 1024 * 1024;
const MOST_MB = 300;
const LOOK_MS = 100;
/** Milliseconds an export may take before it is given up. */
const LONGEST = 180_000;
const FORMATS = [
  ['Alt+E', '.xlsx'],
  ['Alt+C', '.csv'],
] as const;

interface Watched {
  readonly tasks: number[];
  readonly progress: string[];
}

/**
 * Exports a list of 20,000 dossiers from the built app: by how much its processes grow meanwhile (the largest PSS seen; the
 * main process, which on the stand-in is Node, left out), how often progress was shown, and the page's longest task.
 */
export async function exportLines(out: string): Promise<readonly Line[]> {
  const portal = await createPortal();
  const counter = await filledCounter((await portal.listen()).url, ROWS, out);
  const { app, page } = counter;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quay-bench-export-'));
  try {
    await openExport(counter, folder);
    const status = exportPanel(page).getByRole('status').last();
    const lines: Line[] = [];
    for (const [keys, ending] of FORMATS) {
      await status.evaluate((element) => {
        const watched: Watched = { tasks: [], progress: [] };
        new MutationObserver(() => watched.progress.push(element.textContent)).observe(element, {
          characterData: true,
          childList: true,
          subtree: true,
        });
        new PerformanceObserver((list) =>
          watched.tasks.push(...list.getEntries().map(({ duration }) => duration)),
        ).observe({ type: 'longtask' });
        Object.assign(globalThis, { watched });
      });
      const before = browserMemory(app.userData);
      let most = before;
      const looking = setInterval(() => (most = Math.max(most, browserMemory(app.userData))), LOOK_MS);
      const began = performance.now();
      await press(page, keys);
      try {
        await status.getByText(ending).waitFor({ timeout: LONGEST });
      } finally {
        clearInterval(looking);
      }
      const took = performance.now() - began;
      const { tasks, progress } = await page.evaluate(
        () => (globalThis as unknown as { watched: Watched }).watched,
      );
      const what = `${ending.slice(1)} export of a list of ${ROWS.toLocaleString('en')} dossiers`;
      const line = (
        rest: string,
        unit: Line['unit'],
        value: number,
        limit: number | null,
        target: string,
      ): Line => ({
        what: `${what}: ${rest}`,
        unit,
        raw: null,
        ours: spreadOf([value]),
        ratio: null,
        target,
        met: limit === null ? null : value <= limit,
      });
      lines.push(
        line(`time; progress shown ${progress.length} times`, 'ms', took, null, '–'),
        line(
          `growth from ${(before / MB).toFixed(0)} MB`,
          'MB',
          (most - before) / MB,
          MOST_MB,
          `≤ ${MOST_MB} MB`,
        ),
        line('longest task of the page', 'ms', Math.max(0, ...tasks), 50, '≤ 50 ms'),
      );
    }
    return lines;
  } finally {
    await app.close();
    await portal.close();
    rmSync(folder, { recursive: true, force: true });
    rmSync(app.userData, { recursive: true, force: true });
  }
}

function browserMemory(userData: string): number {
  return memoryOf(userData)
    .processes.filter(({ role }) => role !== 'main')
    .reduce((sum, { pss }) => sum + pss, 0);
}
