/* Locking, quick switch, forgotten PINs and a machine that is shut out, by keyboard on the built app. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import type { Desktop } from '../../shared/ipc/contract.ts';
import {
  choosePinIfAsked,
  chooseProcedure,
  CITIZENS,
  openCounter,
  PIN,
  press,
  receive,
  startCounter,
  statusLine,
  unlock,
} from './counter.ts';
import { DEMO_PASSWORD } from '../portal/seed/accounts.ts';

const lock = (page: Page) => page.getByTestId('lock');
const NOTE = 'ghi chú dở dang của chị Ngọc';

async function lockNow(page: Page): Promise<void> {
  await press(page, 'Control+l');
  await expect(lock(page)).toBeVisible();
}

async function signInOnLock(page: Page, username: string): Promise<void> {
  await press(page, 'Alt+2');
  await expect(page.getByLabel('Tên đăng nhập')).toBeFocused();
  await page.keyboard.type(username);
  await press(page, 'Tab');
  await page.keyboard.type(DEMO_PASSWORD);
  await press(page, 'Enter');
  await expect(lock(page)).toBeHidden();
}

test('a clerk locks in the middle of a dossier, another works in between, and nothing typed or unsent is lost', async () => {
  test.setTimeout(180_000);
  const { portal, counter } = await openCounter('HT', 1);
  const { app, page } = counter;
  await app.setOffline(true);
  await receive(page, CITIZENS[0]);
  await chooseProcedure(page, CITIZENS[1].find);
  await page.getByRole('textbox', { name: 'Ghi chú' }).fill(NOTE);
  await lockNow(page);
  expect(await page.locator('body').innerText()).not.toContain(CITIZENS[0].name);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.screenshot({ path: 'out/screens/lock.png' });

  await page.keyboard.type('111222');
  await press(page, 'Enter');
  await expect(page.getByText('Còn 4 lần thử')).toBeVisible();
  // Nothing of a citizen is answered while it is locked.
  const refused = await page.evaluate(() => {
    const { desktop } = globalThis as unknown as { readonly desktop: Desktop };
    return desktop.invoke('journal:read', { cursor: null, limit: 5 }).then(
      () => 'answered',
      (error: unknown) => String(error),
    );
  });
  expect(refused).toContain('ipc:locked');

  await app.setOffline(false);
  await signInOnLock(page, 'kiemsoat01');
  await choosePinIfAsked(page, '730152');
  await expect(statusLine(page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  expect((await portal.admin.dossiers('HT')).length).toBe(1);
  await lockNow(page);
  await expect(page.getByRole('radio')).toHaveCount(2);
  await page.screenshot({ path: 'out/screens/lock-two.png' });
  await page.getByRole('radio', { name: /Giao dịch viên/u }).focus();
  await press(page, 'Space');
  await page.getByLabel('Mã PIN').focus();
  await page.keyboard.type(PIN);
  await press(page, 'Enter');
  await expect(lock(page)).toBeHidden();
  await press(page, 'F2');
  await expect(page.getByRole('textbox', { name: 'Ghi chú' })).toHaveValue(NOTE);
  await app.close();
  await portal.close();
});

test('signing out locks: the PIN opens again, unsent work goes after the next sign-in', async () => {
  const { portal, counter } = await openCounter('HT', 1);
  const { app, page } = counter;
  await app.setOffline(true);
  await receive(page, CITIZENS[0]);
  await press(page, 'F10');
  await page.getByRole('button', { name: 'Đăng xuất' }).press('Enter');
  await expect(lock(page)).toBeVisible();
  expect(await page.locator('body').innerText()).not.toContain(CITIZENS[0].name);
  await unlock(page);
  await app.setOffline(false);
  // The portal's session ended with the sign-out: the password is asked for once more.
  await press(page, 'F10');
  await page.getByLabel('Tên đăng nhập').fill('giaodich01');
  await page.getByLabel('Mật khẩu', { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Đăng nhập' }).press('Enter');
  await expect(statusLine(page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  expect((await portal.admin.dossiers('HT')).length).toBe(1);
  await app.close();
  await portal.close();
});

test('an idle counter locks by itself; its system’s lock does too', async () => {
  const { portal, portalUrl, counter } = await openCounter('HT', 1);
  await counter.app.close();
  const again = await startCounter({
    portalUrl,
    userData: counter.app.userData,
    env: { COUNTER_LOCK_AFTER: '3' },
  });
  await expect(lock(again.page)).toBeVisible({ timeout: 15_000 });
  await again.app.close();
  const third = await startCounter({ portalUrl, userData: counter.app.userData });
  await expect(third.page.locator('nav')).toBeVisible();
  await third.app.evaluate(({ powerMonitor }) => void powerMonitor.emit('lock-screen'));
  await expect(lock(third.page)).toBeVisible();
  await unlock(third.page);
  await third.app.close();
  await portal.close();
});

test('a machine the portal shuts out says why and opens for no PIN; let in again, what it had not sent goes', async () => {
  test.setTimeout(180_000);
  const { portal, portalUrl, counter } = await openCounter('HT', 1);
  const { app, page } = counter;
  await app.setOffline(true);
  await receive(page, CITIZENS[0]);
  await portal.admin.revokeCounter('HT-1');
  await app.setOffline(false);
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(page.getByText('Cổng đã thu hồi máy này')).toBeVisible({ timeout: 60_000 });
  await page.screenshot({ path: 'out/screens/lock-shut-out.png' });
  await app.close();

  const again = await startCounter({ portalUrl, userData: app.userData, locked: true });
  await expect(again.page.getByText('Cổng đã thu hồi máy này')).toBeVisible();
  await portal.admin.revokeCounter('HT-1', false);
  await again.page.getByLabel('Tên đăng nhập').focus();
  await again.page.keyboard.type('giaodich01');
  await press(again.page, 'Tab');
  await again.page.keyboard.type(DEMO_PASSWORD);
  await press(again.page, 'Enter');
  await choosePinIfAsked(again.page);
  await expect(statusLine(again.page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  expect((await portal.admin.dossiers('HT')).length).toBe(1);
  await again.app.close();
  await portal.close();
});
