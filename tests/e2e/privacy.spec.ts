/* Citizens' rights and the office's duties over their data, on the built app, by keyboard. */
import { expect, test } from '@playwright/test';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readPdf } from '../support/read-pdf.ts';
import { createPortal } from '../portal/server.ts';
import { CITIZENS, enrol, press, receive, startCounter, statusLine } from './counter.ts';

const YEAR_MS = 372 * 86_400_000;
const [citizen] = CITIZENS;

test('a citizen is given their data on paper; once its time is over a supervisor erases it, and the log stays whole', async () => {
  test.setTimeout(240_000);
  mkdirSync('out/screens', { recursive: true });
  const portal = await createPortal();
  const counter = await startCounter({ portalUrl: (await portal.listen()).url });
  const { app, page } = counter;
  const allSent = () => expect(statusLine(page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  const openPrivacy = async () => {
    await press(page, 'F10');
    await expect(page.getByRole('heading', { name: 'Cài đặt' })).toBeVisible();
    await press(page, 'Alt+D');
    await expect(page.getByRole('heading', { name: 'Dữ liệu cá nhân', exact: true })).toBeVisible();
  };
  await enrol(counter, 'HT', 1, 'kiemsoat01');
  const code = await receive(page, citizen);
  await allSent();
  const [dossier] = await portal.admin.dossiers('HT');
  if (!dossier) throw new Error('no dossier');

  await openPrivacy();
  await press(page, 'Alt+1');
  await page.keyboard.type('022090 123 457');
  await press(page, 'Enter');
  await expect(page.getByText('Tìm thấy 0 hồ sơ')).toBeVisible();
  await press(page, 'Control+A');
  await page.keyboard.type(citizen.number);
  await press(page, 'Enter');
  await expect(page.getByText('Tìm thấy 1 hồ sơ')).toBeVisible();
  // Somebody authorised must be named.
  await page.getByRole('radio', { name: 'Người được ủy quyền' }).press('Space');
  await press(page, 'Alt+I');
  await expect(page.getByLabel('Ai, theo giấy tờ nào')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Ai, theo giấy tờ nào').fill('Lê Văn Bình, giấy ủy quyền số 12');
  const papers = counter.papers().length;
  await press(page, 'Alt+I');
  await expect(page.getByText('Đã in. Việc cung cấp đã ghi vào hồ sơ.')).toBeVisible();
  await page.screenshot({ path: 'out/screens/privacy-given.png' });
  const paper = counter.papers()[papers] ?? '';
  copyFileSync(paper, 'out/screens/privacy-given.pdf');
  const text = (await readPdf(paper)).join(' ').replaceAll(/\s+/gu, ' ');
  for (const said of ['DỮ LIỆU CÁ NHÂN ĐANG LƯU', code, citizen.name, citizen.number, citizen.phone])
    expect(text).toContain(said);
  await allSent();
  await portal.admin.reportStep(dossier.id, {
    type: 'stopped',
    data: { ground: 'Điều 19', reason: 'Cơ quan dừng giải quyết' },
  });
  expect((await portal.admin.events('HT')).map(({ type }) => type)).toContain('personalDataGiven');
  const open = async () => {
    await press(page, 'F3');
    await page.getByRole('searchbox').or(page.getByRole('textbox')).first().fill(code);
    await page.getByRole('option').first().press('Enter');
  };
  await expect(async () => {
    await press(page, 'F8', 'Control+Enter');
    await open();
    await expect(page.getByText('Cơ quan dừng giải quyết').first()).toBeVisible({ timeout: 3000 });
  }).toPass({ timeout: 60_000 });

  await allSent();
  // A year on, without the connection.
  await app.setOffline(true);
  await page.clock.setFixedTime(Date.now() + YEAR_MS);
  await openPrivacy();
  await expect(async () => {
    await press(page, 'Alt+L');
    await expect(page.getByText('Có 1 hồ sơ hết hạn lưu.')).toBeVisible({ timeout: 3000 });
  }).toPass({ timeout: 60_000 });
  await expect(page.getByRole('listitem').filter({ hasText: code })).toBeVisible();
  await page.getByRole('checkbox').press('Space');
  await page.screenshot({ path: 'out/screens/privacy-retention.png' });
  await press(page, 'Alt+X');
  await expect(page.getByText('Đã xóa dữ liệu cá nhân của 1 hồ sơ.')).toBeVisible();

  // Found by its code still, and nobody in it.
  await open();
  await expect(page.getByText('Dữ liệu cá nhân đã xóa').first()).toBeVisible();
  const shown = (await page.locator('main').textContent()) ?? '';
  for (const gone of [citizen.name, citizen.number, citizen.phone, 'Lê Văn Bình'])
    expect(shown).not.toContain(gone);
  await page.screenshot({ path: 'out/screens/privacy-erased.png' });

  await press(page, 'F10');
  await page.getByRole('button', { name: 'Kiểm tra sổ' }).press('Enter');
  await expect(page.getByText('Sổ nguyên vẹn')).toBeVisible();

  // What went wrong is written down at once, offline too.
  await openPrivacy();
  await press(page, 'Alt+B');
  await expect(page.getByLabel('Loại sự cố')).toBeFocused();
  await page.getByLabel('Loại sự cố').selectOption('paper-lost');
  await press(page, 'Control+Enter');
  await expect(page.getByLabel('Số người liên quan')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Số người liên quan').fill('1');
  await page.getByLabel('Việc gì đã xảy ra').fill('Rơi một giấy biên nhận trên đường bàn giao.');
  await page.getByLabel('Đã làm gì ngay').fill('Đã quay lại tìm.');
  await press(page, 'Control+Enter');
  await expect(page.getByText('Đã ghi sự cố.')).toBeVisible();
  await expect(page.getByText(/Còn 7[12] giờ để báo/u)).toBeVisible();
  await page.getByRole('button', { name: 'Ghi thêm việc đã làm' }).press('Enter');
  await page.getByRole('textbox', { name: 'Việc đã làm' }).fill('Đã báo cơ quan bằng điện thoại.');
  await page.getByRole('checkbox', { name: 'Đã báo cơ quan chuyên trách' }).press('Space');
  await press(page, 'Control+Enter');
  await expect(page.getByText('Đã ghi thêm.')).toBeVisible();
  await expect(page.getByText('Đã báo cơ quan chuyên trách', { exact: true })).toBeVisible();
  const before = counter.papers().length;
  await page.getByRole('button', { name: 'In báo cáo' }).press('Enter');
  await expect(page.getByText('Đã in.', { exact: true })).toBeVisible();
  await page.screenshot({ path: 'out/screens/privacy-incident.png' });
  copyFileSync(counter.papers()[before] ?? '', 'out/screens/privacy-incident.pdf');
  await app.close();
  await portal.close();
});

test('a supervisor changes the data key: all is sealed anew beside the work, and the old key is gone', async () => {
  const portal = await createPortal();
  const portalUrl = (await portal.listen()).url;
  const first = await startCounter({ portalUrl });
  await enrol(first, 'HT', 2, 'kiemsoat01');
  const { userData } = first.app;
  const keyIds = () =>
    (
      JSON.parse(readFileSync(path.join(userData, 'keys.json'), 'utf8')) as { keys: { id: number }[] }
    ).keys.map(({ id }) => id);
  const code = await receive(first.page, citizen);
  const [before] = keyIds();
  await press(first.page, 'F10');
  await first.page.getByRole('button', { name: 'Đổi khóa dữ liệu' }).press('Enter');
  await expect(async () => {
    expect(keyIds()).toHaveLength(1);
    expect(keyIds()).not.toContain(before);
  }).toPass({ timeout: 60_000 });
  // Work goes on at once, and after a crash.
  const second = await receive(first.page, CITIZENS[1]);
  await first.app.kill();
  const again = await startCounter({ portalUrl, userData });
  await press(again.page, 'F4');
  for (const each of [code, second]) await expect(again.page.getByText(each)).toBeVisible();
  await press(again.page, 'F10');
  await again.page.getByRole('button', { name: 'Kiểm tra sổ' }).press('Enter');
  await expect(again.page.getByText('Sổ nguyên vẹn')).toBeVisible();
  await again.app.close();
  await portal.close();
});
