import { expect, test, type Page } from '@playwright/test';
import type { Portal } from '../portal/server.ts';
import { readPdf } from '../support/read-pdf.ts';
import {
  CITIZENS,
  fillReception,
  openCounter,
  press,
  receive,
  startCounter,
  statusLine,
  type Counter,
} from './counter.ts';
import { readRows } from './read-store.ts';

let portal: Portal;
let counter: Counter;
let page: Page;
let portalUrl: string;

test.beforeAll(async () => {
  ({ portal, portalUrl, counter } = await openCounter('GD', 2, { leaseSize: 4 }));
  page = counter.page;
});
test.afterAll(async () => {
  await counter.app.close();
  await portal.close();
});
test.beforeEach(async () => {
  await press(page, 'F2');
  // A screen that opens just now may not hear the key yet: it goes on with an earlier draft, and the key is pressed again.
  await expect(async () => {
    await press(page, 'Alt+N');
    await expect(page.getByText('Mở lại bản nháp')).toBeHidden({ timeout: 2000 });
    await expect(page.getByLabel('Họ và tên').first()).toHaveValue('', { timeout: 2000 });
  }).toPass({ timeout: 30_000 });
});

const LONG = 'Nguyễn '.repeat(1500).slice(0, 10_000);

/** What is put into a field, what the screen says when it is left, and what stands there then. */
const NONSENSE: readonly (readonly [string, string, string, RegExp, string?])[] = [
  ['a number with 11 digits', 'Số giấy tờ tùy thân', '02209012345', /chưa đủ hoặc thừa chữ số/u],
  ['a birth year in the future', 'Số giấy tờ tùy thân', '022299123456', /năm sinh 2099, chưa tới/u],
  ['a birth date in the future', 'Ngày sinh', '01/01/2099', /Ngày này chưa tới/u, '01/01/2099'],
  ['a day that does not exist', 'Ngày sinh', '31/02/1990', /Không có ngày này/u, '31/02/1990'],
  ['a name of 10,000 characters', 'Họ và tên', LONG, /Tối đa 200 ký tự/u],
  ['emoji', 'Họ và tên', 'Nguyễn 😀 Đạt', /ký tự lạ/u, 'Nguyễn 😀 Đạt'],
  ['digits in a name', 'Họ và tên', 'N9uyễn', /ký tự lạ/u, 'N9uyễn'],
  ['letters in a phone number', 'Số điện thoại', 'không nhớ', /Số điện thoại chưa đúng/u, 'không nhớ'],
  ['half an e-mail address', 'Thư điện tử', 'ten@', /thư điện tử chưa đúng/u, 'ten@'],
];

for (const [name, label, text, words, left] of NONSENSE)
  test(`${name}: says what to do and keeps what was typed`, async () => {
    const field = page.getByLabel(label).first();
    await field.fill(text);
    await press(page, 'Tab');
    await expect(page.getByText(words).first()).toBeVisible();
    if (left !== undefined) await expect(field).toHaveValue(left);
    expect((await field.inputValue()).length).toBeGreaterThan(0);
  });

test('control and direction characters are taken out, visibly; NFD becomes NFC; a pasted table one line', async () => {
  const field = page.getByLabel('Họ và tên').first();
  await field.fill('Nguyễn\u202E Văn\u0007 \u200BĐạt'.normalize('NFD'));
  await press(page, 'Tab');
  await expect(field).toHaveValue('Nguyễn Văn Đạt'.normalize('NFC'));
  await expect(page.getByText('Đã bỏ ký tự không nhìn thấy được')).toBeVisible();
  await field.fill('Trần\tThị\tBích   Ngọc');
  await press(page, 'Tab');
  await expect(field).toHaveValue('Trần Thị Bích Ngọc');
});

test('home delivery without an address is not saved and the field is shown', async () => {
  await fillReception(page, CITIZENS[1]);
  await press(page, 'Alt+4');
  await page.getByRole('radio', { name: 'Tại nhà, qua bưu điện' }).focus();
  await press(page, 'Space', 'Control+Enter');
  await expect(page.getByText(/Trả kết quả tại nhà cần địa chỉ|Ô này còn trống/u).first()).toBeVisible();
  await expect(page.getByTestId('dossier-code')).toBeHidden();
});

test('a draft of nonsense survives a kill, byte for byte', async () => {
  const text = `${LONG.slice(0, 500)}😀 \u202Eعربى e\u0301`;
  await page.getByRole('textbox', { name: 'Ghi chú' }).fill(text);
  await expect
    .poll(async () => JSON.stringify(await readRows(page, 'drafts')))
    .toContain(JSON.stringify(text).slice(1, -1));
  const { userData } = counter.app;
  await counter.app.kill();
  counter = await startCounter({ portalUrl: portalUrl, userData });
  page = counter.page;
  await press(page, 'F2');
  await expect(page.getByRole('textbox', { name: 'Ghi chú' })).toHaveValue(text);
});

test('a procedure withdrawn while its draft is open is explained, and nothing typed is lost', async () => {
  await fillReception(page, CITIZENS[0]);
  await portal.admin.withdrawProcedure('2.000815', '2022-01-01');
  await press(page, 'F8');
  await page
    .getByRole('button', { name: /Gửi ngay|Gửi/u })
    .first()
    .click();
  await press(page, 'F2');
  await expect(page.getByText(/Thủ tục 2\.000815 hết hiệu lực từ/u)).toBeVisible({ timeout: 40_000 });
  await press(page, 'Control+Enter');
  await expect(page.getByTestId('dossier-code')).toBeHidden();
  await expect(page.getByLabel('Họ và tên').first()).toHaveValue(CITIZENS[0].name);
});

test('without numbers left the code is provisional, on screen and on paper, and gets its final one linked', async () => {
  await counter.app.setOffline(true);
  let code = '';
  for (let i = 0; i < 20 && !code.startsWith('TAM-'); i++) {
    await press(page, 'F2', 'Alt+N');
    code = await receive(page, CITIZENS[1]);
  }
  expect(code).toMatch(/^TAM-GD-2-\d{6}-001$/u);
  const [text = ''] = await readPdf(counter.papers().at(-1) ?? '');
  expect(text).toContain(code);
  expect(text).toContain('MÃ TẠM');
  await press(page, 'F2');
  await expect(page.getByText('Quầy đã hết mã hồ sơ')).toBeVisible();
  await counter.app.setOffline(false);
  await expect(statusLine(page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  await press(page, 'F3');
  await page.keyboard.type(code);
  await press(page, 'Enter');
  await expect(page.getByRole('main')).toContainText(code);
  const linked = (await portal.admin.dossiers('GD')).find(({ reception }) => reception?.code === code)
    ?.acceptance?.linkedCode;
  expect(linked).toMatch(/^000\./u);
  await expect(page.getByRole('main')).toContainText(linked ?? '');
});

test('two presses of the save key make one dossier', async () => {
  const before = (await portal.admin.dossiers('GD')).length;
  await fillReception(page, CITIZENS[2]);
  await page.keyboard.down('Control');
  await press(page, 'Enter', 'Enter');
  await expect(page.getByTestId('dossier-code')).toBeVisible();
  // Pressed once more, too late: the code stays to be read, no new form is begun.
  await press(page, 'Enter');
  await page.keyboard.up('Control');
  await expect(page.getByTestId('dossier-code')).toBeVisible();
  const counted = async () => (await portal.admin.dossiers('GD')).length;
  await expect.poll(counted).toBe(before + 1);
  // A second one would be in the outbox by now or at the portal.
  await expect(statusLine(page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  expect(await counted()).toBe(before + 1);
});
