import { expect, test, type Page } from '@playwright/test';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import bwipjs from 'bwip-js/node';
import { mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readPdf } from '../support/read-pdf.ts';
import { createPortal, type Portal } from '../portal/server.ts';
import { paperOf } from '../eval/papers.ts';
import { paperPage } from '../support/paper-page.ts';
import {
  chooseProcedure,
  CITIZENS,
  enrol,
  press,
  saveAndPrint,
  startCounter,
  statusLine,
  tickDocuments,
} from './counter.ts';

let portal: Portal;
let portalUrl: string;
test.beforeEach(async () => {
  portal = await createPortal();
  portalUrl = (await portal.listen()).url;
});
test.afterEach(() => portal.close());

/** An application in the face official documents have. */
const PAPER = paperOf(2);

/** A folder as a scanner fills it: four pages, the third of them blank on its back. */
function scanFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'máy-quét-'));
  const pages = ['', 'Trang hai của đơn', '', 'Bản sao giấy tờ'];
  pages.forEach((text, i) => {
    const lines = i === 0 ? PAPER.lines : text === '' ? [] : Array.from({ length: 20 }, () => ({ text }));
    const file = path.join(folder, `trang-${String(i + 1)}.png`);
    writeFileSync(file, paperPage(lines, { dpi: i === 0 ? 200 : 100 }).toBuffer('image/png'));
    utimesSync(file, Date.now() / 1000 - 100 + i, Date.now() / 1000 - 100 + i);
  });
  return folder;
}

/** A photograph of a made-up card, as a file. */
async function cardPicture(): Promise<string> {
  const text = '022090123456||Nguyễn Văn Đạt|17051990|Nam|Số 12, Tổ 3, Hà Tu, Hạ Long, Quảng Ninh|01072021';
  const code: Buffer = await bwipjs.toBuffer({ bcid: 'qrcode', text, scale: 4 });
  const canvas = createCanvas(900, 600);
  const context = canvas.getContext('2d');
  context.fillStyle = '#dde8e4';
  context.fillRect(0, 0, 900, 600);
  context.drawImage(await loadImage(code), 560, 60, 240, 240);
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'thẻ-')), 'căn cước.jpg');
  writeFileSync(file, canvas.toBuffer('image/jpeg'));
  return file;
}

const cards = (page: Page) => page.getByTestId('page');

test('pages from the watched folder, offline, onto two papers of the list; restarted, the portal has them bit for bit', async () => {
  test.setTimeout(150_000);
  const folder = scanFolder();
  const counter = await startCounter({ portalUrl });
  const { page } = counter;
  await enrol(counter, 'HT', 2);
  await counter.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, folder);
  await counter.app.setOffline(true);
  await chooseProcedure(page, CITIZENS[0].find);
  await page.getByTestId('card-input').setInputFiles(await cardPicture());
  await expect(page.getByText('Đã điền từ thẻ.')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByLabel('Họ và tên')).toHaveValue('Nguyễn Văn Đạt');
  await page.screenshot({ path: 'out/screens/card-read.png' });
  await page.getByLabel('Điện thoại').first().focus();
  await page.keyboard.type(CITIZENS[0].phone);
  await tickDocuments(page);
  await saveAndPrint(page);
  await press(page, 'Alt+U');
  await expect(page.getByLabel('Trang mới thuộc giấy tờ')).toBeFocused();
  await press(page, 'Alt+O');
  await expect(cards(page)).toHaveCount(4);
  await expect(cards(page).nth(2)).toHaveAttribute('data-state', 'blank');
  await expect(cards(page).nth(3)).toHaveAttribute('data-state', 'ready');
  await page.screenshot({ path: 'out/screens/pages-on-the-table.png' });
  await press(page, 'Alt+X');
  await expect(cards(page)).toHaveCount(3);
  // The last one belongs to the next paper; turned once around and in colour.
  await cards(page).nth(2).focus();
  await press(page, 'd', 'r', 'b');
  await expect(page.getByTestId('page-table').getByRole('listbox')).toHaveCount(2);
  await expect(cards(page).nth(2)).toContainText('màu');
  await page.screenshot({ path: 'out/screens/pages-two-papers.png' });
  await press(page, 'Alt+L');
  const fields = page.getByTestId('read-fields');
  await expect(fields.getByLabel('Họ và tên')).toBeFocused({ timeout: 60_000 });
  await expect(fields.getByLabel('Họ và tên')).toHaveValue(PAPER.fields['name'] ?? '');
  await press(page, 'Enter');
  // The second is put right, the third confirmed; the rest is left alone and not kept.
  await page.keyboard.press('Control+A');
  await page.keyboard.type('01/02/1973');
  await press(page, 'Enter', 'Enter');
  await page.screenshot({ path: 'out/screens/pages-read.png' });
  await press(page, 'Control+Enter');
  await expect(page.getByText('Đã lưu 2 giấy tờ')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByTestId('attachments').getByRole('listitem')).toHaveCount(2);
  expect(readdirSync(folder).sort()).toEqual(['da-luu', 'trang-3.png']);
  await counter.app.close();

  const again = await startCounter({ portalUrl, userData: counter.app.userData });
  await expect(statusLine(again.page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  const [dossier] = (await portal.admin.dossiers('HT')).filter((each) => each.attachments);
  expect(dossier?.attachments?.map(({ documentId }) => documentId)).toEqual(
    dossier?.documents.slice(0, 2).map(({ documentId }) => documentId),
  );
  expect(dossier?.readings?.map(({ template, fields: kept }) => [template.id, kept])).toMatchObject([
    [
      'application',
      [
        { field: 'name', read: PAPER.fields['name'], value: PAPER.fields['name'], box: { page: 1 } },
        { field: 'birthDate', read: PAPER.fields['birthDate'], value: '01/02/1973' },
        { field: 'identity', value: PAPER.fields['identity'], confirmed: true },
      ],
    ],
  ]);
  for (const { sha256, size } of dossier?.attachments ?? []) {
    const file = await portal.admin.file('HT', sha256);
    expect(file?.byteLength).toBe(size);
    expect(file?.subarray(0, 5).toString()).toBe('%PDF-');
  }
  // The paper that was read can be searched wherever it is opened.
  const read = await portal.admin.file('HT', dossier?.readings?.[0]?.sha256 ?? '');
  const copy = path.join(folder, 'doc.pdf');
  writeFileSync(copy, read ?? '');
  expect((await readPdf(copy)).join(' ')).toContain(PAPER.fields['name']);
  await again.app.close();
});
