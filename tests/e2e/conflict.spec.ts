import { expect, test, type Page } from '@playwright/test';
import { fold } from '../../shared/domain/dossier/evolve.ts';
import { createPortal, type Portal } from '../portal/server.ts';
import { CITIZENS, enrol, press, receive, startCounter, statusLine, type Counter } from './counter.ts';
import { readStore } from './read-store.ts';
import { openByCode } from './steps.ts';

let portal: Portal;
let first: Counter;
let second: Counter;

test.beforeAll(async () => {
  portal = await createPortal();
  const { url } = await portal.listen();
  [first, second] = [await startCounter({ portalUrl: url }), await startCounter({ portalUrl: url })];
  await enrol(first, 'HT', 1);
  await enrol(second, 'HT', 2, 'giaodich02');
});
test.afterAll(async () => {
  await first.app.close();
  await second.app.close();
  await portal.close();
});

async function correctPhone(page: Page, phone: string): Promise<void> {
  await press(page, 'Control+e');
  const panel = page.getByRole('form', { name: 'Sửa thông tin' });
  await panel.getByLabel('Mục cần sửa').selectOption('applicant.phone');
  await panel.getByLabel('Giá trị mới').fill(phone);
  await panel.getByLabel('Lý do').fill('Khách báo số mới');
  await press(page, 'Control+Enter');
  await expect(panel).toBeHidden();
}

const sent = (page: Page) =>
  expect(statusLine(page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });

test('two counters correct one field, one of them offline: the clerk sees both sides and chooses by keyboard', async () => {
  const code = await receive(first.page, CITIZENS[0]);
  await sent(first.page);
  await press(second.page, 'F8', 'F5');
  await expect.poll(async () => (await readStore(second.page)).dossiers.length).toBe(1);

  await second.app.setOffline(true);
  await openByCode(second.page, code);
  await correctPhone(second.page, '0922222222');
  await openByCode(first.page, code);
  await correctPhone(first.page, '0911111111');
  await sent(first.page);
  await second.app.setOffline(false);
  await expect(statusLine(second.page)).toContainText('1 mục cần xem', { timeout: 60_000 });

  await press(second.page, 'F8');
  await expect(second.page.getByRole('main')).toContainText('Enter mở cả hai bên để chọn');
  await press(second.page, 'Enter');
  const panel = second.page.getByRole('form', { name: /có hai giá trị/u });
  await expect(panel.getByRole('region', { name: 'Quầy này muốn' })).toContainText('0922222222');
  await expect(panel.getByRole('region', { name: 'Đang có' })).toContainText('0911111111');
  await expect(panel.getByRole('radio', { name: 'Giữ giá trị đang có' })).toBeFocused();
  await second.page.screenshot({ path: 'out/screens/conflict-panel.png' });
  await press(second.page, 'ArrowRight', 'Control+Enter');
  await expect(panel).toBeHidden();
  await sent(second.page);
  await expect(second.page.getByText(/^Không lấy: .* bỏ lúc/u).first()).toBeVisible();
  await second.page.screenshot({ path: 'out/screens/conflict-decided.png' });

  await press(first.page, 'F8', 'F5');
  const atPortal = fold(await portal.admin.events('HT'));
  expect(atPortal?.reception?.applicant.phone).toBe('0922222222');
  for (const { page } of [first, second]) {
    await expect
      .poll(async () => (await readStore(page)).dossiers.map((row) => row.payload))
      .toEqual([atPortal]);
  }
});
