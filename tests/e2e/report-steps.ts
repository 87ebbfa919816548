import { expect, type Page } from '@playwright/test';
import { press, statusLine, type Counter } from './counter.ts';

/** Sends and fetches at once; done when the status line says so. */
export async function sendNow(page: Page, status = 'đồng bộ lúc'): Promise<void> {
  await press(page, 'F8', 'F5');
  await expect(statusLine(page)).toContainText(status);
}

/**
 * Opens the report of a range by its key, and makes it again until so many received are shown, and a text: other offices
 * are fetched after the own one.
 */
export async function makeReport(page: Page, keys: string, received: number, text: RegExp): Promise<void> {
  await press(page, ...(keys === 'Enter' ? [] : ['F9']), keys);
  const number = page.getByRole('button', {
    name: `Tiếp nhận: ${String(received)}, mở danh sách hồ sơ`,
    exact: true,
  });
  await expect(async () => {
    await press(page, 'Alt+R');
    await expect(number.first()).toBeVisible({ timeout: 2000 });
    await expect(page.getByText(text)).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 60_000 });
}

/** Opens the report and types a day, as it is written on paper, as the first and the last; Enter then takes it. */
export async function chooseDay(page: Page, day: string): Promise<void> {
  await press(page, 'F9');
  for (const label of ['Từ ngày', 'Đến ngày']) {
    await page.getByLabel(label).focus();
    await press(page, 'Control+A');
    await page.keyboard.type(day);
  }
}

/** Exports the report on the screen three times, by keyboard alone, into a folder chosen in the system's dialog. */
export async function exportByKeys({ app, page }: Counter, folder: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, folder);
  await press(page, 'Alt+X', 'Alt+T');
  await expect(page.getByText(`Thư mục: ${folder}`)).toBeVisible();
  for (const [keys, ending] of [
    ['Alt+E', 'xlsx'],
    ['Alt+C', 'csv'],
    ['Alt+P', 'pdf'],
  ] as const) {
    await press(page, keys);
    await expect(page.getByText(new RegExp(`Đã ghi: .*\\.${ending}`, 'u'))).toBeVisible({ timeout: 60_000 });
  }
}
