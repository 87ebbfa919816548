import { expect, test, type Page } from '@playwright/test';
import path from 'node:path';
import { dongInWords } from '../../shared/domain/money.ts';
import type { Dossier } from '../../shared/domain/dossier/state.ts';
import { takingsOf } from '../../shared/domain/dossier/payments.ts';
import { foldStream } from '../../shared/domain/stream.ts';
import { foldTill } from '../../shared/domain/till/till.ts';
import { startReferenceProvider, type ReferenceProvider } from '../portal/e-receipts/reference-provider.ts';
import type { Portal } from '../portal/server.ts';
import { readPdf } from '../support/read-pdf.ts';
import {
  CITIZENS,
  fillReception,
  openCounter,
  press,
  saveAndPrint,
  statusLine,
  type Citizen,
  type Counter,
} from './counter.ts';

// One story: what one test leaves the next goes on with.
test.describe.configure({ mode: 'serial' });

let portal: Portal;
let counter: Counter;
let eReceipts: ReferenceProvider;
let page: Page;

test.beforeAll(async () => {
  eReceipts = await startReferenceProvider();
  ({ portal, counter } = await openCounter('HT', 1, { eReceipts: eReceipts.provider }));
  page = counter.page;
});
test.afterAll(async () => {
  await counter.app.close();
  await portal.close();
  await eReceipts.close();
});

const picture = (name: string) =>
  page.screenshot({ path: path.resolve(import.meta.dirname, `../../out/shift/${name}.png`) });
const form = () => page.getByRole('form');
const book = () => page.getByRole('listbox');
const cash = () => page.getByTestId('till-cash');

/** Takes the fee of the dossier on the screen, in the amount that stands there. */
async function payCash(): Promise<void> {
  await press(page, 'Control+U');
  await expect(page.getByLabel('Số tiền thu (đồng)')).toBeFocused();
  await press(page, 'Control+Enter');
  await expect(form()).toBeHidden();
}

/** Receives a dossier and opens it, its fee not paid; its result goes home when there is a street. */
async function receiveUnpaid(citizen: Citizen, street?: string): Promise<string> {
  await fillReception(page, { ...citizen, find: CITIZENS[0].find });
  if (street !== undefined) {
    await page.getByRole('radio', { name: 'Tại nhà' }).focus();
    await press(page, 'Space');
    const box = page.getByRole('group', { name: 'Địa chỉ trả kết quả' });
    await box.getByLabel('Số nhà, đường, thôn').focus();
    await page.keyboard.type(street);
    await press(page, 'Enter');
    await page.keyboard.type('gieng day');
    await expect(page.getByRole('option').first()).toContainText('Phường Việt Hưng');
    await press(page, 'ArrowDown', 'Enter');
  }
  const code = await saveAndPrint(page);
  await press(page, 'Control+O');
  await expect(page.getByTestId('stage')).toContainText('đã nhận');
  return code;
}

const dossierAtPortal = async (code: string) => {
  const found = (await portal.admin.dossiers('HT')).find(({ reception }) => reception?.code === code);
  if (!found) throw new Error('the portal does not have the dossier');
  return found;
};

/** Prints something and gives the text of the paper that came out. */
async function printed(print: () => Promise<void>): Promise<string> {
  const before = counter.papers().length;
  await print();
  await expect.poll(() => counter.papers().length).toBe(before + 1);
  await expect(page.getByText('Đã gửi tới máy in.')).toBeVisible();
  return (await readPdf(counter.papers().at(-1) ?? '')).join(' ').replaceAll('\u00A0', ' ');
}
/** Prints the newest receipt of the dossier on the screen. */
const printReceipt = () =>
  printed(async () => {
    await press(page, 'Alt+B');
    await expect(page.getByLabel('Biên lai', { exact: true })).toBeFocused();
    await press(page, 'Control+Enter');
    await expect(form()).toBeHidden();
  });

const dong = (amount: number) => amount.toLocaleString('de-DE');
let codes: readonly [string, string, string];
let due = 0;
let expected = 0;
const POSTAGE = 16_000;

test('offline: three receptions, one paid in cash, one by transfer, one with postage; and a refund', async () => {
  await counter.app.setOffline(true);
  await press(page, 'F7');
  await expect(page.getByRole('heading', { name: 'Quỹ' })).toBeVisible();
  await press(page, 'Alt+M');
  await expect(page.getByLabel('Số tờ 500.000 ₫')).toBeFocused();
  await page.keyboard.type('1');
  // The drawer was empty by the book: what lies in it must be explained.
  await press(page, 'Control+Enter');
  await expect(form()).toContainText('Số đếm được khác số phải có');
  await press(page, 'Tab', 'Space', 'Tab');
  await page.keyboard.type('Tiền lẻ đầu ca');
  await picture('opening');
  await press(page, 'Control+Enter');
  await expect(form()).toBeHidden();
  await expect(cash()).toHaveText('500.000 ₫');

  const first = await receiveUnpaid(CITIZENS[0]);
  await press(page, 'Control+U');
  // More than the tariff is refused, in words.
  await expect(page.getByLabel('Số tiền thu (đồng)')).toBeFocused();
  due = Number(await page.getByLabel('Số tiền thu (đồng)').inputValue());
  await press(page, 'Control+A');
  await page.keyboard.type(String(due + 1));
  await press(page, 'Control+Enter');
  await expect(form()).toContainText('Số tiền lớn hơn phí phải thu');
  await picture('above-tariff');
  await press(page, 'Escape');
  await payCash();
  const receipt = await printReceipt();
  expect(receipt).toContain('BIÊN LAI THU PHÍ, LỆ PHÍ');
  expect(receipt).toContain('HT-1/');
  expect(receipt).toContain('0000001');
  expect(receipt).toContain(`Bằng chữ: ${dongInWords(due)}.`);
  expect(receipt).not.toContain('BẢN SAO');
  expect(await printReceipt()).toContain('BẢN SAO – in lại lần 1');

  // More than was paid cannot be given back; a part of it can.
  await press(page, 'Alt+H');
  await expect(page.getByLabel('Số tiền hoàn (đồng)')).toBeFocused();
  await page.keyboard.type(String(due + 1));
  await page.getByLabel('Lý do').focus();
  await page.keyboard.type('Thu thừa');
  await press(page, 'Control+Enter');
  await expect(form()).toContainText('có thể hoàn');
  await picture('refund');
  await page.getByLabel('Số tiền hoàn (đồng)').focus();
  await press(page, 'Control+A');
  await page.keyboard.type('1000');
  await press(page, 'Control+Enter');
  await expect(form()).toBeHidden();

  const second = await receiveUnpaid(CITIZENS[1]);
  await press(page, 'Control+U');
  await expect(page.getByLabel('Số tiền thu (đồng)')).toBeFocused();
  await press(page, 'Tab', 'Tab', 'ArrowRight');
  await expect(form()).toContainText('TAI KHOAN MAU');
  await expect(form().locator('svg').first()).toBeVisible();
  await picture('transfer');
  await press(page, 'Control+Enter');
  await expect(form()).toBeHidden();

  const third = await receiveUnpaid(CITIZENS[2], 'Số 12, tổ 3, khu 4');
  await press(page, 'Alt+C');
  await expect(page.getByLabel('Khối lượng (g)')).toBeFocused();
  await page.keyboard.type('20');
  await expect(page.getByLabel('Số tiền cước (đồng)')).toHaveValue(String(POSTAGE));
  await picture('postage');
  await press(page, 'Control+Enter');
  await expect(form()).toBeHidden();
  const postage = await printReceipt();
  expect(postage).toContain('BIÊN NHẬN THU CƯỚC BƯU GỬI');
  expect(postage).toContain('Mười sáu nghìn đồng');
  expect(postage).toContain('0000003');
  codes = [first, second, third];
});

test('offline: the shift is closed 10,000 ₫ short, disputed, and its papers are printed', async () => {
  await press(page, 'F7');
  await expect(book().getByRole('option')).toHaveCount(5);
  await picture('till');
  expected = 500_000 + due - 1000 + POSTAGE;
  await expect(cash()).toHaveText(`${dong(expected)} ₫`);

  // 10,000 ₫ less is counted than should be there; nothing is at the portal yet.
  const counted = expected - 10_000;
  await press(page, 'Alt+C');
  await page.keyboard.type(String(Math.floor(counted / 500_000)));
  for (let i = 0; i < 8; i++) await press(page, 'Enter');
  await page.keyboard.type(String((counted % 500_000) / 1000));
  await press(page, 'Tab', 'ArrowRight', 'Tab');
  await page.keyboard.type('Không rõ vì sao thiếu');
  await press(page, 'Control+Enter');
  await expect(form()).toContainText('chưa gửi lên cổng');
  await picture('closing');
  await press(page, 'Space', 'Control+Enter');
  await expect(form()).toBeHidden();
  // The closed shift with every event behind it, and its papers.
  await expect(page.locator('dd', { hasText: 'lệch −10.000 ₫, không đồng ý' })).toBeVisible();
  await expect(book().getByRole('option')).toHaveCount(6);
  await picture('closed');
  const sheet = await printed(() => press(page, 'Alt+G'));
  expect(sheet).toContain('PHIẾU GIAO CA QUỸ');
  expect(sheet).toContain('KHÔNG ĐỒNG Ý nhận chênh lệch này: Không rõ vì sao thiếu');
  expect(sheet).toContain('−10.000 ₫');
  expect(sheet).toContain('từ 0000001 đến 0000003');
  const lines = await printed(() => press(page, 'Alt+I'));
  expect(lines).toContain('SỔ QUỸ TIỀN MẶT');
  for (const said of [...codes.map((code) => code.slice(-4)), 'Hoàn tiền: Thu thừa', 'Thu cước bưu gửi'])
    expect(lines).toContain(said);
  expect(await printed(() => press(page, 'Alt+G'))).toContain('BẢN SAO');

  // By the list of earlier shifts it is the same; the day's book goes to paper too.
  await press(page, 'Escape', 'Escape', 'Alt+K');
  await expect(page.getByRole('option')).toHaveCount(1);
  await picture('shifts');
  await press(page, 'Enter');
  await expect(book().getByRole('option')).toHaveCount(6);
  await press(page, 'Escape', 'Escape', 'Alt+I');
  await expect(page.getByLabel('Từ ngày')).toBeFocused();
  const day = await printed(() => press(page, 'Control+Enter'));
  expect(day).toContain('Số mục: 6');
});

test('online again, the portal has the money and the shift as the counter has them', async () => {
  await counter.app.setOffline(false);
  await expect(statusLine(page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  const [first, second, third] = await Promise.all(codes.map(dossierAtPortal));
  expect(takingsOf(first as Dossier)).toMatchObject([
    { what: 'fee', amount: due, method: 'cash', refunded: 1000, receipt: { number: 1 } },
  ]);
  expect(takingsOf(second as Dossier)).toMatchObject([
    { what: 'fee', amount: due, method: 'transfer', refunded: 0, receipt: { number: 2 } },
  ]);
  expect(takingsOf(third as Dossier)).toMatchObject([
    { what: 'postage', amount: POSTAGE, method: 'cash', grams: 20, receipt: { number: 3 } },
  ]);
  const events = await portal.admin.events('HT');
  const own = events.filter((event) => event.counter === 'HT-1').sort((a, b) => a.position - b.position);
  // The whole log of the till adds up there to what was counted here.
  expect(foldTill(own)).toMatchObject({ cash: expected - 10_000, missing: 0, shift: null });
  const shiftId = own.find(({ type }) => type === 'shiftClosed')?.dossierId;
  const shift = foldStream(own.filter(({ dossierId }) => dossierId === shiftId));
  expect(shift).toMatchObject({
    opened: { expected: 0, difference: { amount: 500_000, standing: 'explained' } },
    closed: { expected, difference: { amount: -10_000, standing: 'disputed' } },
    prints: [
      { kind: 'original', print: 1 },
      { kind: 'copy', print: 2 },
    ],
  });
});

test('the provider has an e-receipt of each, and the counter shows what each is looked up by', async () => {
  await expect.poll(() => eReceipts.issued().length).toBe(3);
  // The refund is told after the receipt it is of.
  await expect
    .poll(() => eReceipts.issued()[0]?.adjustments)
    .toMatchObject([{ what: 'reduced', amount: 1000, reason: 'Thu thừa' }]);
  const [, second, third] = eReceipts.issued();
  expect(second?.document).toMatchObject({ total: due, method: 'transfer', form: { kind: 'fee' } });
  expect(third?.document).toMatchObject({ total: POSTAGE, form: { kind: 'postage' } });
  // Pulled with the next round.
  await press(page, 'F8', 'F5');
  await press(page, 'F7');
  await expect(page.getByRole('heading', { name: 'Quỹ' })).toBeVisible();
  await press(page, 'Alt+K');
  await expect(page.getByRole('option')).toHaveCount(1);
  await press(page, 'Enter');
  for (const kept of eReceipts.issued())
    await expect(book()).toContainText(`tra cứu ${kept.lookupCode}`, { timeout: 60_000 });
  await picture('e-receipts');
  // From the book to the dossier of the postage, where it stands with its receipt.
  await press(page, 'ArrowDown', 'Enter');
  await expect(page.getByRole('heading', { level: 1, name: codes[2] })).toBeVisible();
  await expect(page.getByRole('group', { name: 'Thông tin' })).toContainText(
    `(cước) · tra cứu ${third?.lookupCode ?? ''}`,
  );
  await picture('dossier');
});
