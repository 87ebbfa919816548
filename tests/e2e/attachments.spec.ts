import { expect, test, type Page } from '@playwright/test';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pdfOf, placeOf, sha256Of } from '../unit/electron/attachment-support.ts';
import { createPortal, type Portal } from '../portal/server.ts';
import { CITIZENS, enrol, fillReception, press, saveAndPrint, startCounter, statusLine } from './counter.ts';

let portal: Portal;
let portalUrl: string;
test.beforeEach(async () => {
  portal = await createPortal();
  portalUrl = (await portal.listen()).url;
});
test.afterEach(() => portal.close());

const folder = mkdtempSync(path.join(os.tmpdir(), 'papers-'));
function fileOf(name: string, bytes: Buffer): string {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

const rows = (page: Page) => page.getByTestId('attachments').getByRole('listitem');
const rowOf = (page: Page, name: string) => rows(page).filter({ hasText: name });

/** Attaches files to the dossier on the screen, by keyboard up to the system's own file dialog. */
async function attach(page: Page, ...files: readonly string[]): Promise<void> {
  // A screen that opens just now may not hear the key yet: then it is pressed again.
  await expect(async () => {
    await press(page, 'Alt+T');
    await expect(page.getByLabel('Thuộc giấy tờ')).toBeFocused({ timeout: 2000 });
  }).toPass({ timeout: 30_000 });
  const chosen = Promise.withResolvers<void>();
  answer = () => void giveFiles(page, files).then(chosen.resolve, chosen.reject);
  await press(page, 'Control+Enter');
  await chosen.promise;
}

/** Chooses files in the open dialog by their paths: Playwright's own way carries no more than 50 MB. */
async function giveFiles(page: Page, files: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { result } = await session.send('Runtime.evaluate', {
    expression: `document.querySelector('[data-testid="attach-input"]')`,
  });
  const { objectId } = result;
  if (objectId === undefined) throw new Error('no field for files');
  await session.send('DOM.setFileInputFiles', { files: [...files], objectId });
  await session.detach();
}

/** What the system's file dialog does when it opens; listened for all along, so that none is missed. */
let answer: () => void = () => undefined;
const answerDialogs = (page: Page) => page.on('filechooser', () => answer());

/** Receives a dossier and opens it from the panel that confirms the save. */
async function receiveAndOpen(page: Page, citizen: (typeof CITIZENS)[number]): Promise<void> {
  await fillReception(page, citizen);
  await saveAndPrint(page);
  await press(page, 'Control+O');
  await expect(page.getByTestId('attachments')).toBeAttached();
}

test('files attached offline survive a restart and reach the portal bit for bit; a damaged one needs a person, on its dossier alone', async () => {
  test.setTimeout(150_000);
  const pdf = pdfOf(2_300_000);
  const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), randomBytes(90_000)]);
  const hurt = pdfOf(400_000);
  const files = {
    pdf: fileOf('Đơn đề nghị.pdf', pdf),
    png: fileOf('giấy khai sinh.png', png),
    hurt: fileOf('bản quét cũ.pdf', hurt),
    large: fileOf('quá lớn.pdf', pdfOf(51 * 1024 * 1024)),
    program: fileOf('không phải ảnh.pdf', Buffer.from('MZ not a picture')),
  };
  const counter = await startCounter({ portalUrl });
  const { page } = counter;
  answerDialogs(page);
  await enrol(counter, 'HT', 2);
  await counter.app.setOffline(true);

  await receiveAndOpen(page, CITIZENS[0]);
  await attach(page, files.pdf, files.png);
  await expect(page.getByText('Đã đính kèm 2 tệp')).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
  await expect(rowOf(page, 'Đơn đề nghị.pdf')).toContainText('2,2 MB');
  await attach(page, files.large, files.program);
  await expect(page.getByText('lớn hơn 50 MB')).toBeVisible();
  await expect(page.getByText('Chỉ nhận tệp PDF và ảnh')).toBeVisible();
  await page.screenshot({ path: 'out/screens/attach-refused.png' });
  await press(page, 'Escape');
  await expect(rows(page)).toHaveCount(2);
  await page.screenshot({ path: 'out/screens/attached-offline.png' });

  await receiveAndOpen(page, CITIZENS[1]);
  await attach(page, files.hurt);
  await expect(rows(page)).toHaveCount(1);
  await counter.app.close();
  writeFileSync(placeOf(path.join(counter.app.userData, 'attachments'), sha256Of(hurt)), pdfOf(400_000));

  const again = await startCounter({ portalUrl, userData: counter.app.userData });
  answerDialogs(again.page);
  await expect(statusLine(again.page)).toContainText('1 mục cần xem', { timeout: 60_000 });
  const dossiers = async () => (await portal.admin.dossiers('HT')).filter((each) => each.attachments);
  await expect.poll(async () => (await dossiers()).length, { timeout: 60_000 }).toBe(1);
  expect((await dossiers())[0]?.attachments?.map(({ name }) => name)).toEqual([
    'Đơn đề nghị.pdf',
    'giấy khai sinh.png',
  ]);
  for (const bytes of [pdf, png])
    expect((await portal.admin.file('HT', sha256Of(bytes)))?.equals(bytes)).toBe(true);
  expect(await portal.admin.file('HT', sha256Of(hurt))).toBeNull();

  // The clerk is led to it, attaches the same file again, and it goes by itself.
  await press(again.page, 'F8');
  await expect(again.page.getByText('đã hỏng')).toBeVisible();
  await again.page.screenshot({ path: 'out/screens/attachment-damaged-outbox.png' });
  await again.page.getByRole('option').first().press('Enter');
  await expect(again.page.getByText('Đính kèm lại đúng tệp này')).toBeVisible();
  await again.page.screenshot({ path: 'out/screens/attachment-damaged.png' });
  await attach(again.page, files.hurt);
  await expect(statusLine(again.page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  expect((await portal.admin.file('HT', sha256Of(hurt)))?.equals(hurt)).toBe(true);
  await expect(rowOf(again.page, 'bản quét cũ.pdf').locator('[data-state]')).toHaveAttribute(
    'data-state',
    'sent',
  );
  await again.page.screenshot({ path: 'out/screens/attachment-sent.png' });
  await again.app.close();
});
