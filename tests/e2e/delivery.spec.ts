import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import path from 'node:path';
import { stageOf } from '../../shared/domain/dossier/state.ts';
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
  page.screenshot({ path: path.resolve(import.meta.dirname, `../../out/delivery/${name}.png`) });
const stage = () => page.getByTestId('stage');
const form = () => page.getByRole('form');
const rows = () => page.getByRole('main').getByRole('option');

/** Opens a step of the dossier on the screen by its number key. */
async function open(name: string): Promise<void> {
  const buttons = page.getByRole('toolbar', { name: 'Bước tiếp theo' }).getByRole('button');
  await expect(buttons.filter({ hasText: name })).toBeVisible();
  const at = (await buttons.allTextContents()).findIndex((text) => text.startsWith(name));
  await expect(async () => {
    await press(page, `Alt+${String(at + 1)}`);
    await expect(page.getByRole('form', { name })).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 30_000 });
}

async function record(leadsTo: string): Promise<void> {
  await press(page, 'Control+Enter');
  await expect(stage()).toContainText(leadsTo);
  await expect(form()).toBeHidden();
}

interface Home {
  readonly street: string;
  /** What the citizen calls the ward: also its name of before 2025. */
  readonly says: string;
  readonly ward: string;
}

/** Receives a dossier, its result to be sent home when there is a home, and has the result come. */
async function withResult(citizen: Citizen, home?: Home): Promise<string> {
  await fillReception(page, citizen);
  if (home) {
    await page.getByRole('radio', { name: 'Tại nhà' }).focus();
    await press(page, 'Space');
    const box = page.getByRole('group', { name: 'Địa chỉ trả kết quả' });
    await box.getByLabel('Số nhà, đường, thôn').focus();
    await page.keyboard.type(home.street);
    await press(page, 'Enter');
    await page.keyboard.type(home.says);
    await expect(page.getByRole('option').first()).toContainText(home.ward);
    await press(page, 'ArrowDown', 'Enter');
    await expect(box.getByRole('combobox')).toHaveValue(home.ward);
  }
  const code = await saveAndPrint(page);
  await press(page, 'Control+O');
  await expect(stage()).toContainText('đã nhận');
  await open('Có kết quả');
  await record('chờ trả');
  return code;
}

async function show(view: 1 | 2 | 3): Promise<void> {
  await press(page, 'F6');
  await expect(page.getByRole('heading', { name: 'Trả kết quả' })).toBeVisible();
  await press(page, `Alt+${String(view)}`);
}

const HOMES: readonly [Home, Home] = [
  { street: 'Số 12, tổ 3, khu 4', says: 'gieng day', ward: 'Phường Việt Hưng' },
  {
    // As long as addresses get.
    street:
      'Căn hộ 2307, tòa nhà B chung cư Lideco Hạ Long, số 128 đường Nguyễn Văn Cừ kéo dài, ngõ 15, ngách 4, tổ 12, khu 7B, gần Nhà văn hóa khu 7',
    says: 'hà khẩu',
    ward: 'Phường Tuần Châu',
  },
];
const ROLL = { first: 'RA473124829VN', second: 'RA473124832VN', last: 'RA473124863VN' };
const LONG_NAME = 'Công Tằng Tôn Nữ Huyền Trân Thị Phương Thảo Nguyên Ngọc Bảo Khánh';
let codes: readonly string[] = [];

const atPortal = async (code: string | undefined) =>
  (await portal.admin.dossiers('HT')).find(({ reception }) => reception?.code === code);

test('two results are posted home at once, with labels off the roll in order, and a list in two copies', async () => {
  test.setTimeout(240_000);
  const long = { ...CITIZENS[1], name: LONG_NAME };
  codes = [await withResult(CITIZENS[0], HOMES[0]), await withResult(long, HOMES[1])];
  await show(2);
  await expect(rows()).toHaveCount(2);
  await expect(rows().first()).toContainText('(Phường Giếng Đáy, Thành phố Hạ Long)');
  await press(page, 'Space', 'ArrowDown', 'Space');
  await expect(page.getByRole('main')).toContainText('Đã chọn 2');
  await picture('home');
  await press(page, 'Alt+G');
  await expect(form()).toBeVisible();
  await expect(page.getByLabel('Cuộn nhãn, mã đầu')).toBeFocused();
  // A digit mistyped on the roll: nothing is proposed, nothing recorded, and the place is named.
  await page.keyboard.type('RA473124828VN');
  await press(page, 'Enter');
  await page.keyboard.type('ra 473 124 863 vn');
  await press(page, 'Control+Enter');
  await expect(form()).toContainText(
    'Ký tự thứ 11 (số kiểm tra) là 8, nhưng tám số 47312482 cho số kiểm tra 9',
  );
  await picture('wrong-digit');
  await page.getByLabel('Cuộn nhãn, mã đầu').focus();
  await press(page, 'Control+A');
  await page.keyboard.type(ROLL.first);
  const item = (code: string | undefined) => page.getByLabel(`Mã bưu gửi của ${code ?? ''}`);
  await expect(item(codes[0])).toHaveValue(ROLL.first);
  await expect(item(codes[1])).toHaveValue(ROLL.second);
  await press(page, 'Enter', 'Enter');
  await page.keyboard.type('20');
  await expect(form()).toContainText('16.000 ₫');
  // The same label twice.
  for (const code of codes) {
    await item(code).focus();
    await press(page, 'Control+A');
    await page.keyboard.type(ROLL.first);
  }
  await press(page, 'Control+Enter');
  await expect(form()).toContainText('Mã bưu gửi này đã dùng cho một lần gửi khác');
  expect((await atPortal(codes[0]))?.life?.steps.some(({ type }) => type === 'resultPosted')).toBe(false);
  await item(codes[1]).focus();
  await press(page, 'Control+A');
  await page.keyboard.type(ROLL.second);
  await picture('posting');
  const before = counter.papers().length;
  await press(page, 'Control+Enter');
  await expect(page.getByRole('main')).toContainText('Đã in nhãn và bảng kê', { timeout: 60_000 });
  await expect(rows()).toHaveCount(2);
  await picture('sent');

  const papers = counter.papers().filter((name) => /Nhan-|Bang-ke-/u.test(name));
  expect(counter.papers().length).toBe(before + 3);
  const texts = await Promise.all(papers.map((file) => readPdf(file)));
  const labels = texts.find(([first]) => first?.includes('TRẢ KẾT QUẢ THỦ TỤC HÀNH CHÍNH TẠI NHÀ')) ?? [];
  expect(labels).toHaveLength(2);
  for (const said of [
    'RA 473 124 829 VN',
    CITIZENS[0].name,
    CITIZENS[0].phone,
    HOMES[0].street,
    'Phường Việt Hưng',
    'trước 01/7/2025: Phường Giếng Đáy, Thành phố Hạ Long',
    'Bưu điện Hà Tu',
    '16.000 ₫',
    '20 g',
    codes[0] ?? '-',
  ])
    expect(labels[0]).toContain(said);
  for (const said of ['RA 473 124 832 VN', LONG_NAME, HOMES[1].street, 'Phường Hà Khẩu, Thành phố Hạ Long'])
    expect(labels[1]).toContain(said);
  // Four a sheet, printed again by key: the same two labels.
  await press(page, 'Alt+P', 'Alt+N');
  await expect.poll(() => counter.papers().length).toBe(before + 4);
  const again = counter.papers().find((file) => file.includes('Nhan-') && !papers.includes(file)) ?? '';
  const [sheet, ...more] = await readPdf(again);
  expect(more).toEqual([]);
  expect(sheet).toContain('RA 473 124 829 VN');
  expect(sheet).toContain('RA 473 124 832 VN');
  const lists = texts.filter(([first]) => first?.includes('BẢNG KÊ BƯU GỬI TRẢ KẾT QUẢ'));
  expect(lists).toHaveLength(2);
  for (const [text] of lists) {
    expect(text).toContain('Số bưu gửi: 2');
    expect(text).toContain('32.000 ₫');
    for (const name of [CITIZENS[0].name, LONG_NAME]) expect(text).toContain(name);
  }
  expect(lists.map(([text]) => /Liên \d/u.exec(text ?? '')?.[0]).sort()).toEqual(['Liên 1', 'Liên 2']);
});

test('one is delivered; the other fails, comes back, and is handed over at the counter, once', async () => {
  test.setTimeout(240_000);
  await expect(statusLine(page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  const [first, second] = [await atPortal(codes[0]), await atPortal(codes[1])];
  await portal.admin.reportStep(first?.id ?? '', { type: 'delivered', data: { item: ROLL.first } });
  await portal.admin.reportStep(second?.id ?? '', {
    type: 'deliveryFailed',
    data: { item: ROLL.second, reason: 'Người nhận đi vắng, đã phát hai lần' },
  });
  // The portal's word comes by itself, or at once when asked for.
  await expect(async () => {
    await press(page, 'F8', 'F5');
    await show(3);
    await expect(page.getByRole('main')).toContainText('1 không phát được', { timeout: 3000 });
  }).toPass({ timeout: 60_000 });
  // What needs somebody stands first, with why and what to do.
  await expect(rows().first()).toContainText('Người nhận đi vắng, đã phát hai lần');
  await expect(rows().first()).toContainText('Alt+H');
  await expect(rows().nth(1)).toContainText('đã phát');
  await expect(rows().nth(1)).toContainText('cổng báo');
  await picture('failed');
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${String(nodes[0]?.html)}`)).toEqual([]);
  for (const [language, name] of [
    ['en', 'English'],
    ['fr', 'Français'],
    ['vi', 'Tiếng Việt'],
  ] as const) {
    await press(page, 'F10');
    await page.getByRole('radio', { name }).focus();
    await press(page, 'Space');
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await press(page, 'F6', 'Alt+3');
    await expect(rows()).toHaveCount(2);
    await picture(`failed-${language}`);
  }
  await press(page, 'Alt+N');
  await expect(page.getByRole('main')).toContainText('Đã in nhãn');
  await press(page, 'Alt+H');
  await expect(page.getByRole('alertdialog')).toContainText(ROLL.second);
  await press(page, 'Tab', 'Enter');
  await expect(page.getByRole('main')).toContainText('Đã ghi hoàn về');
  await show(1);
  await expect(rows()).toHaveCount(1);
  await expect(rows().first()).toContainText('hoàn về');
  await picture('came-back');
  await press(page, 'Alt+T');
  await expect(page.getByRole('form', { name: 'Trả kết quả' })).toBeVisible();
  await page.getByRole('checkbox', { name: 'Đã xem giấy tờ' }).focus();
  await press(page, 'Space');
  await record('đã trả kết quả');
  // There is no second time.
  await expect(page.getByRole('toolbar', { name: 'Bước tiếp theo' }).getByRole('button')).toHaveCount(0);
  await press(page, 'Escape');
  await expect(page.getByText('Không có kết quả nào chờ tại quầy.')).toBeVisible();
  await expect(statusLine(page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  const known = await atPortal(codes[1]);
  expect(known && stageOf(known)).toBe('handed-over');
});

test('a result without an address is not posted: it says what is missing and stays where it was', async () => {
  const code = await withResult(CITIZENS[2]);
  await show(1);
  await expect(rows()).toHaveCount(1);
  await press(page, 'Alt+G');
  await expect(form()).toContainText('chưa có địa chỉ');
  // The roll goes on where it stood.
  await expect(page.getByLabel(`Mã bưu gửi của ${code}`)).toHaveValue('RA473124846VN');
  await press(page, 'Control+Enter');
  await expect(form()).toContainText('Trả kết quả tại nhà cần địa chỉ đầy đủ');
  await picture('no-address');
  await press(page, 'Escape');
  await expect(rows().first()).toContainText(code);
});
