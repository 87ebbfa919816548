import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { createPortal } from '../portal/server.ts';
import { CITIZENS, enrol, fillReception, press, saveAndPrint, startCounter, statusLine } from './counter.ts';

const MORNING = '2026-08-27T02:00:00.000Z';
const AFTER_CLOSING = '2026-08-27T10:30:00.000Z';
const NEXT_MORNING = '2026-08-28T01:00:00.000Z';
const WAIT = { timeout: 60_000 };
const LANGUAGES = { en: 'English', fr: 'Français' };

const picture = (page: Page, name: string) => page.screenshot({ path: `out/shift/${name}.png` });

/** Nothing of the screen is wider than it: what does not fit is cut or wrapped, never out of reach. */
async function fits(page: Page): Promise<void> {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wider).toBeLessThanOrEqual(0);
}

test('offline: a shift left open is said on every screen after closing time, and the next morning', async () => {
  let now = MORNING;
  const portal = await createPortal({ clock: () => now });
  const counter = await startCounter({ portalUrl: (await portal.listen()).url });
  const { page } = counter;
  const goTo = async (instant: string) => {
    now = instant;
    await page.clock.setFixedTime(instant);
  };
  // Before the first contact: the counter goes by the time the portal tells it.
  await goTo(MORNING);
  await enrol(counter, 'HT', 1);
  // The clock in the page begins at its zero: a screen that read it just then knows better within 15 s.
  await expect(page.getByRole('banner').getByRole('time')).toContainText('27/08/2026', WAIT);
  await counter.app.setOffline(true);
  await press(page, 'F7');
  await expect(page.getByRole('heading', { name: 'Quỹ' })).toBeVisible();
  await press(page, 'Alt+M');
  await expect(page.getByLabel('Số tờ 500.000 ₫')).toBeFocused();
  await press(page, 'Control+Enter');
  await expect(page.getByRole('form')).toBeHidden();
  await fillReception(page, CITIZENS[0]);
  await saveAndPrint(page);
  await press(page, 'Control+O');
  await expect(page.getByTestId('stage')).toBeVisible();
  await press(page, 'Control+U');
  await expect(page.getByLabel('Số tiền thu (đồng)')).toBeFocused();
  await press(page, 'Control+Enter');
  await expect(page.getByRole('form')).toBeHidden();
  await expect(statusLine(page)).not.toContainText('chưa chốt');

  await goTo(AFTER_CLOSING);
  await expect(statusLine(page)).toContainText('Hết giờ, ca chưa chốt (F7)', WAIT);
  await press(page, 'F4');
  await expect(page.getByRole('main')).toContainText('chưa chốt. Nhấn F7 rồi Alt+C');

  await goTo(NEXT_MORNING);
  await expect(statusLine(page)).toContainText('Ca hôm trước chưa chốt (F7)', WAIT);
  await press(page, 'F2');
  await expect(statusLine(page)).toContainText('Ca hôm trước chưa chốt (F7)');
  await press(page, 'F4');
  await expect(page.getByRole('main')).toContainText('Ca quỹ mở 09:00 T5 27/08/2026 chưa chốt.');
  await picture(page, 'left-open');

  // The till in the other languages: nothing runs out of the screen, closed shift included.
  for (const [language, name] of Object.entries(LANGUAGES)) {
    await press(page, 'F10');
    await page.getByRole('radio', { name }).focus();
    await press(page, 'Space');
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await press(page, 'F7');
    await expect(page.getByTestId('till-cash')).toBeVisible();
    await picture(page, `${language}-till`);
    await fits(page);
    await press(page, 'Alt+I');
    await expect(page.getByRole('form')).toBeVisible();
    await picture(page, `${language}-book-panel`);
    await fits(page);
    await press(page, 'Escape', 'Alt+C');
    await expect(page.getByRole('form').locator('table')).toBeVisible();
    if (language === 'fr') {
      // Two thousand đồng, as the fee was.
      for (let i = 0; i < 7; i++) await press(page, 'Enter');
      await page.keyboard.type('1');
    }
    await press(page, 'Control+Enter');
    await picture(page, `${language}-closing`);
    await fits(page);
    if (language === 'en') await press(page, 'Escape');
  }
  await press(page, 'Space', 'Control+Enter');
  await expect(page.getByRole('form')).toBeHidden();
  await expect(statusLine(page)).not.toContainText('(F7)');
  await picture(page, 'fr-closed');
  await fits(page);
  expect((await new AxeBuilder({ page }).include('main').analyze()).violations).toEqual([]);
  await press(page, 'Escape', 'Alt+K');
  await expect(page.getByRole('option')).toHaveCount(1);
  await picture(page, 'fr-shifts');
  await fits(page);
  await counter.app.close();
  await portal.close();
});
