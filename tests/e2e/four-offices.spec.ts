import { expect, test, type Page } from '@playwright/test';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { MOMENTS, startOfficeDay, type Moment } from '../support/office-day.ts';
import { readPdf } from '../support/read-pdf.ts';
import { CITIZENS, enrol, press, receive, signIn, startCounter, statusLine } from './counter.ts';

const PICTURES = 'out/screens';
const WAIT = { timeout: 60_000 };

/** The received number of the report on the screen. */
const received = (page: Page, count: number) =>
  page.getByRole('button', { name: `Tiếp nhận: ${String(count)}, mở danh sách hồ sơ`, exact: true }).first();

/** Sends and fetches at once, then makes the report of today until it shows a number. */
async function reportToday(page: Page, count: number): Promise<void> {
  await press(page, 'F8', 'F5');
  await press(page, 'F9', 'Alt+1');
  await expect(async () => {
    await press(page, 'Alt+R');
    await expect(received(page, count)).toBeVisible({ timeout: 3000 });
  }).toPass({ timeout: 20_000 });
}

test('four offices work a day, one without a connection: the supervisor’s report waits for it, then is whole', async () => {
  test.setTimeout(300_000);
  mkdirSync(PICTURES, { recursive: true });
  const day = await startOfficeDay();
  const supervisor = await startCounter({ portalUrl: day.url });
  const vietHung = await startCounter({ portalUrl: day.url });
  const { page } = supervisor;
  const goTo = async (moment: Moment) => {
    day.goTo(moment);
    for (const each of [supervisor, vietHung]) await each.page.clock.setSystemTime(MOMENTS[moment]);
  };
  try {
    await goTo('opening');
    await enrol(vietHung, 'VH', 1);
    await enrol(supervisor, 'HT', 5, 'kiemsoat01');
    await vietHung.app.setOffline(true);
    await goTo('morning');
    let count = await day.work();
    for (const citizen of CITIZENS.slice(0, 2)) await receive(vietHung.page, citizen);
    await goTo('afternoon');
    count += await day.work();
    await day.finish();

    // Before closing: three offices are in, of the fourth nothing was heard since the morning.
    await goTo('closing');
    await day.contact();
    await reportToday(page, count);
    await expect(page.getByText('Số tạm tính.')).toBeVisible();
    await expect(page.getByText(/Bưu điện Việt Hưng: chờ VH-1 \(liên lạc cuối 07:35/u)).toBeVisible(WAIT);
    await page.screenshot({ path: `${PICTURES}/four-offices-waiting-vi.png` });
  } catch (error) {
    await page.screenshot({ path: '/tmp/six-fail.png' });
    throw error;
  } finally {
    await supervisor.app.close();
    await vietHung.app.close();
    await day.close();
  }
});
