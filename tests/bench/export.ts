import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createPortal } from '../portal/server.ts';
import { press } from '../e2e/counter.ts';
import { exportPanel, filledCounter, openExport } from './filled-counter.ts';
import { oneValue, type Line } from './report.ts';
import { watchApp } from './watch-app.ts';

const ROWS = 20_000;
const MB = 1024 * 1024;
const MOST_MB = 300;
/** Milliseconds an export may take before it is given up. */
const LONGEST = 180_000;
const FORMATS = [
  ['Alt+E', '.xlsx'],
  ['Alt+C', '.csv'],
] as const;

/** Exports a list of 20,000 dossiers from the built app: how long, how often progress was shown, memory, and long tasks. */
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
      const seen = await watchApp({ page, userData: app.userData, status }, async () => {
        await press(page, keys);
        await status.getByText(ending).waitFor({ timeout: LONGEST });
      });
      const what = `${ending.slice(1)} export of a list of ${ROWS.toLocaleString('en')} dossiers`;
      lines.push(
        oneValue(`${what}: progress shown ${seen.told} times`, 'ms', seen.took, null),
        oneValue(
          `${what}: growth from ${(seen.before / MB).toFixed(0)} MB`,
          'MB',
          (seen.most - seen.before) / MB,
          MOST_MB,
        ),
        oneValue(`${what}: longest task of the page`, 'ms', seen.longest, 50),
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
