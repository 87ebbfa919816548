import { expect, test, type Page } from '@playwright/test';
import path from 'node:path';
import { stageOf } from '../../shared/domain/dossier/state.ts';
import type { Portal } from '../portal/server.ts';
import { PERSON } from '../support/catalogue.ts';
import { readPdf } from '../support/read-pdf.ts';
import {
  enrol,
  openCounter,
  press,
  saveAndPrint,
  startCounter,
  statusLine,
  type Counter,
} from './counter.ts';

const PROCEDURE = '1.001612';
let portal: Portal;
let portalUrl: string;
let guiding: Counter;
let receiving: Counter;

test.beforeAll(async () => {
  ({ portal, portalUrl, counter: guiding } = await openCounter('TN', 1));
  receiving = await startCounter({ portalUrl });
  await enrol(receiving, 'HT', 1);
});
test.afterAll(async () => {
  await guiding.app.close();
  await receiving.app.close();
  await portal.close();
});

const picture = (page: Page, name: string) =>
  page.screenshot({ path: path.resolve(import.meta.dirname, `../../out/assisted/${name}.png`) });
const timeline = (page: Page) => page.getByRole('group', { name: 'Diễn biến' });
const stage = (page: Page) => page.getByTestId('stage');

async function typeInto(page: Page, label: string | RegExp, text: string): Promise<void> {
  await page.getByLabel(label).first().focus();
  await press(page, 'Control+A');
  await page.keyboard.type(text);
}

async function tick(page: Page, name: string): Promise<void> {
  const box = page.getByRole('checkbox', { name });
  await box.focus();
  await press(page, 'Space');
  await expect(box).toBeChecked();
}

/** Opens the search with an empty box; a screen that opens just now may not hear the first key. */
async function search(page: Page, text: string): Promise<void> {
  await press(page, 'F3');
  const box = page.getByRole('searchbox');
  await expect(box).toBeFocused();
  await press(page, 'Control+A');
  await page.keyboard.type(text);
}

test('offline, a citizen is guided and asks for the result at home; the checklist goes home with them', async () => {
  const { page } = guiding;
  await guiding.app.setOffline(true);
  await press(page, 'F2');
  // An office that receives nothing guides from the start, and says so.
  await expect(page.getByText('Hướng dẫn người dân tự nộp trực tuyến')).toBeVisible();
  const finder = page.getByLabel('Tìm theo mã, tên hoặc lĩnh vực').first();
  await expect(finder).toBeFocused();
  await page.keyboard.type(PROCEDURE);
  await expect(page.getByRole('option').first()).toBeVisible();
  await press(page, 'Enter');
  await expect(page.getByRole('checkbox', { name: 'Đã giải thích các bước' })).toBeFocused();
  await press(page, 'Space');
  // One paper is there, the rest is missing.
  await press(page, 'Alt+2');
  await press(page, 'Space');
  await tick(page, 'Đã xem giấy tờ cùng người dân');
  await press(page, 'Alt+4', 'Enter');
  await expect(page.getByLabel('Số giấy tờ tùy thân')).toBeFocused();
  await page.keyboard.type(PERSON.identity.number);
  await press(page, 'Enter');
  await page.keyboard.type(PERSON.name);
  await press(page, 'Enter');
  await page.keyboard.type('17/05/1990');
  await press(page, 'Enter');
  await page.keyboard.type(PERSON.phone);
  await press(page, 'Alt+5');
  await page.getByRole('radio', { name: 'Tại nhà' }).focus();
  await press(page, 'Space');
  const home = page.getByRole('group', { name: 'Địa chỉ trả kết quả' });
  await home.getByLabel('Số nhà, đường').focus();
  await page.keyboard.type(PERSON.address.street);
  await home.getByRole('combobox').focus();
  await page.keyboard.type(PERSON.address.ward);
  await press(page, 'Control+Enter');
  // Nobody is written down without being asked.
  await expect(page.getByText('Hỏi người dân có đồng ý lưu thông tin').first()).toBeVisible();
  await tick(page, 'Người dân đồng ý để bưu điện lưu thông tin');
  await picture(page, 'guide');
  const reference = await saveAndPrint(page);
  expect(reference).toMatch(/^HD-[0-9A-F]{8}$/u);
  await picture(page, 'guided');
  expect(guiding.papers()).toHaveLength(1);

  await press(page, 'F4');
  await expect(page.getByRole('main')).toContainText('1 lượt hướng dẫn');
  await expect(page.getByRole('main')).toContainText(PERSON.name);
});

test('the citizen files on the portal; the number noted offline is joined once the connection is back', async () => {
  const { page } = guiding;
  const number = await portal.admin.fileOnline({
    procedureCode: PROCEDURE,
    applicant: PERSON,
    delivery: { kind: 'home', address: PERSON.address },
    paysOnline: true,
  });
  await search(page, PERSON.identity.number);
  await expect(page.getByText('1 hồ sơ', { exact: true })).toBeVisible();
  // Pressed before the last digit was looked for, Enter goes into the list; there it opens the row.
  await expect(async () => {
    if (!(await stage(page).isVisible())) await press(page, 'Enter');
    await expect(stage(page)).toContainText('đã hướng dẫn, chưa nộp', { timeout: 2000 });
  }).toPass({ timeout: 30_000 });
  await press(page, 'Alt+1');
  await expect(page.getByRole('form')).toBeVisible();
  // As a scanner types the QR of the portal's page.
  await page.keyboard.type(`https://portal.example/tra-cuu?so=${number}`);
  await expect(page.getByRole('form')).toContainText('Chưa kiểm được với cổng, sẽ kiểm khi có mạng');
  await picture(page, 'number-offline');
  await press(page, 'Control+Enter');
  await expect(stage(page)).toContainText('chờ cổng xác nhận');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(number);

  await guiding.app.setOffline(false);
  await expect(stage(page)).toContainText('cổng đã tiếp nhận', { timeout: 60_000 });
  await expect(timeline(page)).toContainText('Cổng xác nhận');
  await picture(page, 'filed');
  // This office guides only: its papers are not received here, and it says why.
  const dossiers = (await portal.admin.dossiers('TN')).filter(({ filing }) => filing?.number === number);
  expect(dossiers.map(({ status, reception }) => [status, reception])).toEqual([['drafted', null]]);
});

test('a number nobody was given is told to the clerk when it is sent, and nothing is lost', async () => {
  const { page } = guiding;
  await press(page, 'F2');
  const finder = page.getByLabel('Tìm theo mã, tên hoặc lĩnh vực').first();
  await expect(finder).toBeFocused();
  await page.keyboard.type(PROCEDURE);
  await expect(page.getByRole('option').first()).toBeVisible();
  await press(page, 'Enter');
  await expect(page.getByRole('checkbox', { name: 'Đã giải thích các bước' })).toBeFocused();
  await press(page, 'Alt+4', 'Enter');
  await expect(page.getByLabel('Số giấy tờ tùy thân')).toBeFocused();
  await page.keyboard.type('022301012345');
  await press(page, 'Enter');
  await page.keyboard.type('Trần Thị Bích Ngọc');
  await press(page, 'Enter', 'Enter');
  await page.keyboard.type('0987654321');
  await tick(page, 'Người dân đồng ý để bưu điện lưu thông tin');
  await typeInto(page, 'Số hồ sơ cổng cấp', 'H49-260101-00000000');
  await expect(page.getByText('Cổng không có số này').first()).toBeVisible();
  await saveAndPrint(page);
  await press(page, 'Control+O');
  await expect(page.getByRole('main')).toContainText('Cần xem', { timeout: 60_000 });
  // Refused while the sheet is open, the clerk is not interrupted: the choice is one key away.
  await expect(async () => {
    if (!(await page.getByRole('form').isVisible())) await press(page, 'Control+D');
    await expect(page.getByRole('form')).toContainText('Phần hướng dẫn đã lưu vẫn còn', { timeout: 2000 });
  }).toPass({ timeout: 30_000 });
  await picture(page, 'refused');
  await page.getByRole('form').getByLabel('Lý do').focus();
  await page.keyboard.type('Người dân đọc nhầm số');
  await press(page, 'Control+Enter');
  await expect(stage(page)).toContainText('đã hướng dẫn, chưa nộp', { timeout: 30_000 });
});

test('the citizen comes to an office that receives: asked for by number, one dossier goes on to the posted result', async () => {
  const { page } = receiving;
  const [known] = (await portal.admin.dossiers('TN')).filter(({ filing }) => filing?.details);
  const number = known?.filing?.number ?? '';
  await search(page, number);
  await expect(page.getByText('Không thấy hồ sơ nào khớp').first()).toBeVisible();
  await press(page, 'Alt+C');
  await expect(page.getByRole('form')).toBeVisible();
  // Something short of the truth finds nobody.
  const byBirth = page.getByRole('radio', { name: 'Số giấy tờ và ngày sinh' });
  // The box for the number takes the focus as the panel opens.
  await expect(page.getByLabel('Số của cổng', { exact: true })).toBeFocused();
  await byBirth.focus();
  await press(page, 'Space');
  await expect(byBirth).toBeChecked();
  await typeInto(page, 'Số giấy tờ tùy thân', PERSON.identity.number);
  await typeInto(page, /^Ngày sinh/u, '18/05/1990');
  await press(page, 'Control+Enter');
  await expect(page.getByRole('form')).toContainText('Cổng không có hồ sơ nào đúng như vậy');
  await typeInto(page, /^Ngày sinh/u, '17/05/1990');
  await press(page, 'Control+Enter');
  await expect(page.getByRole('form')).toContainText('N. V. Đạt');
  await picture(page, 'asked');
  await expect(page.getByRole('button', { name: 'Nhận về điểm này' })).toBeFocused();
  await press(page, 'Enter');
  await expect(stage(page)).toContainText('cổng đã tiếp nhận');
  await expect(page.getByRole('main')).toContainText('Bưu điện Thống Nhất');
  await picture(page, 'brought');

  await press(page, 'Alt+2');
  await expect(page.getByLabel('Họ và tên').first()).toHaveValue(PERSON.name);
  // Paid on the portal's pages: nothing is asked for again, and the paper says so.
  await expect(page.getByText('Đã nộp trực tuyến 100.000 ₫')).toBeVisible();
  await expect(page.getByRole('radiogroup', { name: 'Thu phí' })).toHaveCount(0);
  await press(page, 'Alt+3', 'Alt+A');
  await picture(page, 'paid-online');
  const code = await saveAndPrint(page);
  const receipt = (await readPdf(receiving.papers().at(-1) ?? '')).join(' ').replace(/\s+/gu, ' ');
  expect(receipt).toContain('đã nộp trực tuyến');
  expect(code).toBe(number);
  await picture(page, 'received');
  await press(page, 'Control+O');
  await expect(stage(page)).toContainText('đã nhận');
  await expect(page.getByRole('main')).toContainText('đã nộp trực tuyến 100.000');

  for (const [name, leadsTo] of [
    ['Có kết quả', 'chờ trả'],
    ['Gửi bưu điện', 'đang gửi bưu điện'],
  ] as const) {
    const buttons = page.getByRole('toolbar', { name: 'Bước tiếp theo' }).getByRole('button');
    await expect(buttons.filter({ hasText: name })).toBeVisible();
    const at = (await buttons.allTextContents()).findIndex((text) => text.startsWith(name));
    await press(page, `Alt+${String(at + 1)}`);
    await expect(page.getByRole('form', { name })).toBeVisible();
    // The address asked for while guiding is there already.
    if (name === 'Gửi bưu điện') await typeInto(page, 'Mã bưu gửi', 'RA473124829VN');
    await press(page, 'Control+Enter');
    await expect(stage(page)).toContainText(leadsTo);
  }
  await expect(timeline(page)).toContainText(PERSON.address.street);
  await expect(statusLine(page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  const held = async () =>
    [...(await portal.admin.dossiers('HT')), ...(await portal.admin.dossiers('TN'))].filter(
      ({ filing }) => filing?.number === number,
    );
  // The status line may still tell of the moment before the last step was saved.
  await expect
    .poll(async () => (await held()).map((each) => [stageOf(each), each.outOfScope !== undefined]), {
      timeout: 60_000,
    })
    .toEqual([
      ['posted', false],
      ['received', true],
    ]);
  expect(new Set((await held()).map(({ id }) => id)).size).toBe(1);
  await picture(page, 'posted');
});
