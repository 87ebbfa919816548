import { expect, test } from '@playwright/test';
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CITIZENS, openCounter, press, receive } from './counter.ts';

const PICTURES = 'out/screens';
const LANGUAGES = { en: 'English', fr: 'Français', vi: 'Tiếng Việt' } as const;

test('an exported file leaves its trace: seen again as it was, what changed since, and whether the file was altered', async () => {
  test.setTimeout(300_000);
  const { portal, counter } = await openCounter('HT', 7);
  const { page, app } = counter;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tep-da-xuat-'));
  mkdirSync(PICTURES, { recursive: true });
  try {
    await receive(page, CITIZENS[0]);
    await app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    }, folder);
    await press(page, 'F9', 'Alt+1');
    await expect(
      page.getByRole('button', { name: 'Tiếp nhận: 1, mở danh sách hồ sơ' }).first(),
    ).toBeVisible();
    await press(page, 'Alt+X', 'Alt+T');
    await expect(page.getByText(`Thư mục: ${folder}`)).toBeVisible();
    for (const [keys, ending] of [
      ['Alt+C', 'csv'],
      ['Alt+P', 'pdf'],
    ] as const) {
      await press(page, keys);
      await expect(page.getByText(new RegExp(`Đã ghi: .*\\.${ending}`, 'u'))).toBeVisible({
        timeout: 60_000,
      });
    }
    // Afterwards another dossier comes in: the report as it was does not know it.
    const code = await receive(page, CITIZENS[1]);
    await press(page, 'F9', 'Alt+O');
    const list = page.getByRole('listbox', { name: 'Các tệp đã xuất' });
    await expect(list.getByRole('option')).toHaveCount(2);
    await expect(list).toBeFocused();
    await page.screenshot({ path: `${PICTURES}/exports-list-vi.png` });
    await press(page, 'ArrowDown', 'Enter');
    await expect(page.getByText('Dựng lại khớp với số liệu đã xuất.')).toBeVisible();
    await expect(page.getByRole('row', { name: /^Tiếp nhận 1 2 \+1$/u })).toBeVisible();
    const since = page.getByRole('listbox', { name: 'Thay đổi từ lúc xuất' });
    await expect(since.getByRole('option')).toHaveCount(1);
    await expect(since.getByRole('option')).toContainText(code);
    await expect(since.getByRole('option')).toContainText('Tiếp nhận +1');
    await expect(since).toBeFocused();
    await page.screenshot({ path: `${PICTURES}/exports-then-vi.png` });
    // The dossier that made the difference, and back to where one stood.
    await press(page, 'Enter');
    await expect(page.getByText(CITIZENS[1].name).first()).toBeVisible();
    await press(page, 'Escape');
    await expect(since.getByRole('option')).toHaveCount(1);

    // A file as it was exported, one that somebody changed, and one nobody knows.
    const [csv = ''] = readdirSync(folder).filter((name) => name.endsWith('.csv'));
    const input = page.getByTestId('check-input');
    // Listened for well before it comes, so that it is not missed.
    page.on('filechooser', (dialog) => void dialog.setFiles(path.join(folder, csv)));
    await expect(input).toBeAttached();
    await press(page, 'Alt+K');
    await expect(page.getByText(`✓ Đúng nguyên bản: ${csv}`, { exact: false })).toBeVisible();
    appendFileSync(path.join(folder, csv), '9');
    await input.setInputFiles(path.join(folder, csv));
    await expect(page.getByText(`✗ Tệp ${csv} đã bị sửa`, { exact: false })).toBeVisible();
    await input.setInputFiles({ name: 'la.csv', mimeType: 'text/csv', buffer: Buffer.from('x') });
    await expect(page.getByText('Không có dấu vết nào', { exact: false })).toBeVisible();
    await press(page, 'Escape', 'Escape');
    await expect(page.getByRole('figure')).toBeVisible();

    for (const [language, name] of Object.entries(LANGUAGES)) {
      await press(page, 'F10');
      await page.getByRole('radio', { name }).focus();
      await press(page, 'Space');
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await press(page, 'F9', 'Alt+O');
      await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(2);
      await press(page, 'Enter');
      await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(1);
      await page.screenshot({ path: `${PICTURES}/exports-then-${language}.png` });
    }
  } finally {
    await counter.app.close();
    await portal.close();
  }
});

test('the day is exported by itself at its time; while the folder is away it says so, and makes up for it', async () => {
  test.setTimeout(240_000);
  const { portal, counter } = await openCounter('HT', 8);
  const { page, app } = counter;
  const folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'cuoi-ngay-')), 'báo cáo');
  mkdirSync(PICTURES, { recursive: true });
  try {
    await receive(page, CITIZENS[0]);
    await app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    }, folder);
    await press(page, 'F9', 'Alt+1');
    const received = page.getByRole('button', { name: 'Tiếp nhận: 1, mở danh sách hồ sơ' }).first();
    await expect(received).toBeVisible();
    await press(page, 'Alt+X', 'Alt+T');
    await expect(page.getByText(`Thư mục: ${folder}`)).toBeVisible();
    const time = page.getByLabel('Tự xuất lúc');
    await time.focus();
    await page.keyboard.type('25:00');
    await press(page, 'Enter');
    await expect(page.getByText('Giờ không đúng.', { exact: false })).toBeVisible();
    await press(page, 'Control+A');
    await page.keyboard.type('00:00');
    await press(page, 'Enter');
    // The folder was never made: said on every screen, and beside the report's key.
    const notice = page.getByText('Chưa tự xuất được báo cáo ngày', { exact: false }).first();
    await expect(notice).toBeVisible();
    await page.screenshot({ path: `${PICTURES}/day-export-failed-vi.png` });
    await press(page, 'F4');
    await expect(notice).toBeVisible();
    await expect(page.getByRole('navigation')).toContainText('tự xuất cuối ngày chưa được');
    mkdirSync(folder);
    await page.getByRole('button', { name: 'Thử lại ngay' }).focus();
    await press(page, 'Enter');
    await expect(notice).toBeHidden({ timeout: 60_000 });
    expect(
      readdirSync(folder)
        .map((name) => path.extname(name))
        .sort(),
    ).toEqual(['.csv', '.pdf', '.xlsx']);
    await press(page, 'F9', 'Alt+1');
    await expect(received).toBeVisible();
    await press(page, 'Alt+X');
    await expect(page.getByText(/đã xuất lúc .*: Excel, CSV, PDF/u)).toBeVisible();
    await page.screenshot({ path: `${PICTURES}/day-export-done-vi.png` });
    await press(page, 'Escape', 'Alt+O');
    await expect(page.getByRole('option').filter({ hasText: 'tự động' })).toHaveCount(3);
  } finally {
    await counter.app.close();
    await portal.close();
  }
});
