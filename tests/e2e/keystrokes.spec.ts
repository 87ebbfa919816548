import { expect, test } from '@playwright/test';
import { CITIZENS, openCounter, receive, saveAndPrint } from './counter.ts';

/** Asked of the reception of a common dossier, paid in cash, by a trained clerk. */
const MOST = 12;

test(`a certified copy is received with at most ${String(MOST)} keystrokes beyond the citizen’s own data`, async () => {
  const { portal, counter } = await openCounter('HT', 1);
  const { page } = counter;
  try {
    await counter.app.setOffline(true);
    // The counter knows by then what it mostly receives.
    const [first, second] = CITIZENS;
    await receive(page, first);

    const pressed: string[] = [];
    const key = async (...keys: readonly string[]) => {
      for (const each of keys) {
        pressed.push(each);
        await page.keyboard.press(each);
      }
    };
    const finder = page.getByLabel('Tìm theo mã, tên hoặc lĩnh vực').first();
    await key('F2');
    await expect(finder).toBeFocused();
    await key('ArrowDown');
    await expect(page.getByRole('option').first()).toContainText('2.000815');
    await key('Enter');
    await expect(page.getByLabel('Số giấy tờ tùy thân')).toBeFocused();
    await page.keyboard.type(second.number);
    await key('Enter');
    await page.keyboard.type(second.name);
    await key('Enter', 'Enter');
    await page.keyboard.type(second.phone);
    await key('Alt+A', 'Alt+5');
    // Five pages of two copies are what the citizen brought.
    await page.keyboard.type('5');
    await key('Enter');
    await page.keyboard.type('2');
    await key('Enter', 'ArrowRight');
    await expect(page.getByRole('radio', { name: 'Tiền mặt' })).toBeChecked();
    pressed.push('Control+Enter');
    await saveAndPrint(page);

    console.log(`FIGURE keystrokes for a certified copy: ${String(pressed.length)} (${pressed.join(' ')})`);
    expect(pressed.length).toBeLessThanOrEqual(MOST);
    // Two copies of five pages: 2 × (2 × 2,000 + 3 × 1,000) ₫.
    await expect(page.getByRole('main')).toContainText('14.000');
  } finally {
    await counter.app.close();
    await portal.close();
  }
});
