import { expect, test, type Page } from '@playwright/test';
import path from 'node:path';
import { takingsOf } from '../../shared/domain/dossier/payments.ts';
import type { Portal } from '../portal/server.ts';
import {
  CITIZENS,
  fillReception,
  openCounter,
  press,
  saveAndPrint,
  statusLine,
  type Counter,
} from './counter.ts';

let portal: Portal;
let counter: Counter;
let page: Page;

test.beforeAll(async () => {
  ({ portal, counter } = await openCounter('HT', 1));
  page = counter.page;
});
test.afterAll(async () => {
  await counter.app.close();
  await portal.close();
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

async function receiveUnpaid(citizen: (typeof CITIZENS)[number]): Promise<string> {
  await fillReception(page, citizen);
  const code = await saveAndPrint(page);
  await press(page, 'Control+O');
  await expect(page.getByTestId('stage')).toContainText('đã nhận');
  return code;
}

const atPortal = async (code: string) =>
  (await portal.admin.dossiers('HT')).find(({ reception }) => reception?.code === code);

test('offline: a shift with an opening count, fees, a refund, and a disputed difference at closing', async () => {
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

  const code = await receiveUnpaid(CITIZENS[0]);
  await press(page, 'Control+U');
  // More than the tariff is refused, in words.
  await expect(page.getByLabel('Số tiền thu (đồng)')).toBeFocused();
  const due = Number(await page.getByLabel('Số tiền thu (đồng)').inputValue());
  await press(page, 'Control+A');
  await page.keyboard.type(String(due + 1));
  await press(page, 'Control+Enter');
  await expect(form()).toContainText('Số tiền lớn hơn phí phải thu');
  await picture('above-tariff');
  await press(page, 'Escape');
  await payCash();

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

  await press(page, 'F7');
  await expect(book().getByRole('option')).toHaveCount(3);
  await picture('till');
  const expected = 500_000 + due - 1000;
  await expect(cash()).toHaveText(`${expected.toLocaleString('de-DE')} ₫`);

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
  await expect(page.getByText('lệch −10.000 ₫, không đồng ý')).toBeVisible();
  await picture('closed');

  await counter.app.setOffline(false);
  await expect(statusLine(page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  const dossier = await atPortal(code);
  if (!dossier) throw new Error('the portal does not have the dossier');
  expect(takingsOf(dossier)).toMatchObject([
    { what: 'fee', amount: due, refunded: 1000, receipt: { number: 1 } },
  ]);
});
