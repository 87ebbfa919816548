import { expect, test, type Page } from '@playwright/test';
import path from 'node:path';
import type { Portal } from '../portal/server.ts';
import { readPdf } from '../support/read-pdf.ts';
import {
  CITIZENS,
  enrol,
  openCounter,
  press,
  receive,
  startCounter,
  statusLine,
  type Counter,
} from './counter.ts';

let portal: Portal;
let portalUrl: string;
let office: Counter;
let centre: Counter;

test.beforeAll(async () => {
  const opened = await openCounter('HT', 1);
  ({ portal, portalUrl } = opened);
  office = opened.counter;
  centre = await startCounter({ portalUrl });
  await enrol(centre, 'TT', 1);
});
test.afterAll(async () => {
  await office.app.close();
  await centre.app.close();
  await portal.close();
});

const picture = (page: Page, name: string) =>
  page.screenshot({ path: path.resolve(import.meta.dirname, `../../out/handover/${name}.png`) });
const row = (page: Page, text: string | RegExp) => page.getByRole('option').filter({ hasText: text });

/** Asks the portal until what it has to tell is on the screen. */
async function syncUntil(page: Page, seen: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await press(page, 'F8', 'F5', 'F11');
    await seen();
  }).toPass({ timeout: 60_000 });
}

async function scan(page: Page, code: string, said: string): Promise<void> {
  await page.keyboard.type(code);
  await press(page, 'Enter');
  await expect(page.getByRole('status').filter({ hasText: said })).toBeVisible();
}

test('a batch of three goes offline; one is missing at the centre; the office sees it after a sync and settles it', async () => {
  const { page } = office;
  await office.app.setOffline(true);
  const codes: string[] = [];
  for (const citizen of CITIZENS) codes.push(await receive(page, citizen));
  const [first = '', second = '', third = ''] = codes;

  // Nothing leaves without a batch.
  await press(page, 'F3');
  await page.keyboard.type(first);
  await press(page, 'Enter');
  await expect(page.getByRole('toolbar', { name: 'Bước tiếp theo' })).toContainText(
    'Chuyển cơ quan: theo đợt bàn giao',
  );

  await press(page, 'F11');
  await expect(page.getByRole('heading', { name: 'Bàn giao' })).toBeVisible();
  await press(page, 'Alt+n');
  await expect(page.getByLabel('Quét hoặc gõ mã hồ sơ')).toBeFocused();
  await scan(page, first.toLowerCase(), 'Đã thêm');
  await scan(page, first, 'đã có trong bảng kê');
  await scan(page, '000.00.00.H49-220101-9999', 'Không có hồ sơ');
  // The second is picked from those that wait.
  await press(page, 'Alt+2');
  const waiting = page.getByRole('listbox');
  await expect(waiting).toBeFocused();
  await press(page, 'Home', 'ArrowDown', 'Space');
  await expect(page.getByTestId('batch-line')).toHaveCount(2);

  // Half a list is not lost when the app closes.
  await press(page, 'F2', 'F11');
  await expect(page.getByRole('heading', { name: 'Bàn giao' })).toBeVisible();
  await press(page, 'Alt+n');
  await expect(page.getByTestId('batch-line')).toHaveCount(2);
  await scan(page, third, 'Đã thêm');
  // One original more than the documents say: both numbers are kept.
  await press(page, 'Alt+3');
  await press(page, 'Control+A');
  await page.keyboard.type('7');
  await expect(page.getByTestId('batch-line').first()).toContainText('Theo giấy tờ đã kiểm');
  await picture(page, 'make');
  await press(page, 'Control+Enter');
  await expect(page.getByTestId('batch-number')).toHaveText(/^BG-HT-1-\d+$/u);
  await expect(page.getByRole('main')).toContainText('Bảng kê hai bản');
  await picture(page, 'sent');
  const number = (await page.getByTestId('batch-number').textContent()) ?? '';

  const paper = await readPdf(office.papers().at(-1) ?? '');
  expect(paper).toHaveLength(2);
  for (const text of [
    'BẢNG KÊ BÀN GIAO HỒ SƠ',
    number,
    ...codes,
    'Bản 1/2',
    'Bản 2/2',
    'BÊN NHẬN',
    '3 hồ sơ',
  ])
    expect(paper.join('').replace(/\s/gu, '')).toContain(text.replace(/\s/gu, ''));

  await office.app.setOffline(false);
  await expect(statusLine(page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });

  const there = centre.page;
  await syncUntil(there, () => expect(row(there, 'Chờ nhận ở đây')).toBeVisible({ timeout: 3000 }));
  await expect(row(there, number)).toContainText('từ Bưu điện Hà Tu');
  await press(there, 'Enter');
  await expect(there.getByLabel('Quét từng hồ sơ')).toBeFocused();
  await scan(there, first, `Có ${first}`);
  await scan(there, third, `Có ${third}`);
  await scan(there, '000.00.00.H49-220101-9999', 'không có trong bảng kê');
  await press(there, 'Control+Enter');
  // A difference without a word is not taken.
  await expect(there.getByRole('alert')).toContainText(second);
  await there.getByLabel(`Ghi chú chênh lệch ${second}`).focus();
  await there.keyboard.type('Không có trong túi');
  await picture(there, 'receive');
  await press(there, 'Control+Enter');
  await expect(there.getByTestId('batch-line').filter({ hasText: second })).toContainText('Thiếu');
  await picture(there, 'received');
  // The centre has the list and nothing else of the office's citizens.
  await press(there, 'F3');
  await there.keyboard.type('Nguyễn Văn Đạt');
  await expect(there.getByRole('option')).toHaveCount(0);
  await expect(statusLine(there)).toContainText('không có gì chờ gửi', { timeout: 60_000 });

  await syncUntil(page, () => expect(row(page, 'Có chênh lệch')).toBeVisible({ timeout: 3000 }));
  await picture(page, 'overview');
  await press(page, 'F3');
  await page.keyboard.type(second);
  await press(page, 'Enter');
  await expect(page.getByRole('main')).toContainText('báo thiếu hồ sơ này');
  await picture(page, 'dossier');
  await press(page, 'F11');
  await expect(page.getByRole('listbox')).toBeFocused();
  await press(page, 'Enter');
  await expect(page.getByTestId('batch-number')).toHaveText(number);
  await press(page, 'Alt+s');
  await expect(page.getByRole('form')).toContainText('Không có trong túi');
  await press(page, 'Control+Enter');
  await expect(page.getByRole('form')).toContainText('Ô này còn trống');
  await page.getByLabel('Giải trình').focus();
  await page.keyboard.type('Nằm trong túi của đợt trước');
  await picture(page, 'settle');
  await press(page, 'Control+Enter');
  await expect(page.getByRole('form')).toBeHidden();
  await expect(page.getByTestId('batch-line').filter({ hasText: second })).toContainText(
    'Đã tìm thấy, đủ: Nằm trong túi của đợt trước',
  );
  await picture(page, 'settled');
  await syncUntil(there, () => expect(row(there, number)).toContainText('Đã nhận', { timeout: 3000 }));
});

test('two counters list the same dossier offline: the portal refuses the later batch, and it is given up and made again without it', async () => {
  const { page } = office;
  const other = await startCounter({ portalUrl });
  await enrol(other, 'HT', 2);
  await press(page, 'Escape', 'F2');
  const both = await receive(page, CITIZENS[0]);
  await press(page, 'F2');
  const own = await receive(page, CITIZENS[1]);
  await expect(statusLine(page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  await expect(async () => {
    await press(other.page, 'F8', 'F5', 'F3');
    await other.page.keyboard.type(both);
    await press(other.page, 'Enter');
    await expect(other.page.getByRole('main')).toContainText(both, { timeout: 3000 });
  }).toPass({ timeout: 60_000 });
  await office.app.setOffline(true);
  const list = async (there: Page, codes: readonly string[]) => {
    await press(there, 'F11');
    await expect(there.getByRole('heading', { name: 'Bàn giao' })).toBeVisible();
    await press(there, 'Alt+n');
    await expect(there.getByLabel('Quét hoặc gõ mã hồ sơ')).toBeFocused();
    for (const code of codes) await scan(there, code, 'Đã thêm');
    await press(there, 'Control+Enter');
    await expect(there.getByTestId('batch-number')).toBeVisible();
    return (await there.getByTestId('batch-number').textContent()) ?? '';
  };
  const first = await list(other.page, [both]);
  await expect(statusLine(other.page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  const refused = await list(page, [both, own]);

  await office.app.setOffline(false);
  await expect(statusLine(page)).toContainText('mục cần xem', { timeout: 60_000 });
  await press(page, 'F11');
  await expect(row(page, refused)).toContainText('Cổng từ chối');
  await press(page, 'Enter');
  await expect(page.getByRole('alert')).toContainText(both);
  await picture(page, 'refused');
  await press(page, 'Alt+g');
  await expect(page.getByRole('form')).toContainText(both);
  await press(page, 'Control+Enter');
  await expect(page.getByRole('form')).toContainText('Ghi lý do');
  await page.keyboard.type('Quầy 2 đã giao');
  await picture(page, 'give-up');
  await press(page, 'Control+Enter');

  // The new list has what may still go, and nothing is left that needs the clerk.
  await expect(page.getByTestId('batch-line')).toHaveCount(1);
  await expect(page.getByTestId('batch-line')).toContainText(own);
  await press(page, 'Control+Enter');
  await expect(page.getByTestId('batch-number')).not.toHaveText(refused);
  await expect(statusLine(page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  await expect(statusLine(page)).not.toContainText('mục cần xem');
  await press(page, 'F11');
  await expect(row(page, refused)).toHaveCount(0);
  await syncUntil(page, () => expect(row(page, first)).toBeVisible({ timeout: 3000 }));
  await press(page, 'F3');
  await page.keyboard.type(both);
  await press(page, 'Enter');
  await expect(page.getByRole('group', { name: 'Diễn biến' })).toContainText(`${refused}: Quầy 2 đã giao`);
  await expect(page.getByRole('main')).toContainText(`theo đợt ${first}`);
  await other.app.close();
});
