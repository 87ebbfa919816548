import { expect, test } from '@playwright/test';
import { mkdirSync } from 'node:fs';
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
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: `${PICTURES}/reports-vi.png` });
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
