/*
 * What lies on the disk after a day's work tells nobody's name, number or telephone.
 *
 *   REST_CITIZENS   how many are received through the screen (4); the full number is 200
 */
import { expect, test } from '@playwright/test';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createPortal } from '../portal/server.ts';
import { findTexts, formsOf } from '../support/find-bytes.ts';
import {
  chooseProcedure,
  enrol,
  fillReception,
  press,
  receive,
  saveAndPrint,
  startCounter,
  statusLine,
  type Citizen,
  type Counter,
} from './counter.ts';
import { pdfOf } from '../unit/electron/attachment-support.ts';

const COUNT = Number(process.env['REST_CITIZENS'] ?? 4);
const FIND = 'ban sao tu ban chinh';

const SYLLABLES = ['Thuyên', 'Quýnh', 'Nghiệm', 'Khuông', 'Trượng', 'Oánh', 'Yểng', 'Đoác', 'Vượng', 'Giềng'];
/** Citizens nobody else is called like. */
const CITIZENS: readonly Citizen[] = Array.from({ length: COUNT }, (_, i) => ({
  find: FIND,
  name: `Tôn Nữ ${String(SYLLABLES[i % 10])} ${String(SYLLABLES[Math.floor(i / 10) % 10])} ${String(SYLLABLES[(i * 7 + Math.floor(i / 100)) % 10])}`,
  number: `0220907${String(31_000 + i * 97).padStart(5, '0')}`,
  phone: `0936${String(470_000 + i * 113).padStart(6, '0')}`,
}));
const DRAFT: Citizen = { find: FIND, name: 'Âu Dương Thoắt', number: '022190777123', phone: '0977123987' };
const TEXTS = [...CITIZENS, DRAFT].flatMap(({ name, number, phone }) => [name, number, phone]);

/** The report of today's dossiers as three files in a folder. */
async function exportReports({ app, page }: Counter, folder: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, folder);
  await press(page, 'F9', 'Alt+1');
  await expect(
    page.getByRole('button', { name: `Tiếp nhận: ${String(COUNT)}, mở danh sách hồ sơ` }).first(),
  ).toBeVisible();
  await press(page, 'Alt+X', 'Alt+T');
  await expect(page.getByText(`Thư mục: ${folder}`)).toBeVisible();
  for (const [keys, ending] of [
    ['Alt+E', 'xlsx'],
    ['Alt+C', 'csv'],
    ['Alt+P', 'pdf'],
  ] as const) {
    await press(page, keys);
    await expect(page.getByText(new RegExp(`Đã ghi: .*\\.${ending}`, 'u'))).toBeVisible({ timeout: 120_000 });
  }
  expect(readdirSync(folder)).toHaveLength(3);
}

test('the search finds what it looks for, in every form', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'control-'));
  const forms = formsOf(DRAFT.name);
  for (const [form, bytes] of forms)
    writeFileSync(path.join(folder, form), Buffer.concat([Buffer.alloc(1000, 7), bytes]));
  writeFileSync(path.join(folder, 'mail'), Buffer.from(`xy ${DRAFT.name} z`).toString('base64'));
  const found = new Set(findTexts([folder], [DRAFT.name]).map(({ file }) => path.basename(file)));
  expect(found).toEqual(new Set([...forms.keys(), 'mail']));
  rmSync(folder, { recursive: true });
});

test(`${String(COUNT)} citizens received, a file attached, a crash in the middle of a draft, all sent, searched and exported: nobody is found on the disk`, async () => {
  test.setTimeout(240_000 + COUNT * 15_000);
  const portal = await createPortal();
  const portalUrl = (await portal.listen()).url;
  const work = mkdtempSync(path.join(os.tmpdir(), 'at-rest-'));
  const [temporary, outside] = [path.join(work, 'tmp'), path.join(work, 'outside')];
  for (const folder of [temporary, outside]) mkdirSync(folder);
  const userData = path.join(work, 'data');
  mkdirSync(userData);
  const env = { TMPDIR: temporary, TMP: temporary, TEMP: temporary };
  const options = { portalUrl, userData, printer: path.join(outside, 'printer'), env };
  mkdirSync(options.printer);

  const first = await startCounter({ ...options, locked: true });
  await enrol(first, 'HT', 1);
  await first.app.setOffline(true);
  for (const citizen of CITIZENS.slice(1)) await receive(first.page, citizen);
  // A file with a name in it, attached to one of them.
  const [citizen] = CITIZENS;
  if (!citizen) throw new Error('nobody');
  await fillReception(first.page, citizen);
  await saveAndPrint(first.page);
  await press(first.page, 'Control+O');
  await expect(first.page.getByTestId('attachments')).toBeAttached();
  const file = path.join(outside, 'don.pdf');
  writeFileSync(
    file,
    Buffer.concat([Buffer.from(`%PDF-1.7\n% ${DRAFT.name} ${DRAFT.number}\n`), pdfOf(200_000)]),
  );
  // Listened for well before it comes, so that it is not missed.
  first.page.on('filechooser', (dialog) => void dialog.setFiles(file));
  await expect(async () => {
    await press(first.page, 'Alt+T');
    await expect(first.page.getByLabel('Thuộc giấy tờ')).toBeFocused({ timeout: 2000 });
  }).toPass({ timeout: 30_000 });
  await press(first.page, 'Control+Enter');
  await expect(first.page.getByText('Đã đính kèm')).toBeVisible();
  // A dossier in the middle of being typed.
  await chooseProcedure(first.page, FIND);
  await first.page.keyboard.type(DRAFT.number);
  await press(first.page, 'Enter');
  await first.page.keyboard.type(DRAFT.name);
  await press(first.page, 'Enter', 'Enter');
  await first.page.keyboard.type(DRAFT.phone);
  await first.app.kill();

  const second = await startCounter(options);
  await second.app.setOffline(false);
  await expect(statusLine(second.page)).toContainText('không có gì chờ gửi', { timeout: 120_000 });
  expect((await portal.admin.dossiers('HT')).length).toBe(COUNT);
  // Searched for and opened.
  await press(second.page, 'F3');
  await second.page.getByRole('searchbox').or(second.page.getByRole('textbox')).first().fill(citizen.name);
  await expect(second.page.getByRole('option').first()).toBeVisible();
  await second.page.getByRole('option').first().press('Enter');
  await expect(second.page.getByText(citizen.name).first()).toBeVisible();
  const exported = path.join(outside, 'exported');
  mkdirSync(exported);
  await exportReports(second, exported);
  await press(second.page, 'F2');
  await second.app.kill();

  // What was exported lies where the clerk said, in the clear.
  expect(findTexts([exported], ['Tổng cộng']).map(({ file }) => path.extname(file))).toContain('.csv');
  expect(findTexts([userData, temporary], TEXTS)).toEqual([]);
  console.log(
    `FIGURE plain texts found on the disk: 0 of ${String(TEXTS.length)} in ${String(formsOf('x').size)} forms each`,
  );
  rmSync(work, { recursive: true, force: true });
  await portal.close();
});
