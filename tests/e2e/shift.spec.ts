import { expect, test, type Page } from '@playwright/test';
import path from 'node:path';
import type { Portal } from '../portal/server.ts';
import { openCounter, press, type Counter } from './counter.ts';

let portal: Portal;
let counter: Counter;
let page: Page;

test.beforeAll(async () => {
  ({ portal, counter } = await openCounter('HT', 1));
  page = counter.page;
});
test.afterAll(async () => {
  await counter.app.close();
  await portal.close();
});

const picture = (name: string) =>
  page.screenshot({ path: path.resolve(import.meta.dirname, `../../out/shift/${name}.png`) });
const form = () => page.getByRole('form');

test('a shift', async () => {
  await press(page, 'F7');
  await expect(page.getByRole('heading', { name: 'Quỹ' })).toBeVisible();
  await picture('till-empty');
  await press(page, 'Alt+M');
  await expect(page.getByLabel('Số tờ 500.000 ₫')).toBeFocused();
  await page.keyboard.type('1');
  await picture('count');
  await press(page, 'Control+Enter');
  await expect(form()).toContainText('giải trình');
  await picture('count-unexplained');
});
