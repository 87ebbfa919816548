import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { cpSync, mkdtempSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DEMO_PASSWORD, ENROLMENT_CODES } from '../portal/seed/accounts.ts';
import { createPortal, type Portal } from '../portal/server.ts';
import {
  choosePinIfAsked,
  CITIZENS,
  dismissNotReal,
  enrol,
  fillReception,
  press,
  receive,
  saveAndPrint,
  startCounter,
  statusLine,
  type Counter,
} from './counter.ts';
import { readStore } from './read-store.ts';

const PASSPHRASE = 'bốn từ dễ nhớ nhất';

let portal: Portal;
let portalUrl: string;
test.beforeEach(async () => {
  portal = await createPortal();
  portalUrl = (await portal.listen()).url;
});
test.afterEach(() => portal.close());

/** The system's dialog answers with a path from now on. */
async function answerDialog({ app }: Counter, answer: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, answer);
}

async function pressButton(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).focus();
  await press(page, 'Enter');
}

async function typeInto(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).focus();
  await page.keyboard.insertText(text);
}

async function backUp(counter: Counter, folder: string): Promise<string> {
  const { page } = counter;
  await press(page, 'F10');
  await typeInto(page, 'Cụm mật khẩu của bản sao lưu', PASSPHRASE);
  await typeInto(page, 'Nhập lại cụm mật khẩu', PASSPHRASE);
  await pressButton(page, 'Đặt cụm mật khẩu');
  await answerDialog(counter, folder);
  await pressButton(page, 'Chọn thư mục hoặc USB');
  await expect(page.getByText(folder)).toBeVisible();
  await pressButton(page, 'Sao lưu ngay');
  await expect(page.getByText('đã kiểm tra')).toBeVisible();
  const [file] = readdirSync(folder);
  expect(readdirSync(folder)).toEqual([expect.stringMatching(/^quay-mot-cua-HT-2-\d{8}-\d{4}\.backup$/u)]);
  return path.join(folder, file ?? '');
}

async function takeOver(page: Page): Promise<void> {
  await typeInto(page, 'Mã đăng ký để tiếp quản', ENROLMENT_CODES.HT);
  await pressButton(page, 'Tiếp quản quầy này');
  await typeInto(page, 'Tên đăng nhập', 'giaodich01');
  await typeInto(page, 'Mật khẩu', DEMO_PASSWORD);
  await pressButton(page, 'Đăng nhập');
  await choosePinIfAsked(page);
  await expect(statusLine(page)).toContainText('đồng bộ lúc');
}

async function codesIn(page: Page): Promise<readonly string[]> {
  return (await readStore(page)).dossiers
    .map(({ payload }) => (payload as { reception: { code: string } | null }).reception?.code ?? '')
    .sort();
}

const codesAtPortal = async () =>
  (await portal.admin.dossiers('HT')).map(({ reception }) => reception?.code ?? '').sort();

test('a counter goes on from its backup on a new machine, and the old one hands over what it had', async () => {
  test.setTimeout(300_000);
  const old = await startCounter({ portalUrl });
  await enrol(old, 'HT', 2);
  const codes = [await receive(old.page, CITIZENS[0])];
  await expect(statusLine(old.page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  await fillReception(old.page, CITIZENS[1]);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quay-mot-cua-usb-'));
  const file = await backUp(old, folder);
  await old.page.screenshot({ path: 'out/backup/settings.png' });
  const { violations } = await new AxeBuilder({ page: old.page }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${String(nodes.length)}`)).toEqual([]);
  // Beyond the backup, and never sent: only this machine has it.
  await old.app.setOffline(true);
  codes.push(await receive(old.page, CITIZENS[2]));
  await old.app.kill();

  const fresh = await startCounter({ portalUrl });
  const { page } = fresh;
  await dismissNotReal(page);
  await answerDialog(fresh, file);
  await pressButton(page, 'Chọn tệp sao lưu');
  await typeInto(page, 'Cụm mật khẩu của bản sao lưu', 'không phải cụm này');
  await press(page, 'Enter');
  await expect(page.getByText('Cụm mật khẩu không mở được bản sao lưu này')).toBeVisible();
  await page.screenshot({ path: 'out/backup/restore.png' });
  await page.getByLabel('Cụm mật khẩu của bản sao lưu').selectText();
  await typeInto(page, 'Cụm mật khẩu của bản sao lưu', PASSPHRASE);
  await press(page, 'Enter');
  const recovery = page.getByTestId('recovery');
  await expect(recovery.getByRole('button')).toBeFocused();
  await press(page, 'Enter');
  await expect(recovery).toBeHidden();
  await expect(page.getByText('Dữ liệu này là bản sao của quầy HT-2')).toBeVisible();
  await page.screenshot({ path: 'out/backup/take-over.png' });
  await takeOver(page);
  // What was being typed at the old counter came along, and becomes the next dossier.
  await press(page, 'F2');
  await expect(page.getByLabel('Họ và tên')).toHaveValue(CITIZENS[1].name);
  codes.push(await saveAndPrint(page));
  await press(page, 'Enter');
  await expect(statusLine(page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });

  const back = await startCounter({ portalUrl, userData: old.app.userData });
  await dismissNotReal(back.page);
  await expect(back.page.getByText('Quầy này đã chuyển sang máy khác').first()).toBeVisible({
    timeout: 60_000,
  });
  await press(back.page, 'F10');
  await back.page.screenshot({ path: 'out/backup/moved.png' });
  await pressButton(back.page, 'Bàn giao phần chưa gửi');
  await expect(back.page.getByText('Đã bàn giao hết.')).toBeVisible();
  await back.app.close();

  await press(page, 'F8');
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  expect(await portal.admin.refused('HT-2')).toEqual([]);
  expect(await codesAtPortal()).toEqual([...codes].sort());
  await expect.poll(() => codesIn(page), { timeout: 60_000 }).toEqual([...codes].sort());
  expect(new Set(codes).size).toBe(3);
  await fresh.app.close();
});

test('a copied profile gives no code until it takes the counter over', async () => {
  test.setTimeout(180_000);
  const first = await startCounter({ portalUrl });
  await enrol(first, 'HT', 3);
  await receive(first.page, CITIZENS[0]);
  await first.app.close();
  const copy = path.join(mkdtempSync(path.join(os.tmpdir(), 'quay-mot-cua-copy-')), 'profile');
  cpSync(first.app.userData, copy, { recursive: true });
  const second = await startCounter({ portalUrl, userData: copy });
  await dismissNotReal(second.page);
  await expect(second.page.getByText('Dữ liệu này là bản sao của quầy HT-3')).toBeVisible();
  await press(second.page, 'F2');
  await expect(second.page.getByText('Dữ liệu trên máy này là bản sao của một quầy')).toBeVisible();
  await press(second.page, 'Control+Enter');
  expect((await readStore(second.page)).dossiers.length).toBe(1);
  await second.app.close();
});
