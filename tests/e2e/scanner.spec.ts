import { expect, test, type Page } from '@playwright/test';
import { mkdtempSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createPortal, type Portal } from '../portal/server.ts';
import { startEsclServer } from '../support/escl-server.ts';
import { paperPage } from '../support/paper-page.ts';
import { CITIZENS, enrol, fillReception, press, saveAndPrint, startCounter } from './counter.ts';

let portal: Portal;
let portalUrl: string;
test.beforeEach(async () => {
  portal = await createPortal();
  portalUrl = (await portal.listen()).url;
});
test.afterEach(() => portal.close());

const cards = (page: Page) => page.getByTestId('page');
const sheet = (text: string) =>
  paperPage(
    Array.from({ length: 12 }, () => ({ text })),
    { dpi: 75 },
  ).toBuffer('image/jpeg', 80);

test('a network scanner: set by its address, scans its feeder without a connection, and loses no page to a jam', async () => {
  test.setTimeout(120_000);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'máy-quét-'));
  const pages = ['Trang một', 'Trang hai', 'Trang ba'].map(sheet);
  const scanner = await startEsclServer({ pages, fault: { page: 2, kind: 'jam' }, notYet: 1 });
  const counter = await startCounter({ portalUrl });
  const { page } = counter;
  await enrol(counter, 'HT', 2);
  await counter.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, folder);
  await counter.app.setOffline(true);
  await press(page, 'F10', 'Alt+7');
  const address = page.getByLabel('Địa chỉ máy quét');
  await expect(address).toBeFocused();
  await page.keyboard.type('8.8.8.8');
  await press(page, 'Enter');
  await expect(page.getByText('nằm ngoài mạng của bưu điện')).toBeVisible();
  await press(page, 'Control+A');
  await page.keyboard.type(scanner.url.replace('http://', ''));
  await press(page, 'Enter');
  await expect(page.getByText('Máy quét mẫu 7 & 8')).toBeVisible();
  await page.screenshot({ path: 'out/screens/scanner-settings.png' });

  await press(page, 'F2');
  await fillReception(page, CITIZENS[0]);
  await saveAndPrint(page);
  await press(page, 'Alt+U');
  await expect(page.getByLabel('Trang mới thuộc giấy tờ')).toBeFocused();
  await press(page, 'Alt+O');
  await expect(page.getByText('Thư mục quét không có trang mới')).toBeVisible();
  await press(page, 'Alt+S');
  await expect(page.getByText('Kẹt giấy trong khay nạp')).toBeVisible();
  await expect(cards(page)).toHaveCount(2);
  await expect(cards(page).nth(1)).toHaveAttribute('data-state', 'ready');
  await page.screenshot({ path: 'out/screens/scanner-jam.png' });
  await press(page, 'Control+Enter');
  await expect(page.getByText('Đã lưu 1 giấy tờ')).toBeVisible({ timeout: 30_000 });
  expect(readdirSync(path.join(folder, 'da-luu'))).toHaveLength(2);
  await counter.app.close();
  await scanner.close();
});

test('a scan is stopped by Escape; the pages that came are on the table', async () => {
  test.setTimeout(120_000);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'máy-quét-'));
  const scanner = await startEsclServer({
    pages: ['một', 'hai'].map(sheet),
    beforePage: (number) => (number === 1 ? new Promise(() => undefined) : undefined),
  });
  const counter = await startCounter({ portalUrl });
  const { page } = counter;
  await enrol(counter, 'HT', 2);
  await counter.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, folder);
  await press(page, 'F10', 'Alt+7');
  await page.keyboard.type(scanner.url);
  await press(page, 'Enter');
  await expect(page.getByText('Máy quét mẫu 7 & 8')).toBeVisible();
  await press(page, 'F2');
  await fillReception(page, CITIZENS[0]);
  await saveAndPrint(page);
  await press(page, 'Alt+U');
  await expect(page.getByLabel('Trang mới thuộc giấy tờ')).toBeFocused();
  await press(page, 'Alt+O');
  await expect(page.getByText('Thư mục quét không có trang mới')).toBeVisible();
  await press(page, 'Alt+S');
  await expect(page.getByText('Đang quét, đã có 1 trang')).toBeVisible();
  await press(page, 'Escape');
  await expect(page.getByText('Đã dừng quét')).toBeVisible();
  await expect(cards(page)).toHaveCount(1);
  expect(scanner.busy()).toBe(false);
  await counter.app.close();
  await scanner.close();
});
