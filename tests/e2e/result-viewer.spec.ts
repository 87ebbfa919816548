/* Electronic results shown and printed in the app, by keyboard on the built app. */
import AxeBuilder from '@axe-core/playwright';
import { PDFDocument } from '@cantoo/pdf-lib';
import { expect, test, type Page } from '@playwright/test';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createPortal } from '../portal/server.ts';
import { cellsOf, difference, inkOf } from '../support/pdf-ink.ts';
import { RESULT_TEXT, resultPdf } from '../support/result-pdf.ts';
import { CAN_SIGN, makeSigner, signPdf } from '../support/signed-pdf.ts';
import { CITIZENS, enrol, press, receive, startCounter, statusLine, type Counter } from './counter.ts';

/** Other pages differ by 0.1 and more in some cell, faces of another machine by less than this. */
const ALIKE = 0.05;

test.skip(!CAN_SIGN, 'NOT RUN: no openssl here, so no PDF could be signed');

const viewer = (page: Page) => page.getByRole('dialog');
const canvas = (page: Page) => page.getByTestId('result-page').locator('canvas');

/** A counter with a received dossier for each PDF, its result come from the portal. */
async function withResults(pdfs: readonly Uint8Array[], authority: string) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ket-qua-'));
  writeFileSync(path.join(folder, 'signers.pem'), authority);
  const portal = await createPortal();
  const portalUrl = (await portal.listen()).url;
  const env = { COUNTER_SIGNERS: path.join(folder, 'signers.pem') };
  const counter = await startCounter({ portalUrl, env });
  await enrol(counter, 'HT', 1);
  const codes: string[] = [];
  for (const [i] of pdfs.entries()) codes.push(await receive(counter.page, CITIZENS[i % 3] ?? CITIZENS[0]));
  await expect(statusLine(counter.page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  const dossiers = await portal.admin.dossiers('HT');
  for (const [i, code] of codes.entries()) {
    const id = dossiers.find(({ reception }) => reception?.code === code)?.id ?? '';
    await portal.admin.issueResult(id, `ket-qua-${String(i + 1)}.pdf`, pdfs[i] ?? new Uint8Array());
  }
  return { portal, counter, codes };
}

async function openDossier(page: Page, code: string): Promise<void> {
  await expect(async () => {
    await press(page, 'F8', 'F5', 'F3');
    await page.getByRole('searchbox').fill(code);
    await press(page, 'Enter');
    await expect(page.getByTestId('stage')).toContainText('chờ trả', { timeout: 3000 });
  }).toPass({ timeout: 60_000 });
}

async function show(page: Page, code: string): Promise<void> {
  await openDossier(page, code);
  await expect(page.getByTestId('results')).toContainText('Alt');
  await press(page, 'Alt+Q');
  await expect(viewer(page)).toBeVisible();
}

const resultsPrinted = ({ papers }: Counter) => papers().filter((file) => file.includes('ket-qua'));
const inkShown = (page: Page) => canvas(page).evaluate(cellsOf as (shown: unknown) => readonly number[]);

test('a result is read and printed in the app as it was issued; nothing in it runs', async () => {
  test.setTimeout(300_000);
  const root = makeSigner('CA thử nghiệm');
  const signer = makeSigner('Nguyễn Văn Ký', root);
  const good = signPdf(resultPdf(), [signer]);
  const { portal, counter, codes } = await withResults([good], root.certificate);
  const { page, app } = counter;
  const elsewhere: string[] = [];
  const own = new URL(page.url()).origin;
  page.on('request', (request) => {
    const url = request.url();
    if (new URL(url).origin !== own && !url.startsWith('data:')) elsewhere.push(url);
  });
  page.on('dialog', (dialog) => {
    elsewhere.push(dialog.message());
    void dialog.dismiss();
  });
  try {
    const issued = await inkOf(good);
    await show(page, codes[0] ?? '');
    await expect(viewer(page)).toContainText('✓ chữ ký hợp lệ');
    await expect(viewer(page)).toContainText('Nguyễn Văn Ký · UBND thành phố Hạ Long');
    await expect(viewer(page).getByRole('status').first()).toHaveText('Trang 1 / 3');
    await expect(viewer(page)).toContainText(`${RESULT_TEXT} 1`);
    expect(difference(await inkShown(page), issued[0]?.cells ?? [])).toBeLessThan(ALIKE);
    await page.screenshot({ path: 'out/screens/result-viewer.png' });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(violations).toEqual([]);

    const widths: number[] = [];
    for (const number of [2, 3]) {
      await press(page, number === 2 ? 'PageDown' : 'ArrowRight');
      await expect(viewer(page).getByRole('status').first()).toHaveText(`Trang ${String(number)} / 3`);
      await expect(viewer(page)).toContainText(`${RESULT_TEXT} ${String(number)}`);
      expect(difference(await inkShown(page), issued[number - 1]?.cells ?? [])).toBeLessThan(ALIKE);
      widths.push((await canvas(page).boundingBox())?.width ?? 0);
    }
    await press(page, '+', '+');
    await expect(viewer(page)).toContainText('150 %');
    await expect
      .poll(async () => (await canvas(page).boundingBox())?.width)
      .toBeGreaterThan(1.4 * (widths[1] ?? 0));
    await press(page, '-', '-', 'PageUp', 'PageUp');
    await expect(viewer(page).getByRole('status').first()).toHaveText('Trang 1 / 3');

    await press(page, 'Control+p');
    await expect(viewer(page)).toContainText('Đã gửi tới máy in');
    const printed = await inkOf(readFileSync(resultsPrinted(counter)[0] ?? ''));
    expect(printed).toHaveLength(3);
    for (const [i, sheet] of printed.entries()) {
      const of = issued[i];
      expect(difference(sheet.cells, of?.cells ?? [])).toBeLessThan(ALIKE);
      expect(Math.abs(sheet.width - (of?.width ?? 0))).toBeLessThan(2);
      expect(Math.abs(sheet.height - (of?.height ?? 0))).toBeLessThan(2);
    }
    await press(page, 'Escape');
    await expect(viewer(page)).toBeHidden();
    const life = page.getByRole('group', { name: 'Diễn biến' });
    await expect(life).toContainText('In lần 1, 3 trang. Chữ ký số: chữ ký hợp lệ');
    await expect(page.getByRole('button', { name: 'Xem ket-qua-1.pdf' })).toBeVisible();
    await press(page, 'Alt+Q');
    await expect(canvas(page)).toBeVisible();
    await press(page, 'Control+p');
    await expect(viewer(page)).toContainText('Đã gửi tới máy in');
    expect(resultsPrinted(counter)).toHaveLength(2);
    await expect(statusLine(page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
    const [told] = await portal.admin.dossiers('HT');
    expect(told?.resultPrints?.map(({ print, standing }) => [print, standing])).toEqual([
      [1, 'valid'],
      [2, 'valid'],
    ]);
    expect(elsewhere).toEqual([]);
  } finally {
    await app.close();
    await portal.close();
  }
});

test('what is altered, unvouched for, damaged or locked is not printed as if it were good', async () => {
  test.setTimeout(300_000);
  const root = makeSigner('CA thử nghiệm');
  const good = signPdf(resultPdf(), [makeSigner('Nguyễn Văn Ký', root)]);
  const altered = Buffer.from(good.toString('latin1').replace('22A8012345', '22A8099999'), 'latin1');
  const long = signPdf(resultPdf(60), [makeSigner('Người Lạ')]);
  const unstamped = resultPdf(1, 'no picture at all');
  const locked = await PDFDocument.create();
  locked.addPage();
  locked.encrypt({ userPassword: 'bi mat', ownerPassword: 'bi mat hon' });
  const pdfs = [altered, long, unstamped, good.subarray(0, 900), await locked.save()];
  const { portal, counter, codes } = await withResults(pdfs, root.certificate);
  const { page, app } = counter;
  const says = (text: string) => expect(viewer(page).getByRole('alert')).toContainText(text);
  const leave = async () => {
    await press(page, 'Escape');
    await expect(viewer(page)).toBeHidden();
  };
  try {
    await show(page, codes[0] ?? '');
    await expect(canvas(page)).toBeVisible();
    await says('ket-qua-1.pdf đã bị sửa sau khi ký nên không được trả');
    await press(page, 'Control+p');
    await page.screenshot({ path: 'out/screens/result-viewer-altered.png' });
    await leave();

    await show(page, codes[1] ?? '');
    await expect(viewer(page)).toContainText('? không xác minh được người ký');
    await expect(canvas(page)).toBeVisible();
    await press(page, 'Control+p');
    await says('Chữ ký số của ket-qua-2.pdf không xác minh được');
    await page.getByRole('checkbox', { name: 'vẫn in kết quả này' }).focus();
    await press(page, 'Space', 'Control+p');
    await expect(viewer(page)).toContainText(/Đang dựng trang để in: \d+ \/ 60/u);
    await page.screenshot({ path: 'out/screens/result-printing.png' });
    await press(page, 'Escape');
    await expect(viewer(page)).toContainText('Đã dừng in');
    expect(resultsPrinted(counter)).toEqual([]);
    await press(page, 'Control+p');
    await expect(viewer(page)).toContainText('Đã gửi tới máy in', { timeout: 120_000 });
    await leave();
    const life = page.getByRole('group', { name: 'Diễn biến' });
    await expect(life).toContainText('In lần 1, 60 trang. Chữ ký số: không xác minh được người ký');
    await expect(life).toContainText('Người in đã đối chiếu và xác nhận');

    // Without its picture a page is not shown at all; nor is what can't be opened.
    await show(page, codes[2] ?? '');
    await says('ket-qua-3.pdf có phần không đọc được nên không hiện và không in');
    await expect(canvas(page)).toBeHidden();
    await page.getByRole('checkbox', { name: 'vẫn in kết quả này' }).focus();
    await press(page, 'Space', 'Control+p');
    await expect(viewer(page).getByRole('alert')).toHaveCount(2);
    await leave();
    await show(page, codes[3] ?? '');
    await says('ket-qua-4.pdf có phần không đọc được');
    await page.screenshot({ path: 'out/screens/result-damaged.png' });
    await leave();
    await show(page, codes[4] ?? '');
    await says('ket-qua-5.pdf có mật khẩu nên không mở được');
    await leave();
    expect(resultsPrinted(counter)).toHaveLength(1);

    for (const [language, name] of Object.entries({ en: 'English', fr: 'Français', vi: 'Tiếng Việt' })) {
      await press(page, 'F10');
      await page.getByRole('radio', { name }).focus();
      await press(page, 'Space');
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await press(page, 'F3');
      await page.getByRole('searchbox').fill(codes[1] ?? '');
      await press(page, 'Enter');
      await expect(page.getByTestId('results')).toContainText('Alt');
      await page.getByTestId('results').scrollIntoViewIfNeeded();
      await page.screenshot({ path: `out/screens/result-part-${language}.png` });
      await press(page, 'Alt+Q');
      await expect(canvas(page)).toBeVisible();
      await page.screenshot({ path: `out/screens/result-viewer-${language}.png` });
      await leave();
    }
  } finally {
    await app.close();
    await portal.close();
  }
});
