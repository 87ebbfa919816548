import { expect, test, type Page } from '@playwright/test';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import bwipjs from 'bwip-js/node';
import { paperOf } from '../eval/papers.ts';
import { createPortal, type Portal } from '../portal/server.ts';
import { canvasOf, fakeCamera } from '../support/fake-camera.ts';
import { paperPage, rasterFrom } from '../support/paper-page.ts';
import { photographed } from '../support/photographed.ts';
import { CITIZENS, enrol, fillReception, press, saveAndPrint, startCounter, statusLine } from './counter.ts';
import { openByCode } from './steps.ts';

let portal: Portal;
let portalUrl: string;
test.beforeEach(async () => {
  portal = await createPortal();
  portalUrl = (await portal.listen()).url;
});
test.afterEach(() => portal.close());

const PAPER = paperOf(2);
const cards = (page: Page) => page.getByTestId('page');
const camera = (page: Page) => page.getByTestId('camera');

/** An application under a document camera: upright, a little turned and slanted, on a dark table. */
function tableWithPaper() {
  const paper = rasterFrom(paperPage(PAPER.lines, { dpi: 200 }));
  const corners = [
    { x: 742, y: 60 },
    { x: 1672, y: 92 },
    { x: 1636, y: 1402 },
    { x: 700, y: 1376 },
  ] as const;
  return canvasOf(
    photographed(paper, { width: 2560, height: 1440, corners, table: 70, shadow: 0.25, noise: 6 }, 1),
  );
}

/** A made-up card held before the camera. */
async function heldCard() {
  const text = '022090123456||Nguyễn Văn Đạt|17051990|Nam|Số 12, Tổ 3, Hà Tu, Hạ Long, Quảng Ninh|01072021';
  const canvas = createCanvas(1280, 720);
  const context = canvas.getContext('2d');
  context.fillStyle = '#556';
  context.fillRect(0, 0, 1280, 720);
  context.rotate(0.08);
  context.fillStyle = '#dde8e4';
  context.fillRect(240, 80, 860, 540);
  context.drawImage(
    await loadImage(await bwipjs.toBuffer({ bcid: 'qrcode', text, scale: 4 })),
    780,
    130,
    250,
    250,
  );
  return canvas;
}

test('papers under the camera, offline: the table round about is cut off, the text can be read, the portal gets the page', async () => {
  test.setTimeout(180_000);
  const counter = await startCounter({
    portalUrl,
    switches: fakeCamera([{ scene: tableWithPaper(), pictures: 2 }]),
  });
  const { page } = counter;
  await enrol(counter, 'HT', 2);
  await counter.app.setOffline(true);
  await fillReception(page, CITIZENS[0]);
  const code = await saveAndPrint(page);
  await press(page, 'Alt+U');
  await expect(page.getByLabel('Trang mới thuộc giấy tờ')).toBeFocused();
  await press(page, 'Alt+J');
  await expect(page.getByText('Đã thấy mép giấy')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByTestId('paper-edges')).toBeVisible();
  await page.screenshot({ path: 'out/screens/camera.png' });
  await expect(camera(page).getByRole('button', { name: /Chụp trang/u })).toBeFocused();
  await press(page, 'Space');
  await expect(page.getByText('Đã chụp 1 trang')).toBeVisible({ timeout: 30_000 });
  await press(page, 'Alt+J');
  await expect(page.getByText('Đã chụp 2 trang')).toBeVisible({ timeout: 30_000 });
  await press(page, 'Escape');
  await expect(camera(page)).toBeHidden();
  await expect(cards(page)).toHaveCount(2);
  await expect(cards(page).nth(1)).toHaveAttribute('data-state', 'ready', { timeout: 30_000 });
  await page.screenshot({ path: 'out/screens/camera-pages.png' });
  // Upright as the paper is, the table cut off.
  const shape = await cards(page)
    .first()
    .locator('canvas')
    .evaluate((canvas: HTMLCanvasElement) => canvas.width / canvas.height);
  expect(shape).toBeCloseTo(1 / Math.SQRT2, 1);
  // Called away: the pages wait on the table.
  await press(page, 'F4');
  await expect(cards(page)).toHaveCount(0);
  await openByCode(page, code);
  await expect(page.getByRole('button', { name: /2 trang chưa lưu/u })).toBeVisible();
  await press(page, 'Alt+U');
  await expect(cards(page)).toHaveCount(2);
  await press(page, 'Alt+L');
  const name = page.getByTestId('read-fields').getByLabel('Họ và tên');
  await expect(name).toBeFocused({ timeout: 90_000 });
  await expect(name).toHaveValue(PAPER.fields['name'] ?? '');
  await press(page, 'Control+Enter');
  await expect(page.getByText('Đã lưu 1 giấy tờ')).toBeVisible({ timeout: 60_000 });
  await counter.app.setOffline(false);
  await expect(statusLine(page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  const [dossier] = (await portal.admin.dossiers('HT')).filter((each) => each.attachments);
  const [kept] = dossier?.attachments ?? [];
  expect((await portal.admin.file('HT', kept?.sha256 ?? ''))?.byteLength).toBe(kept?.size);
  await counter.app.close();
});

test('a card held before the camera fills the applicant; the camera closes by itself', async () => {
  const counter = await startCounter({
    portalUrl,
    switches: fakeCamera([{ scene: await heldCard(), pictures: 2 }]),
  });
  const { page } = counter;
  await enrol(counter, 'HT', 2);
  await press(page, 'F2');
  await expect(page.getByTestId('card-input')).toBeAttached();
  await press(page, 'Alt+J');
  await expect(page.getByText('Đã điền từ thẻ.')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByLabel('Họ và tên')).toHaveValue('Nguyễn Văn Đạt');
  await expect(camera(page)).toBeHidden();
  // It may look; it may not listen, though the machine has a microphone.
  const heard = page.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'heard',
      (error: unknown) => (error instanceof DOMException ? error.name : String(error)),
    ),
  );
  expect(await heard).toBe('NotAllowedError');
  await counter.app.close();
});

test('no camera: it is said what to do, and the work goes on', async () => {
  const counter = await startCounter({ portalUrl });
  const { page } = counter;
  await enrol(counter, 'HT', 2);
  await press(page, 'F2');
  await expect(page.getByTestId('card-input')).toBeAttached();
  await press(page, 'Alt+J');
  await expect(page.getByText('Máy này chưa có máy ảnh')).toBeVisible();
  await page.screenshot({ path: 'out/screens/camera-none.png' });
  await press(page, 'Escape');
  await expect(camera(page)).toBeHidden();
  await expect(page.getByLabel('Họ và tên')).toBeVisible();
  await counter.app.close();
});
