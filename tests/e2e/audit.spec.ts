/* The log of a counter held against what the portal witnessed, on the built app. */
import { expect, test, type Page } from '@playwright/test';
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
