import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createPortal } from '../portal/server.ts';
import { CITIZENS, enrol, fillReception, press, saveAndPrint, startCounter } from '../e2e/counter.ts';
import { paperOf } from '../eval/papers.ts';
import { paperPage } from '../support/paper-page.ts';
import { oneValue, type Line } from './report.ts';
import { watchApp } from './watch-app.ts';

const PAGES = 40;
const MB = 1024 * 1024;
const MOST_MB = 500;
/** Milliseconds a step may take before it is given up. */
const LONGEST = 300_000;

/** Forty A4 pages at 200 dpi from the watched folder onto the table of the built app, saving stopped once, then kept as one PDF. */
export async function pagesLines(): Promise<readonly Line[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quay-bench-pages-'));
  for (let i = 0; i < PAGES; i++) {
    const file = path.join(folder, `trang-${String(i + 1).padStart(2, '0')}.jpg`);
    writeFileSync(file, paperPage(paperOf(i).lines, { dpi: 200 }).toBuffer('image/jpeg'));
    // Written a while ago: the scanner is done with it.
    utimesSync(file, Date.now() / 1000 - 100 + i, Date.now() / 1000 - 100 + i);
  }
  const portal = await createPortal();
  const counter = await startCounter({ portalUrl: (await portal.listen()).url });
  const { app, page } = counter;
  try {
    await enrol(counter, 'HT', 1);
    await fillReception(page, CITIZENS[0]);
    await saveAndPrint(page);
    await app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    }, folder);
    await press(page, 'Alt+U');
    const form = page.getByRole('form').filter({ has: page.getByTestId('pages-input') });
    await form.waitFor();
    const status = form.getByRole('status').last();
    const ready = page.getByTestId('page').and(page.locator('[data-state=ready]'));
    const parts = { page, userData: app.userData, status };
    const taken = await watchApp(parts, async () => {
      await press(page, 'Alt+O');
      await ready.nth(PAGES - 1).waitFor({ timeout: LONGEST });
    });
    // Stopped in the middle: every page is still on the table.
    await press(page, 'Control+Enter');
    await status.getByText(/\d/u).waitFor();
    await press(page, 'Escape');
    await status.getByText(/^$/u).waitFor({ state: 'attached' });
    if ((await page.getByTestId('page').count()) !== PAGES) throw new Error('pages were lost by stopping');
    const kept = await watchApp(parts, async () => {
      await press(page, 'Control+Enter');
      await form.waitFor({ state: 'detached', timeout: LONGEST });
    });
    const most = Math.max(taken.most, kept.most) - taken.before;
    return [
      oneValue(`${PAGES} pages taken onto the table`, 'ms', taken.took, null),
      oneValue(`${PAGES} pages taken: longest task of the page`, 'ms', taken.longest, 50),
      oneValue(`${PAGES} pages kept as one PDF; progress shown ${kept.told} times`, 'ms', kept.took, null),
      oneValue(`${PAGES} pages kept: longest task of the page`, 'ms', kept.longest, 50),
      oneValue(`${PAGES} pages: growth from ${(taken.before / MB).toFixed(0)} MB`, 'MB', most / MB, MOST_MB),
    ];
  } finally {
    await app.close();
    await portal.close();
    rmSync(folder, { recursive: true, force: true });
    rmSync(app.userData, { recursive: true, force: true });
  }
}
