import { expect, test } from '@playwright/test';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startFaults } from '../support/faults/proxy.ts';
import { MOMENTS, startOfficeDay, type Moment } from '../support/office-day.ts';
import { readPdf } from '../support/read-pdf.ts';
import { CITIZENS, enrol, press, receive, signIn, startCounter, statusLine } from './counter.ts';
import { chooseDay, exportByKeys, makeReport, sendNow } from './report-steps.ts';

const PICTURES = 'out/screens';
const LANGUAGES = { en: 'English', fr: 'Français', vi: 'Tiếng Việt' } as const;
const TARGETS = { en: 'Targets by office', fr: 'Objectifs par bureau', vi: 'Chỉ tiêu theo đơn vị' } as const;
const WAIT = { timeout: 60_000 };

test('four offices work a day, one of them offline: the report waits for it, then is whole, ties and is exported', async () => {
  test.setTimeout(300_000);
  mkdirSync(PICTURES, { recursive: true });
  const day = await startOfficeDay();
  const line = await startFaults(day.url);
  const supervisor = await startCounter({ portalUrl: line.url });
  const vietHung = await startCounter({ portalUrl: day.url });
  const { page } = supervisor;
  const picture = (name: string) => page.screenshot({ path: `${PICTURES}/four-offices-${name}-vi.png` });
  const goTo = async (moment: Moment) => {
    day.goTo(moment);
    for (const each of [supervisor, vietHung]) await each.page.clock.setSystemTime(MOMENTS[moment]);
  };
  const reconciliation = page.getByRole('region', { name: 'Đối chiếu với cổng' });
  try {
    await goTo('opening');
    await enrol(vietHung, 'VH', 1);
    await enrol(supervisor, 'HT', 5, 'kiemsoat01');
    await vietHung.app.setOffline(true);
    await goTo('morning');
    let count = await day.work();
    for (const citizen of CITIZENS.slice(0, 2)) await receive(vietHung.page, citizen);
    await goTo('afternoon');
    // What the portal took and this machine could not fetch is listed dossier by dossier, until it comes by itself.
    const held = line.next({ kind: 'status', status: 500, operation: 'overseePull', times: 1000 });
    count += await day.work();
    await press(page, 'F9', 'Alt+1', 'Alt+D');
    const elsewhere = reconciliation.getByRole('option').filter({ hasText: 'Giếng Đáy' });
    await expect(elsewhere.first()).toContainText('Cổng đã có, máy này chưa lấy về.', WAIT);
    await expect(elsewhere.first()).toContainText(/H49-260916-\d+/u);
    await picture('differences');
    held.remove();
    await expect(async () => {
      await press(page, 'Alt+R');
      await expect(reconciliation.getByText('Khớp: từng hồ sơ')).toBeVisible({ timeout: 3000 });
    }).toPass(WAIT);
    const ended = await day.finish();

    // Before closing: three offices are in, of the fourth nothing was heard since the morning.
    await goTo('closing');
    await day.contact();
    await sendNow(page);
    await makeReport(page, 'Alt+1', count, /^Bưu điện Giếng Đáy: đủ đến 16:5\d$/u);
    await expect(page.getByText('Số tạm tính.')).toBeVisible();
    await expect(page.getByText(/Việt Hưng: đủ đến 07:35, chờ VH-1 \(liên lạc cuối 07:35\)/u)).toBeVisible();
    await picture('waiting');
    // What the fourth office did is at neither side: the numbers tie all the same.
    await press(page, 'Alt+D');
    await expect(reconciliation.getByText('Khớp: từng hồ sơ')).toBeVisible(WAIT);
    const row = reconciliation.getByRole('row', { name: /Giếng Đáy/u });
    await expect(row.getByRole('cell')).toHaveText(['8', '8', '1', '1', '7', '7', '0']);
    await picture('ties');

    // Without a connection it says what it cannot do, and what the numbers here rest on.
    await supervisor.app.setOffline(true);
    await sendNow(page, 'Mất kết nối');
    await press(page, 'F9', 'Alt+1', 'Alt+D');
    await expect(reconciliation.getByText('Không có kết nối: chưa đối chiếu được.')).toBeVisible(WAIT);
    await expect(reconciliation.getByText(/Bưu điện Việt Hưng đủ đến 07:35/u)).toBeVisible();
    await expect(row.getByRole('cell')).toHaveText(['8', '–', '1', '–', '7', '–', '–']);
    await picture('offline');

    // In the evening the fourth office is back and sends; the supervisor's machine has not fetched it yet.
    await goTo('evening');
    await vietHung.app.setOffline(false);
    await press(vietHung.page, 'F8', 'F5');
    await expect(statusLine(vietHung.page)).toContainText('không có gì chờ gửi', WAIT);
    await day.contact(true);
    await supervisor.app.setOffline(false);
    await sendNow(page);
    await makeReport(page, 'Alt+1', count + 2, /^Bưu điện Việt Hưng: đủ đến 18:3\d$/u);
    await expect(page.getByText(/chờ VH-1/u)).toBeHidden();
    // The day is not over, so the numbers can still change.
    await expect(page.getByText('Số tạm tính.')).toBeVisible();
    await picture('evening');

    // The morning after, once every counter was heard of: final, and the same at the portal.
    await goTo('nextMorning');
    await day.contact(true);
    for (const [each, who] of [
      [vietHung.page, 'giaodich01'],
      [page, 'kiemsoat01'],
    ] as const) {
      await press(each, 'F8', 'F5');
      await expect(statusLine(each)).toContainText('Phiên đăng nhập đã hết', WAIT);
      await press(each, 'F10');
      await signIn(each, who);
    }
    await sendNow(page);
    await chooseDay(page, '16/09/2026');
    await makeReport(page, 'Enter', count + 2, /Số liệu đã trọn kỳ\./u);
    const resolved = page.getByRole('button', { name: `Đã giải quyết: ${String(ended)}, mở` });
    await expect(resolved.first()).toBeVisible();
    await picture('final');
    await press(page, 'Alt+D');
    await expect(reconciliation.getByText('Khớp: từng hồ sơ')).toBeVisible(WAIT);

    await press(page, 'Alt+D');
    for (const [language, name] of Object.entries(LANGUAGES)) {
      await press(page, 'F10');
      await page.getByRole('radio', { name }).focus();
      await press(page, 'Space');
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await press(page, 'F9');
      await expect(page.getByRole('figure')).toBeVisible(WAIT);
      await page.screenshot({ path: `${PICTURES}/four-offices-whole-${language}.png` });
      await page.getByRole('region', { name: TARGETS[language as 'vi'] }).scrollIntoViewIfNeeded();
      await page.screenshot({ path: `${PICTURES}/four-offices-targets-${language}.png` });
    }

    await chooseDay(page, '16/09/2026');
    await makeReport(page, 'Enter', count + 2, /Số liệu đã trọn kỳ\./u);

    const folder = mkdtempSync(path.join(os.tmpdir(), 'bon-don-vi-'));
    await exportByKeys(supervisor, folder);
    const files = readdirSync(folder).sort();
    expect(files).toEqual(
      ['csv', 'pdf', 'xlsx'].map((ending) => `bao-cao-lien-don-vi-20260916-20260916.${ending}`),
    );
    const [csv = '', pdf = '', xlsx = ''] = files.map((name) => path.join(folder, name));
    const text = (await readPdf(pdf)).join(' ');
    expect(text).toContain('Số liệu đã trọn kỳ.');
    expect(text).toContain('Bưu điện Việt Hưng: đủ đến 07:3');
    expect(readFileSync(csv, 'utf8')).toContain('Số liệu đã trọn kỳ.');
    expect(readFileSync(csv, 'utf8')).toMatch(/Tổng cộng,18,/u);
    expect(readFileSync(xlsx).subarray(0, 2).toString()).toBe('PK');
  } finally {
    await supervisor.app.close();
    await vietHung.app.close();
    await line.close();
    await day.close();
  }
});
