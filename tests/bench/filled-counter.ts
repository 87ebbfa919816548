import type { Page } from 'playwright-core';
import { enrol, press, startCounter, type Counter } from '../e2e/counter.ts';
import { callInPage } from '../support/call-in-page.ts';
import { buildScript } from './bundle.ts';
import type { Filling } from './page/fill-app.ts';

/** A counter of Hà Tu at work (number 9; the dossiers are number 1's) with `rows` dossiers overdue for months. */
export async function filledCounter(portalUrl: string, rows: number, out: string): Promise<Counter> {
  const counter = await startCounter({ portalUrl });
  const { page } = counter;
  await enrol(counter, 'HT', 9);
  await page.evaluate(await buildScript('fill-app', out));
  await callInPage<Filling, 'addDossiers'>(page, 'filling', 'addDossiers', rows);
  await page.reload();
  await page.locator('nav').waitFor();
  return counter;
}

/** Opens this month's report with its export panel, exporting into a folder. */
export async function openExport({ app, page }: Counter, folder: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, folder);
  await press(page, 'F9');
  await page.getByRole('figure').waitFor();
  await press(page, 'Alt+X', 'Alt+T');
  await exportPanel(page).getByText(folder).waitFor();
}

export const exportPanel = (page: Page) => page.getByRole('region', { name: 'Xuất', exact: true });
