/* The log of a counter held against what the portal witnessed, on the built app. */
import { expect, test, type Page } from '@playwright/test';
import { copyFileSync } from 'node:fs';
import { readPdf } from '../support/read-pdf.ts';
import { CITIZENS, openCounter, press, receive, statusLine } from './counter.ts';

/** Two rows of the log change places, past the app: as someone with the machine but without the keys could. */
async function swapRows(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(String(request.error)));
      });
    const database = await done(indexedDB.open('quay-mot-cua'));
    const store = database.transaction('events', 'readwrite').objectStore('events');
    const rows = await done(store.getAll() as IDBRequest<{ counter: string; payload: Uint8Array }[]>);
    const [first, second] = rows.filter(({ counter }) => counter === 'HT-1');
    if (!first || !second) throw new Error('no rows');
    await done(store.put({ ...first, payload: second.payload }));
    await done(store.put({ ...second, payload: first.payload }));
    database.close();
  });
}

test('a clerk checks the log against the portal; a row moved past the app is named', async () => {
  const { portal, counter } = await openCounter('HT', 1);
  const { app, page } = counter;
  await receive(page, CITIZENS[0]);
  await expect(statusLine(page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  await press(page, 'F10');
  const check = page.getByRole('button', { name: 'Kiểm tra sổ' });
  await check.press('Enter');
  await expect(page.getByText('Sổ nguyên vẹn')).toBeVisible();
  await expect(page.getByText(/Đã đối chiếu với [1-9]\d* mốc của cổng/u)).toBeVisible();
  await page.getByText('Sổ nguyên vẹn').scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'out/screens/verify-whole.png' });
  await swapRows(page);
  await check.press('Enter');
  await expect(page.getByText('Sổ không còn đúng như quầy đã ghi.')).toBeVisible();
  await expect(page.getByText(/Mục ở chỗ 1 của HT-1 .* không đứng đúng chỗ/u)).toBeVisible();
  await page.getByText('Sổ không còn đúng').scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'out/screens/verify-moved.png' });
  await app.close();
  await portal.close();
});

test('opening a dossier that went to another office is written down, once in a session, and the portal takes it', async () => {
  const { portal, counter } = await openCounter('HT', 2);
  const { app, page } = counter;
  const code = await receive(page, CITIZENS[0]);
  await expect(statusLine(page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  const [dossier] = await portal.admin.dossiers('HT');
  if (!dossier) throw new Error('no dossier');
  await portal.admin.moveDossier(dossier.id, 'GD');
  const story = page.getByRole('group', { name: 'Diễn biến' });
  const traces = story.getByText('Mở xem hồ sơ thuộc bưu điện khác.');
  const open = async () => {
    await press(page, 'F3');
    await page.getByRole('searchbox').or(page.getByRole('textbox')).first().fill(code);
    await page.getByRole('option').first().press('Enter');
    await expect(story).toBeVisible();
  };
  await expect(async () => {
    await press(page, 'F8', 'Control+Enter');
    await open();
    await expect(story).toContainText('chuyển sang điểm tiếp nhận khác', { timeout: 3000 });
  }).toPass({ timeout: 60_000 });
  await press(page, 'F2');
  await open();
  await expect(traces).toHaveCount(1);
  await page.screenshot({ path: 'out/screens/opened-elsewhere.png' });
  await press(page, 'F2');
  await open();
  await expect(traces).toHaveCount(1);
  await expect(statusLine(page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  const kept = (await portal.admin.events('HT')).filter(({ type }) => type === 'dossierOpened');
  expect(kept.map(({ data, by }) => [data, by.name])).toEqual([
    [{ why: 'other-office' }, 'Nguyễn Thị Hồng Nhung'],
  ]);
  await app.close();
  await portal.close();
});

test('a clerk sees and prints all that was done under their name on a day, with every change to the till', async () => {
  const { portal, counter } = await openCounter('HT', 3);
  const { app, page } = counter;
  const code = await receive(page, CITIZENS[0]);
  await press(page, 'F10', 'Alt+N');
  const list = page.getByRole('listbox', { name: 'Các mục đã ghi' });
  await expect(list.getByRole('option').filter({ hasText: 'Tiếp nhận hồ sơ' })).toContainText(code);
  const lines = await list.getByRole('option').count();
  await page.screenshot({ path: 'out/screens/acts.png' });
  const papers = counter.papers().length;
  await press(page, 'Alt+I');
  await expect(page.getByText('Đã in.')).toBeVisible();
  const paper = counter.papers()[papers] ?? '';
  const text = (await readPdf(paper)).join(' ');
  expect(text).toContain('CÁC VIỆC ĐÃ GHI TẠI QUẦY');
  expect(text).toContain(`Số mục: ${String(lines)}.`);
  expect(text).toContain('Tiếp nhận hồ sơ');
  expect(text).toContain('Nguyễn Thị Hồng Nhung');
  copyFileSync(paper, 'out/screens/acts.pdf');
  // The day before: nothing, and said so.
  await press(page, 'Alt+ArrowLeft');
  await expect(page.getByText('Ngày này không có mục nào.')).toBeVisible();
  await press(page, 'Escape');
  await expect(page.getByRole('heading', { name: 'Cài đặt' })).toBeVisible();
  await app.close();
  await portal.close();
});
