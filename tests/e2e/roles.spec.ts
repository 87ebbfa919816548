/* An office administrator reads and looks after the machine; technical support sees the machine and nobody's data. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import type { Desktop } from '../../shared/ipc/contract.ts';
import { DEMO_PASSWORD } from '../portal/seed/accounts.ts';
import { choosePinIfAsked, CITIZENS, openCounter, press, receive, unlock } from './counter.ts';

const [CITIZEN] = CITIZENS;

async function signInOnLock(page: Page, username: string): Promise<void> {
  await press(page, 'Control+l');
  await expect(page.getByTestId('lock')).toBeVisible();
  await press(page, 'Alt+2');
  await expect(page.getByLabel('Tên đăng nhập')).toBeFocused();
  await page.keyboard.type(username);
  await press(page, 'Tab');
  await page.keyboard.type(DEMO_PASSWORD);
  await press(page, 'Enter');
}

test('an administrator reads a dossier and changes nothing; support opens nothing; the clerk finds all as it was', async () => {
  test.setTimeout(240_000);
  const { portal, counter } = await openCounter('HT', 1);
  const { app, page } = counter;
  try {
    const code = await receive(page, CITIZEN);
    await signInOnLock(page, 'quantri01');
    await expect(page.getByTestId('lock')).toBeHidden();
    await choosePinIfAsked(page);
    const nav = page.getByRole('navigation');
    await expect(nav.getByText('F3')).toBeVisible();
    for (const keys of ['F2', 'F6', 'F7', 'F11'])
      await expect(nav.getByText(keys, { exact: true })).toHaveCount(0);
    await press(page, 'F4', 'F3');
    await expect(page.getByRole('searchbox')).toBeFocused();
    await page.keyboard.type(code);
    await expect(page.getByText(CITIZEN.name).first()).toBeVisible();
    await press(page, 'Enter');
    await expect(page.getByRole('heading', { name: code })).toBeVisible();
    await expect(page.getByText('Tài khoản quản trị chỉ xem hồ sơ, không xử lý.')).toBeVisible();
    await expect(page.getByRole('toolbar')).toHaveCount(0);
    await press(page, 'F2');
    await expect(page.getByRole('heading', { name: code })).toBeVisible();
    await page.screenshot({ path: 'out/screens/roles-administrator.png' });

    await signInOnLock(page, 'hotro01');
    const support = page.getByTestId('support');
    await expect(support.getByRole('heading')).toContainText('Trịnh Công Thành');
    await expect(support).toContainText('Chỗ trống trên ổ đĩa');
    expect(await page.locator('body').innerText()).not.toContain(CITIZEN.name);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    // The machine stays locked behind it.
    const refused = await page.evaluate(() => {
      const { desktop } = globalThis as unknown as { readonly desktop: Desktop };
      return Promise.all(
        [desktop.invoke('journal:read', { cursor: null, limit: 5 }), desktop.invoke('keys:open', {})].map(
          (each) =>
            each.then(
              (answer) => JSON.stringify(answer),
              (error: unknown) => String(error),
            ),
        ),
      );
    });
    expect(refused[0]).toContain('locked');
    expect(refused[1]).toContain('keys-locked');
    await page.screenshot({ path: 'out/screens/roles-support.png' });

    await press(page, 'Escape');
    await expect(page.getByTestId('lock')).toBeVisible();
    await page.getByRole('radio', { name: /Giao dịch viên/u }).focus();
    await press(page, 'Space');
    await page.getByLabel('Mã PIN').focus();
    await unlock(page);
    await expect(nav.getByText('F2')).toBeVisible();
    expect(await portal.admin.dossiers('HT')).toHaveLength(1);
  } finally {
    await app.close();
    await portal.close();
  }
});
