import { expect, test, type Page } from '@playwright/test';
import { createPortal } from '../portal/server.ts';
import {
  CITIZENS,
  enrol,
  fillReception,
  press,
  saveAndPrint,
  signIn,
  startCounter,
  statusLine,
} from './counter.ts';
import { readPdf } from '../support/read-pdf.ts';
import { openStep, recordStep } from './steps.ts';

/** Friday morning before a swap day off (31 August), National Day (1 and 2 September) and a weekend in between. */
const FRIDAY = '2026-08-28T02:00:00.000Z';
const FRIDAY_AFTER = '2026-09-04T03:30:00.000Z';

/** The facts of the dossier on the screen. */
const facts = (page: Page) => page.getByRole('main');

test('offline: a supplement asked for before a holiday and brought two working days later moves the appointment by those two', async () => {
  let now = FRIDAY;
  const portal = await createPortal({ clock: () => now });
  const counter = await startCounter({ portalUrl: (await portal.listen()).url });
  const { page } = counter;
  const goTo = async (instant: string) => {
    now = instant;
    await page.clock.setFixedTime(instant);
  };
  // Before the first contact: the counter goes by the time the portal tells it.
  await goTo(FRIDAY);
  await enrol(counter, 'HT', 1);
  await counter.app.setOffline(true);

  // Three working days: Thursday, Friday and Monday are the first three that are worked.
  await fillReception(page, CITIZENS[1]);
  const code = await saveAndPrint(page);
  await press(page, 'Control+O');
  await expect(facts(page)).toContainText('07/09/2026');
  await openStep(page, 'Yêu cầu bổ sung');
  await page.getByRole('form').locator('table input').first().focus();
  await page.keyboard.type('1');
  await page.getByRole('form').getByLabel('Lý do').focus();
  await page.keyboard.type('Thông báo chưa ký');
  await recordStep(page, 'chờ bổ sung');

  await goTo(FRIDAY_AFTER);
  await openStep(page, 'Nhận bổ sung');
  await recordStep(page, 'đã nhận');
  await expect(facts(page)).toContainText('09/09/2026');
  await expect(page.getByRole('group', { name: 'Diễn biến' })).toContainText('07/09/2026');
  await page.screenshot({ path: 'out/life/holiday.png' });
  // The paper in the citizen's hand is out of date: the next one replaces it and names the new day.
  // Beside the receipt, the request for the supplement is a paper of its own.
  await expect.poll(() => counter.papers().length).toBe(2);
  await press(page, 'Control+P');
  await expect.poll(() => counter.papers().length).toBe(3);
  const [paper] = await readPdf(counter.papers().at(-1) ?? '');
  expect(paper).toContain('BẢN THAY THẾ');
  expect(paper).toMatch(/Thời gian trả kết quả[^:]*: 16 giờ 30 phút, ngày 09 tháng 9 năm 2026/u);

  // A week later the clerk has to sign in again: nothing is lost by it.
  await counter.app.setOffline(false);
  await expect(statusLine(page)).toContainText('Phiên đăng nhập đã hết', { timeout: 60_000 });
  await press(page, 'F10');
  await signIn(page);
  await expect(statusLine(page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  const known = (await portal.admin.dossiers('HT')).find(({ reception }) => reception?.code === code);
  expect(known?.reception?.at).toBe(FRIDAY);
  expect(known?.reception?.dueAt.slice(0, 10)).toBe('2026-09-09');
  expect(known?.life?.steps).toMatchObject([
    { type: 'supplementRequested', at: FRIDAY },
    { type: 'supplementReceived', at: FRIDAY_AFTER, data: { pausedDays: 2 } },
  ]);
  await counter.app.close();
  await portal.close();
});
