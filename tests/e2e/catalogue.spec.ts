import { expect, test, type Page } from '@playwright/test';
import path from 'node:path';
import { makeCatalogue } from '../portal/seed/make-catalogue.ts';
import { makeLargeCatalogue } from '../portal/seed/large-catalogue.ts';
import { createPortal, type Portal } from '../portal/server.ts';
import { enrol, press, startCounter, type Counter } from './counter.ts';

const LARGE = makeLargeCatalogue(makeCatalogue());
let portal: Portal;
let counter: Counter;
let page: Page;

test.beforeAll(async () => {
  portal = await createPortal();
  await portal.admin.setCatalogue(LARGE);
  counter = await startCounter({ portalUrl: (await portal.listen()).url });
  page = counter.page;
  await enrol(counter, 'HT', 3);
});
test.afterAll(async () => {
  await counter.app.close();
  await portal.close();
});

const picture = (name: string) =>
  page.screenshot({ path: path.resolve(import.meta.dirname, `../../out/catalogue/${name}.png`) });
const finder = () => page.getByLabel('Tìm theo mã, tên hoặc lĩnh vực').first();

async function find(words: string): Promise<void> {
  await press(page, 'F2');
  await expect(async () => {
    await press(page, 'Alt+1');
    await expect(finder()).toBeFocused({ timeout: 2000 });
  }).toPass({ timeout: 30_000 });
  await press(page, 'Control+A');
  await page.keyboard.type(words);
  await expect(page.getByRole('option').first()).toBeVisible();
}

test('among 1,712 procedures a few letters find one; fifty are listed, and how many more there are is said', async () => {
  await find('giay phep');
  await expect(page.getByRole('option')).toHaveCount(50);
  await expect(page.getByText(/^Còn \d+ thủ tục nữa\. Gõ thêm chữ/u)).toBeVisible();
  await picture('list');
  await find('giay phep tau ca 12 lai');
  await expect(page.getByText(/^Còn \d+ thủ tục nữa/u)).toBeHidden();
  await expect(page.getByRole('option').first()).toContainText('tàu cá từ 12 mét');
});

test('a withdrawn procedure says since when, why and what replaces it, which is one key away', async () => {
  const inForce = (code: string) =>
    LARGE.procedures.some((each) => each.code === code && !each.withdrawnFrom);
  const withdrawn = LARGE.procedures.find(({ withdrawal }) => inForce(withdrawal?.replacedBy[0] ?? ''));
  const instead = withdrawn?.withdrawal?.replacedBy[0] ?? '';
  await find(withdrawn?.code ?? '');
  await expect(page.getByRole('option').first()).toContainText(
    `hết hiệu lực từ 01/07/2025, thay bằng ${instead}`,
  );
  await press(page, 'Enter');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('hết hiệu lực từ 01/07/2025.');
  await expect(alert).toContainText('Lý do: Quyết định mẫu số 01/QĐ-UBND bãi bỏ.');
  await expect(alert).toContainText(`Thay bằng ${instead}`);
  await picture('withdrawn');
  await press(page, 'Alt+Y');
  await expect(page.getByLabel('Số giấy tờ tùy thân')).toBeFocused();
  await expect(alert).toBeHidden();
  await expect(page.getByRole('main')).toContainText(instead);
});
