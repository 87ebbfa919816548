import { expect, test } from '@playwright/test';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readPdf } from '../support/read-pdf.ts';
import { CITIZENS, openCounter, press, receive } from './counter.ts';

const PICTURES = 'out/screens';

test('a supervisor sees the day in figures, opens a number to its dossiers and comes back, by keyboard', async () => {
  test.setTimeout(240_000);
  const { portal, counter } = await openCounter('HT', 5);
  const { page } = counter;
  try {
    const codes = [];
    for (const citizen of CITIZENS.slice(0, 2)) codes.push(await receive(page, citizen));
    await press(page, 'F9');
    const received = page
      .getByRole('button', { name: 'Tiếp nhận: 2, mở danh sách hồ sơ', exact: true })
      .first();
    await expect(received).toBeVisible();
    await expect(page.getByText('Số tạm tính.')).toBeVisible();
    await expect(page.getByText(/Bưu điện Hà Tu: đủ đến/u)).toBeVisible();

    // Down to the dossiers and up again, standing where one was.
    await received.focus();
    await press(page, 'Enter');
    const list = page.getByRole('listbox');
    await expect(list.getByRole('option')).toHaveCount(2);
    await expect(list).toBeFocused();
    await press(page, 'Enter');
    await expect(
      page.getByRole('heading', { name: CITIZENS[0].name }).or(page.getByText(CITIZENS[0].name)).first(),
    ).toBeVisible();
    await press(page, 'Escape');
    await expect(list.getByRole('option')).toHaveCount(2);
    await press(page, 'Escape');
    await expect(received).toBeVisible();

    // Yesterday nothing happened; reversed days are refused under the field.
    await page.getByLabel('Đến ngày').focus();
    await page.getByLabel('Đến ngày').fill('01/01/2020');
    await press(page, 'Enter');
    await expect(page.getByText('Ngày cuối đứng trước ngày đầu.', { exact: false })).toBeVisible();
    await press(page, 'Alt+4');
    await expect(page.getByText('Kỳ này không có hồ sơ nào trên máy.', { exact: false })).toBeVisible();
    await press(page, 'Alt+1');
    await expect(received).toBeVisible();

    // A filter narrows every number; the periodic report has its three-row header and says that it is unverified.
    await press(page, 'Alt+L');
    await expect(page.getByLabel('Chia dòng theo')).toBeFocused();
    await page.getByLabel('Kênh').selectOption('online');
    await expect(
      page.getByRole('button', { name: 'Tiếp nhận: 0, mở danh sách hồ sơ', exact: true }).first(),
    ).toBeVisible();
    await page.getByLabel('Kênh').selectOption('');
    await expect(received).toBeVisible();
    // The office beside its targets, which are marked unverified.
    await expect(page.getByText('chỉ tiêu 62 %: ▼ thiếu 62,00')).toBeVisible();
    await expect(page.getByText('Chỉ tiêu chưa kiểm chứng.')).toBeVisible();
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: `${PICTURES}/reports-vi.png` });

    // A view is kept under a name and chosen again by it; the filter comes back with it.
    await page.getByLabel('Kênh').selectOption('in-person');
    await press(page, 'Alt+S');
    await expect(page.getByLabel('Đặt tên cách xem này')).toBeFocused();
    await page.keyboard.type('Trực tiếp tháng này');
    await press(page, 'Enter');
    const saved = page.getByLabel('Cách xem (Alt+W)');
    await expect(saved).toHaveValue('Trực tiếp tháng này');
    await page.getByLabel('Kênh').selectOption('');
    await expect(saved).toHaveValue('');
    await press(page, 'Alt+W');
    await expect(saved).toBeFocused();
    await page.keyboard.type('Trực');
    await expect(page.getByLabel('Kênh')).toHaveValue('in-person');
    await page.screenshot({ path: `${PICTURES}/reports-view-vi.png` });
    await press(page, 'Alt+Delete');
    await expect(saved.getByRole('option')).toHaveText(['— chọn —']);
    await page.getByLabel('Kênh').selectOption('');

    await press(page, 'Alt+K');
    await expect(page.locator('thead tr')).toHaveCount(4);
    await expect(page.getByText('chưa kiểm chứng')).toBeVisible();
    await page.screenshot({ path: `${PICTURES}/reports-periodic-vi.png` });
    expect(codes).toHaveLength(2);
  } finally {
    await counter.app.close();
    await portal.close();
  }
});

const LANGUAGES = { en: 'English', fr: 'Français', vi: 'Tiếng Việt' } as const;

test('the exports by keyboard: a folder, Excel, CSV, PDF, the chart as a picture; a folder that vanished is said', async () => {
  test.setTimeout(300_000);
  const { portal, counter } = await openCounter('HT', 6);
  const { page, app } = counter;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bao-cao-'));
  try {
    await receive(page, CITIZENS[0]);
    await press(page, 'F9', 'Alt+1');
    await expect(
      page.getByRole('button', { name: 'Tiếp nhận: 1, mở danh sách hồ sơ' }).first(),
    ).toBeVisible();
    await press(page, 'Alt+X');
    await expect(page.getByText('Chưa chọn thư mục.')).toBeVisible();
    await press(page, 'Alt+E');
    await expect(page.getByText('Chưa chọn thư mục để xuất.', { exact: false })).toBeVisible();
    await app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    }, folder);
    await press(page, 'Alt+T');
    await expect(page.getByText(`Thư mục: ${folder}`)).toBeVisible();
    for (const [keys, ending] of [
      ['Alt+E', 'xlsx'],
      ['Alt+C', 'csv'],
      ['Alt+P', 'pdf'],
      ['Alt+B', 'png'],
    ] as const) {
      await press(page, keys);
      await expect(page.getByText(new RegExp(`Đã ghi: .*\\.${ending}`, 'u'))).toBeVisible({
        timeout: 60_000,
      });
    }
    const files = readdirSync(folder).sort();
    expect(files.map((name) => name.replace(/\d{8}/gu, 'd'))).toEqual([
      'bao-cao-HT-d-d.csv',
      'bao-cao-HT-d-d.pdf',
      'bao-cao-HT-d-d.png',
      'bao-cao-HT-d-d.xlsx',
    ]);
    const [csv = '', pdf = '', png = '', xlsx = ''] = files.map((name) => path.join(folder, name));
    expect(readFileSync(xlsx).subarray(0, 2).toString()).toBe('PK');
    const picture = readFileSync(png);
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    // Width in its header: twice the chart's own, for paper.
    expect(picture.readUInt32BE(16)).toBe(1920);
    const rows = readFileSync(csv, 'utf8').split('\r\n');
    const pages = await readPdf(pdf);
    const text = pages.join(' ');
    expect(text).toContain('BÁO CÁO TIẾP NHẬN VÀ TRẢ KẾT QUẢ');
    expect(text).toContain('Số tạm tính.');
    expect(text).toContain('người lập: Nguyễn Thị Hồng Nhung');
    expect(text).toContain('NGƯỜI LẬP BÁO CÁO');
    for (const [i, each] of pages.entries())
      expect(each).toContain(`Trang ${String(i + 1)}/${String(pages.length)}`);
    // The sum of the periodic report is the same on paper, in the file and on the screen.
    const sum = rows
      .find((row) => row.startsWith(',Tổng cộng,'))!
      .split(',')
      .slice(2);
    expect(sum[0]).toBe('1');
    expect(text).toContain(`Tổng cộng ${sum.join(' ')}`);
    mkdirSync('out/screens', { recursive: true });
    await page.screenshot({ path: `${PICTURES}/reports-export-vi.png` });

    cpSync(folder, 'out/reports', { recursive: true });
    rmSync(folder, { recursive: true });
    await press(page, 'Alt+E');
    await expect(page.getByText('Không thấy thư mục xuất nữa', { exact: false })).toBeVisible();
    // Nothing of the period: nothing is written.
    await press(page, 'Alt+4');
    await expect(page.getByText('Kỳ này không có hồ sơ nào trên máy.', { exact: false })).toBeVisible();
    await press(page, 'Alt+C');
    await expect(page.getByText('không có gì để xuất', { exact: false })).toBeVisible();

    for (const [language, name] of Object.entries(LANGUAGES)) {
      await press(page, 'F10');
      await page.getByRole('radio', { name }).focus();
      await press(page, 'Space');
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await press(page, 'F9');
      await expect(page.getByRole('figure')).toBeVisible();
      await page.screenshot({ path: `${PICTURES}/reports-month-${language}.png` });
    }
  } finally {
    await counter.app.close();
    await portal.close();
  }
});
