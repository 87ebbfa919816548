import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { createPortal } from '../portal/server.ts';
import { CITIZENS, enrol, fillReception, press, receive, startCounter } from './counter.ts';

const LANGUAGES = { vi: 'Tiếng Việt', en: 'English', fr: 'Français' } as const;
const KEYS = {
  reception: 'F2',
  search: 'F3',
  today: 'F4',
  results: 'F6',
  outbox: 'F8',
  reports: 'F9',
  settings: 'F10',
  capabilities: 'Alt+V',
} as const;
/** Reached from the settings. */
const BEHIND_SETTINGS = { acts: 'Alt+N', privacy: 'Alt+D' } as const;

/** Takes the screen's picture; nothing may run out of the window sideways. */
async function picture(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('contentinfo')).toBeVisible();
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `out/screens/${name}.png` });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1366);
}

/** Takes the picture and looks for barriers: structure and colours are the same in every language. */
async function look(page: Page, name: string): Promise<void> {
  await picture(page, name);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(
    violations.map(
      ({ id, nodes }) => `${name}: ${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
    ),
  ).toEqual([]);
}

async function choose(page: Page, language: string, name: string): Promise<void> {
  await press(page, 'F10');
  await page.getByRole('radio', { name }).focus();
  await press(page, 'Space');
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}

test('every screen in three languages: pictures in out/screens, no barriers found by axe', async () => {
  test.setTimeout(300_000);
  const portal = await createPortal({ demo: true });
  const counter = await startCounter({ portalUrl: (await portal.listen()).url });
  const { page } = counter;
  await look(page, 'first-start');
  await enrol(counter, 'VH', 1);
  await receive(page, CITIZENS[0]);
  for (const [language, name] of Object.entries(LANGUAGES)) {
    await choose(page, language, name);
    for (const [screen, key] of Object.entries(KEYS)) {
      await press(page, key);
      if (screen === 'search') await page.keyboard.type('nguyen');
      await (language === 'vi' ? look : picture)(page, `${language}-${screen}`);
    }
    for (const [screen, key] of Object.entries(BEHIND_SETTINGS)) {
      await press(page, 'F10');
      await expect(page.getByRole('radio', { name })).toBeVisible();
      await press(page, key);
      await expect(page.getByRole('radio', { name })).toBeHidden();
      await (language === 'vi' ? look : picture)(page, `${language}-${screen}`);
    }
    await press(page, 'F3');
    await press(page, 'Control+A');
    await page.keyboard.type(CITIZENS[0].phone);
    await expect(page.getByText(CITIZENS[0].name)).toBeVisible();
    await press(page, 'ArrowDown', 'Enter');
    await expect(page.getByRole('main')).toContainText(CITIZENS[0].phone);
    await (language === 'vi' ? look : picture)(page, `${language}-dossier`);
  }
  await choose(page, 'vi', LANGUAGES.vi);
  await fillReception(page, CITIZENS[1]);
  await look(page, 'vi-reception-filled');
  await press(page, 'Control+Enter');
  await expect(page.getByTestId('dossier-code')).toBeVisible();
  await look(page, 'vi-reception-saved');
  await press(page, 'Enter', 'F1');
  await look(page, 'vi-help');
  await press(page, 'Escape', 'Control+K');
  await look(page, 'vi-commands');
  await press(page, 'Escape');
  await counter.app.close();
  await portal.close();
});

test('an office that only guides: the finder says why, and nothing is taken', async () => {
  const portal = await createPortal();
  const counter = await startCounter({ portalUrl: (await portal.listen()).url });
  const { page } = counter;
  await enrol(counter, 'TN', 1);
  await press(page, 'F2');
  // Its form guides from the start; what receiving would say is one key away.
  await expect(page.getByText('Hướng dẫn người dân tự nộp trực tuyến')).toBeVisible();
  await press(page, 'Alt+H');
  await expect(page.getByText('Bưu điện Thống Nhất hiện không tiếp nhận thủ tục nào.')).toBeVisible();
  const finder = page.getByLabel('Tìm theo mã, tên hoặc lĩnh vực').first();
  await expect(async () => {
    await press(page, 'Alt+1');
    await expect(finder).toBeFocused({ timeout: 2000 });
  }).toPass({ timeout: 30_000 });
  await page.keyboard.type(CITIZENS[0].find);
  await expect(page.getByRole('option').first()).toContainText('2.000815 · không nhận tại đây');
  // The open list hides the rest of the page from the accessibility tree, so it is not looked at by `look`.
  await page.screenshot({ path: 'out/screens/vi-reception-guides-list.png' });
  await press(page, 'Enter');
  await expect(
    page.getByText(
      'Bưu điện Thống Nhất không tiếp nhận thủ tục 2.000815. Hướng dẫn người dân nộp trực tuyến',
    ),
  ).toBeVisible();
  await expect(finder).toBeFocused();
  await look(page, 'vi-reception-guides');
  await press(page, 'Alt+H');
  await expect(page.getByRole('checkbox', { name: 'Đã giải thích các bước' })).toBeFocused();
  // What receiving was refused for is not said of guiding.
  await expect(page.getByText('Bưu điện Thống Nhất không tiếp nhận thủ tục')).toBeHidden();
  await look(page, 'vi-guide');
  await press(page, 'Escape', 'Alt+V');
  const own = page.getByRole('region', { name: 'Bưu điện Thống Nhất' });
  await expect(own).toContainText('Tất cả 47 thủ tục');
  await expect(own.getByRole('cell')).toHaveText([/Từ 15\/08\/2022/u, /Không/u, /Không/u, /Không/u]);
  await counter.app.close();
  await portal.close();
});
