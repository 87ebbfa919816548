import { expect, test, type Page } from '@playwright/test';
import path from 'node:path';
import type { Portal } from '../portal/server.ts';
import { stageOf } from '../../shared/domain/dossier/state.ts';
import {
  CITIZENS,
  fillReception,
  openCounter,
  press,
  saveAndPrint,
  statusLine,
  type Counter,
} from './counter.ts';
import { openStep, recordStep } from './steps.ts';

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
  page.screenshot({ path: path.resolve(import.meta.dirname, `../../out/life/${name}.png`) });
const stage = () => page.getByTestId('stage');
const timeline = () => page.getByRole('group', { name: 'Diễn biến' });

const open = (name: string) => openStep(page, name);
const record = (leadsTo: string) => recordStep(page, leadsTo);

async function received(citizen: (typeof CITIZENS)[number]): Promise<string> {
  await fillReception(page, citizen);
  const code = await saveAndPrint(page);
  await press(page, 'Control+O');
  await expect(stage()).toContainText('đã nhận');
  return code;
}

/** Takes the fee by transfer: the QR is there before, the payment in the timeline after. */
async function payByTransfer(code: string): Promise<void> {
  await press(page, 'Control+U');
  const form = page.getByRole('form');
  await form.getByRole('radio', { name: 'Chuyển khoản' }).focus();
  await press(page, 'Space');
  // The account of the sample catalogue, whole đồng, and the code as the purpose.
  await expect(form.getByRole('img')).toHaveAccessibleName(
    /^Mã QR 000201.*A000000727.*5303704.*6304[0-9A-F]{4}$/u,
  );
  await expect(form).toContainText(code);
  await picture('transfer');
  await press(page, 'Control+Enter');
  await expect(form).toBeHidden();
  await expect(timeline()).toContainText('chuyển khoản');
}

const atPortal = async (code: string) =>
  (await portal.admin.dossiers('HT')).find(({ reception }) => reception?.code === code);

test('offline: a supplement asked for and brought, and a proxy takes the result, once', async () => {
  await counter.app.setOffline(true);
  const code = await received(CITIZENS[0]);

  await open('Yêu cầu bổ sung');
  await press(page, 'Control+Enter');
  // Nothing asked for yet, and no reason: said, and nothing lost.
  await expect(page.getByRole('form')).toContainText('Chưa có giấy tờ nào cần bổ sung');
  await page.getByRole('form').locator('table input').first().focus();
  await page.keyboard.type('1');
  await page.getByRole('form').getByLabel('Lý do').focus();
  await page.keyboard.type('Bản nộp không có chữ ký');
  await picture('supplement');
  await record('chờ bổ sung');
  await expect(page.getByRole('toolbar', { name: 'Bước tiếp theo' })).not.toContainText('Chuyển cơ quan');

  await open('Nhận bổ sung');
  await picture('brought');
  await record('đã nhận');
  await expect(page.getByRole('main')).toContainText('Giấy biên nhận đã in không còn đúng');

  await open('Có kết quả');
  await page.keyboard.type('22H8001234');
  await record('chờ trả');

  await open('Trả kết quả');
  await expect(page.getByRole('form')).toContainText('2.000 ₫ chưa thu');
  await page.getByRole('radio', { name: 'Người được ủy quyền' }).focus();
  await press(page, 'Space');
  await page.getByLabel('Họ tên người nhận').focus();
  await page.keyboard.type('Trần Thị Bích Ngọc');
  await page.getByLabel('Số giấy tờ', { exact: true }).focus();
  await page.keyboard.type('022301012345');
  await page.getByLabel('Căn cứ nhận thay').focus();
  await page.keyboard.type('Giấy ủy quyền số 15/2022 ngày 10/08/2022');
  await press(page, 'Control+Enter');
  await expect(page.getByRole('form')).toContainText('Xem giấy tờ tùy thân của người nhận');
  await page.getByRole('checkbox', { name: 'Đã xem giấy tờ' }).focus();
  await press(page, 'Space');
  await picture('proxy');
  await record('đã trả kết quả');
  await expect(timeline()).toContainText('Trần Thị Bích Ngọc, 022301012345 nhận thay');
  await picture('handed-over');
  // There is no second time, on the screen or by its key.
  await expect(page.getByRole('toolbar', { name: 'Bước tiếp theo' }).getByRole('button')).toHaveCount(0);

  await counter.app.setOffline(false);
  await expect(statusLine(page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  const known = await atPortal(code);
  expect(known && stageOf(known)).toBe('handed-over');
  expect(known?.life?.steps.map(({ type }) => type)).toEqual([
    'supplementRequested',
    'supplementReceived',
    'resultReady',
    'resultHandedOver',
  ]);

  // What was not paid then can still be.
  await payByTransfer(code);
});

test('a result is posted, its delivery fails as the portal reports, comes back and is handed over; a wrong item digit is noticed', async () => {
  const code = await received(CITIZENS[1]);
  await open('Có kết quả');
  await record('chờ trả');
  await open('Gửi bưu điện');
  await page.keyboard.type('RA473124828VN');
  for (const [label, text] of [
    ['Số nhà, đường, thôn', 'Số 12, tổ 3, khu 4'],
    ['Phường, xã', 'Phường Hà Tu'],
    ['Tỉnh, thành phố', 'Quảng Ninh'],
  ] as const) {
    await page.getByRole('form').getByLabel(label, { exact: true }).focus();
    await press(page, 'Control+A');
    await page.keyboard.type(text);
  }
  await press(page, 'Control+Enter');
  await expect(page.getByRole('form')).toContainText(
    'Ký tự thứ 11 (số kiểm tra) là 8, nhưng tám số 47312482 cho số kiểm tra 9',
  );
  await page.getByLabel('Mã bưu gửi').focus();
  await press(page, 'Control+A');
  await page.keyboard.type('ra 473124829 vn');
  await picture('posting');
  await record('đang gửi bưu điện');
  await expect(timeline()).toContainText('RA473124829VN');

  await expect(statusLine(page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  const id = (await atPortal(code))?.id ?? '';
  await portal.admin.reportStep(id, {
    type: 'deliveryFailed',
    data: { item: 'RA473124829VN', reason: 'Không có người nhận ở nhà' },
  });
  // The portal's word comes by itself, or at once when asked for.
  await expect(async () => {
    await press(page, 'F8', 'F5');
    await press(page, 'F3');
    await page.keyboard.type(code);
    await press(page, 'Enter');
    await expect(stage()).toContainText('phát không thành công', { timeout: 3000 });
  }).toPass({ timeout: 60_000 });
  await expect(timeline()).toContainText('Không có người nhận ở nhà');
  await open('Bưu phẩm hoàn về');
  await record('chờ trả');
  await open('Trả kết quả');
  await page.getByRole('checkbox', { name: 'Đã xem giấy tờ' }).focus();
  await press(page, 'Space');
  await record('đã trả kết quả');
  await picture('after-failed-delivery');
});

test('refusal: a ground and a reason, and nothing more is offered', async () => {
  await received(CITIZENS[2]);
  await open('Từ chối');
  await page.keyboard.type('Điều 17 Nghị định 61/2018/NĐ-CP');
  await press(page, 'Control+Enter');
  await expect(page.getByRole('form')).toContainText('Ghi lý do');
  await page.getByRole('form').getByLabel('Lý do').focus();
  await page.keyboard.type('Không thuộc thẩm quyền giải quyết');
  await record('từ chối giải quyết');
  await expect(page.getByRole('toolbar', { name: 'Bước tiếp theo' }).getByRole('button')).toHaveCount(0);
  await expect(timeline()).toContainText('Không thuộc thẩm quyền giải quyết');
  await picture('refused');
});
