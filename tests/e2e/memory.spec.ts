import { expect, test, type Page } from '@playwright/test';
import path from 'node:path';
import type { Portal } from '../portal/server.ts';
import {
  chooseProcedure,
  CITIZENS,
  fillReception,
  openCounter,
  press,
  saveAndPrint,
  tickDocuments,
  type Counter,
} from './counter.ts';

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
  page.screenshot({ path: path.resolve(import.meta.dirname, `../../out/memory/${name}.png`) });
const number = () => page.getByLabel('Số giấy tờ tùy thân').first();
const name = () => page.getByLabel('Họ và tên').first();
const birthDate = () => page.getByRole('textbox', { name: /^Ngày sinh/u });
const facts = () => page.getByRole('region', { name: 'Thông tin' });

test('offline: a citizen who was here before is offered their details, a twin is told of, a doubt is kept and recorded', async () => {
  await counter.app.setOffline(true);
  const [citizen] = CITIZENS;
  await fillReception(page, citizen);
  const first = await saveAndPrint(page);
  await press(page, 'Enter');
  await expect(page.getByTestId('dossier-code')).toBeHidden();

  await chooseProcedure(page, citizen.find);
  await page.keyboard.type(citizen.number);
  // Offered, and told of the twin; nothing is filled in by itself.
  await expect(page.getByText(`Đã nộp tại đây: ${citizen.name}`)).toBeVisible();
  await expect(page.getByText(`đang có hồ sơ ${first} cùng thủ tục: đã nhận`)).toBeVisible();
  await expect(name()).toHaveValue('');
  await picture('offered');

  // The twin is one key away, and the way back finds the form as it was.
  await press(page, 'Alt+O');
  await expect(page.getByRole('heading', { name: first })).toBeVisible();
  await press(page, 'Escape');
  await expect(number()).toHaveValue(citizen.number);
  await expect(page.getByText(`Đã nộp tại đây: ${citizen.name}`)).toBeVisible();

  await press(page, 'Alt+M');
  await expect(name()).toHaveValue(citizen.name);
  await expect(page.getByLabel('Số điện thoại').first()).toHaveValue(citizen.phone);
  await expect(page.getByText(`Đã lấy lại thông tin từ hồ sơ ${first}`)).toBeVisible();
  await picture('taken');
  // A change of mind takes out what was filled in, and offers it again.
  await press(page, 'Alt+M');
  await expect(name()).toHaveValue('');
  await expect(page.getByText(`Đã nộp tại đây: ${citizen.name}`)).toBeVisible();
  await press(page, 'Alt+M');
  await expect(name()).toHaveValue(citizen.name);

  // The number says 1990: saving stops until the clerk keeps it.
  await press(page, 'Alt+2');
  await birthDate().focus();
  await page.keyboard.type('17/05/1991');
  await tickDocuments(page);
  await expect(
    page.getByText('Số căn cước ghi năm sinh 1990, ngày sinh đã nhập là 17/05/1991.'),
  ).toBeVisible();
  await press(page, 'Control+Enter');
  await expect(birthDate()).toBeFocused();
  await expect(page.getByTestId('dossier-code')).toBeHidden();
  await picture('doubt');
  await press(page, 'Alt+G');
  await expect(page.getByText('Ngày sinh không khớp số căn cước')).toBeHidden();
  await picture('doubt-kept');
  const second = await saveAndPrint(page);
  expect(second).not.toBe(first);

  await press(page, 'Control+O');
  await expect(facts()).toContainText(`Từ hồ sơ ${first}, người nộp đồng ý lúc`);
  await expect(facts()).toContainText('Năm sinh khác số căn cước; đã xem giấy tờ gốc và giữ.');
  await picture('facts');

  // The portal takes it as it is.
  await counter.app.setOffline(false);
  const atPortal = async () =>
    (await portal.admin.dossiers('HT')).find(({ reception }) => reception?.code === second)?.reception;
  await expect
    .poll(async () => (await atPortal())?.identityDoubt, { timeout: 60_000 })
    .toEqual({ what: ['birth-year'], confirmed: true });
  expect((await atPortal())?.prefill?.consent).toBe(true);
});
