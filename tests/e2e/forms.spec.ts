import { expect, test, type Page } from '@playwright/test';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { formSet } from '../../shared/domain/form-set.ts';
import { readPdf } from '../support/read-pdf.ts';
import {
  CITIZENS,
  fillReception,
  openCounter,
  press,
  saveAndPrint,
  statusLine,
  type Counter,
} from './counter.ts';

const root = path.resolve(import.meta.dirname, '../..');
const stage = (page: Page) => page.getByTestId('stage');
const timeline = (page: Page) => page.getByRole('group', { name: 'Diễn biến' });
const picture = (page: Page, name: string) => page.screenshot({ path: `out/life/${name}.png` });

/** Waits for one more paper; gives its pages. */
async function nextPaper({ papers }: Counter, before: readonly string[]): Promise<readonly string[]> {
  await expect.poll(() => papers().length).toBe(before.length + 1);
  const [added] = papers().filter((file) => !before.includes(file));
  return readPdf(added ?? '');
}

async function received({ page }: Counter, citizen: (typeof CITIZENS)[number]): Promise<string> {
  await fillReception(page, citizen);
  const code = await saveAndPrint(page);
  await press(page, 'Control+O');
  await expect(stage(page)).toContainText('đã nhận');
  return code;
}

async function open(page: Page, name: string): Promise<void> {
  const buttons = page.getByRole('toolbar', { name: 'Bước tiếp theo' }).getByRole('button');
  await expect(buttons.filter({ hasText: name })).toBeVisible();
  const at = (await buttons.allTextContents()).findIndex((text) => text.startsWith(name));
  await press(page, `Alt+${String(at + 1)}`);
  await expect(page.getByRole('form', { name })).toBeVisible();
}

test('a step prints its form once it is saved; again it is a copy, and a replacement after a correction', async () => {
  const { portal, counter } = await openCounter('HT', 1);
  const { page } = counter;
  try {
    await counter.app.setOffline(true);
    const code = await received(counter, CITIZENS[0]);
    let before = counter.papers();

    await open(page, 'Yêu cầu bổ sung');
    await page.getByRole('form').locator('table input').first().focus();
    await page.keyboard.type('1');
    await page.getByRole('form').getByLabel('Lý do').focus();
    await page.keyboard.type('Bản nộp không có chữ ký');
    // Nothing is printed before it is saved.
    expect(counter.papers()).toEqual(before);
    await press(page, 'Control+Enter');
    await expect(stage(page)).toContainText('chờ bổ sung');
    const [original = ''] = await nextPaper(counter, before);
    expect(original).toContain('PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ');
    expect(original).toContain(code);
    expect(original).toContain('Lý do: Bản nộp không có chữ ký');
    expect(original).not.toMatch(/BẢN SAO|BẢN THAY THẾ/u);
    await expect(timeline(page)).toContainText('Mẫu 02');
    await picture(page, 'form-printed');

    const again = async () => {
      before = counter.papers();
      await press(page, 'Alt+I');
      const form = page.getByRole('form', { name: 'In phiếu' });
      await expect(form.getByRole('combobox')).toBeFocused();
      await picture(page, 'form-again');
      await press(page, 'Control+Enter');
      await expect(form).toBeHidden();
      return (await nextPaper(counter, before))[0] ?? '';
    };
    expect(await again()).toContain('BẢN SAO');

    await press(page, 'Control+E');
    const correction = page.getByRole('form');
    await expect(correction).toBeVisible();
    await correction.getByRole('combobox').first().focus();
    await correction.getByRole('combobox').first().selectOption({ label: 'Điện thoại' });
    await correction.getByRole('textbox').first().focus();
    await press(page, 'Control+A');
    await page.keyboard.type('0987000111');
    await correction.getByLabel('Lý do').focus();
    await page.keyboard.type('Đổi số');
    await press(page, 'Control+Enter');
    await expect(correction).toBeHidden();
    await expect(page.getByRole('main')).toContainText('Phiếu đã in không còn đúng');
    const replacement = await again();
    expect(replacement).toContain('BẢN THAY THẾ');
    expect(replacement).toContain('0987000111');
    await expect(page.getByRole('main')).not.toContainText('Phiếu đã in không còn đúng');

    before = counter.papers();
    await press(page, 'Alt+K');
    const [sheet = ''] = await nextPaper(counter, before);
    expect(sheet).toContain('PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ');

    before = counter.papers();
    await press(page, 'F4', 'Alt+S');
    await expect(page.getByRole('form', { name: 'In sổ theo dõi hồ sơ' })).toBeVisible();
    await picture(page, 'register');
    await press(page, 'Control+Enter');
    const [register = ''] = await nextPaper(counter, before);
    expect(register).toContain('SỔ THEO DÕI HỒ SƠ');
    expect(register).toContain(CITIZENS[0].name);

    await counter.app.setOffline(false);
    await expect(statusLine(page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
    const known = (await portal.admin.dossiers('HT')).find(({ reception }) => reception?.code === code);
    expect(known?.formPrints?.map(({ form, kind, print }) => `${form} ${kind} ${String(print)}`)).toEqual([
      'supplement original 1',
      'supplement copy 2',
      'supplement replacement 3',
      'control original 1',
    ]);
  } finally {
    await counter.app.close();
    await portal.close();
  }
});

test('npm run forms writes every form of a set, short and long', async () => {
  const out = mkdtempSync(path.join(os.tmpdir(), 'quay-mot-cua-forms-'));
  const script = path.join(root, 'tests/forms/make-forms.ts');
  await promisify(execFile)(process.execPath, [script, '--set', '2025', '--out', out]);
  const forms = Object.values(formSet('2025').forms).filter((form) => form !== null);
  const names = forms.flatMap(({ number }) => [`${number}-long.pdf`, `${number}-short.pdf`]);
  expect(readdirSync(path.join(out, '2025')).sort()).toEqual(names.sort());
  for (const { number, titleVi } of forms) {
    const short = await readPdf(path.join(out, '2025', `${number}-short.pdf`));
    const long = await readPdf(path.join(out, '2025', `${number}-long.pdf`));
    expect(short).toHaveLength(1);
    expect(short[0]).toContain(titleVi);
    expect(long.join(' ')).toContain(titleVi);
    expect(short[0]).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
    expect(short[0]).toContain('DỮ LIỆU MẪU');
    // Every page says which it is; a table repeats its head; signatures are never alone on the last page.
    long.forEach((text, i) => expect(text).toContain(`Trang ${String(i + 1)}/${String(long.length)}`));
    if (number === '02' || number === '07') {
      expect(long.length).toBeGreaterThan(1);
      expect(long.slice(0, 2).every((text) => text.includes('TT'))).toBe(true);
    }
    if (number === '02') expect(long.at(-1)).toMatch(/Lý do: .*NGƯỜI HƯỚNG DẪN/u);
    if (number === '04') expect(long.at(-1)).toMatch(/sau khi gia hạn.*THỦ TRƯỞNG/u);
  }
});
