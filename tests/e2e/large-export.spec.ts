import { expect, test } from '@playwright/test';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { createPortal } from '../portal/server.ts';
import { exportPanel, filledCounter, openExport } from '../bench/filled-counter.ts';
import { press } from './counter.ts';

const ROWS = 3000;

test(`a list of ${String(ROWS)} overdue dossiers is exported with progress, and Escape ends it with nothing written`, async () => {
  test.setTimeout(300_000);
  const portal = await createPortal();
  const counter = await filledCounter((await portal.listen()).url, ROWS, path.resolve('out/bench/fill-e2e'));
  const { page, app } = counter;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'xuat-nhieu-'));
  try {
    await openExport(counter, folder);
    const status = exportPanel(page).getByRole('status').last();
    // Ended while the list is read: the panel stays, nothing is there.
    await press(page, 'Alt+E');
    await expect(page.getByRole('button', { name: 'Dừng xuất' })).toBeVisible();
    await press(page, 'Escape');
    await expect(status).toHaveText('Đã dừng xuất, chưa ghi tệp nào.');
    expect(readdirSync(folder)).toEqual([]);

    // Each text the status line shows is kept, so that a quick machine's progress is seen as well.
    await status.evaluate((element) => {
      const texts: string[] = [];
      new MutationObserver(() => texts.push(element.textContent)).observe(element, {
        characterData: true,
        childList: true,
        subtree: true,
      });
      Object.assign(globalThis, { shown: texts });
    });
    await press(page, 'Alt+E');
    await expect(status).toContainText('.xlsx', { timeout: 120_000 });
    const shown = await page.evaluate(() => (globalThis as unknown as { shown: string[] }).shown);
    expect(shown.some((text) => /\d+.*\/.*3[.,]?000/u.test(text))).toBe(true);
    await press(page, 'Alt+C');
    await expect(status).toContainText('.csv', { timeout: 120_000 });

    const [csv = '', xlsx = ''] = readdirSync(folder).sort();
    const lines = readFileSync(path.join(folder, csv), 'utf8').split('\r\n');
    expect(lines.filter((line) => line.startsWith('000.00.19.H49-'))).toHaveLength(ROWS);
    const parts = unzipSync(readFileSync(path.join(folder, xlsx)));
    const sheets = Object.keys(parts).filter((name) => name.startsWith('xl/worksheets/sheet'));
    const rows = sheets.map(
      (name) => strFromU8(parts[name] ?? new Uint8Array()).match(/<row /gu)?.length ?? 0,
    );
    expect(Math.max(...rows)).toBe(ROWS + 1);
  } finally {
    await app.close();
    await portal.close();
  }
});
