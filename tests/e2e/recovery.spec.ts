import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createPortal, type Portal } from '../portal/server.ts';
import {
  CITIZENS,
  dismissNotReal,
  enrol,
  fillReception,
  press,
  receive,
  startCounter,
  statusLine,
  type Counter,
} from './counter.ts';
import { readStore } from './read-store.ts';

const LANGUAGES = { vi: 'Tiếng Việt', en: 'English', fr: 'Français' } as const;

let portal: Portal;
let portalUrl: string;
test.beforeEach(async () => {
  portal = await createPortal();
  portalUrl = (await portal.listen()).url;
});
test.afterEach(() => portal.close());

/** Deletes what Chromium keeps the database in, as a cleaning tool or a reset profile would. */
function wipeDatabase(userData: string): void {
  const folders = ['IndexedDB', 'chromium/Default/IndexedDB'].map((name) => path.join(userData, name));
  const found = folders.filter((folder) => existsSync(folder));
  expect(found).not.toEqual([]);
  for (const folder of found) rmSync(folder, { recursive: true });
}

const recovery = (page: Page) => page.getByTestId('recovery');

async function startOffline(userData: string): Promise<Counter> {
  return startCounter({ portalUrl: 'http://127.0.0.1:1', userData });
}

async function codesAtPortal(): Promise<readonly string[]> {
  return (await portal.admin.dossiers('HT')).map(({ reception }) => reception?.code ?? '').sort();
}

/** The code of every dossier the database holds, once the day's list is drawn. */
async function codesShown(page: Page): Promise<readonly string[]> {
  await press(page, 'F4');
  await expect(page.getByRole('option').first()).toBeVisible();
  return (await readStore(page)).dossiers.map(
    ({ payload }) => (payload as { reception: { code: string } | null }).reception?.code ?? '',
  );
}

async function sentAndOnce(counter: Counter, codes: readonly string[]): Promise<void> {
  await expect(statusLine(counter.page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  expect(await codesAtPortal()).toEqual([...codes].sort());
  expect(new Set(codes).size).toBe(codes.length);
}

test('a database deleted while the app is closed is rebuilt, in the clerk’s sight, and work goes on', async () => {
  test.setTimeout(240_000);
  const first = await startCounter({ portalUrl });
  await enrol(first, 'HT', 2);
  await first.app.setOffline(true);
  const codes = [await receive(first.page, CITIZENS[0]), await receive(first.page, CITIZENS[1])];
  const before = await readStore(first.page);
  await first.app.kill();
  const { userData } = first.app;

  for (const [language, name] of Object.entries(LANGUAGES)) {
    wipeDatabase(userData);
    const counter = await startOffline(userData);
    const { page } = counter;
    await expect(recovery(page).getByRole('button')).toBeFocused();
    await expect(recovery(page)).toContainText('2');
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: `out/recovery/${language}.png` });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(violations.map(({ id, nodes }) => `${language} ${id} ${String(nodes.length)}`)).toEqual([]);
    await press(page, 'Enter');
    await expect(recovery(page)).toBeHidden();
    expect(await readStore(page)).toEqual(before);
    // The language is chosen for the next start: the recovery screen knows it from the journal.
    const next = { vi: LANGUAGES.en, en: LANGUAGES.fr, fr: LANGUAGES.vi }[language] ?? name;
    await press(page, 'F10');
    await page.getByRole('radio', { name: next }).focus();
    await press(page, 'Space');
    await expect(page.locator('html')).toHaveAttribute(
      'lang',
      { vi: 'en', en: 'fr', fr: 'vi' }[language] ?? '',
    );
    await counter.app.close();
  }

  const counter = await startOffline(userData);
  await dismissNotReal(counter.page);
  codes.push(await receive(counter.page, CITIZENS[2]));
  await counter.app.close();
  const online = await startCounter({ portalUrl, userData });
  await sentAndOnce(online, codes);
  await online.app.close();
});

test('a database deleted under the running app is rebuilt at once, and nothing is lost or doubled', async () => {
  test.setTimeout(180_000);
  const counter = await startCounter({ portalUrl });
  const { page } = counter;
  await enrol(counter, 'HT', 3);
  const codes = [await receive(page, CITIZENS[0])];
  await expect(statusLine(page)).toContainText('không có gì chờ gửi', { timeout: 60_000 });
  await counter.app.setOffline(true);
  codes.push(await receive(page, CITIZENS[1]));
  const before = await readStore(page);
  await page.evaluate(() => void indexedDB.deleteDatabase('quay-mot-cua'));
  await expect(recovery(page).getByRole('button')).toBeFocused();
  await expect(recovery(page)).toContainText('Cơ sở dữ liệu trên máy này bị trống');
  await press(page, 'Enter');
  await expect(recovery(page)).toBeHidden();
  const own = ({ events }: typeof before) => events.filter((event) => event.counter === 'HT-3');
  expect(own(await readStore(page))).toEqual(own(before));
  codes.push(await receive(page, CITIZENS[2]));
  await counter.app.close();
  const again = await startCounter({ portalUrl, userData: counter.app.userData });
  await sentAndOnce(again, codes);
  expect([...(await codesShown(again.page))].sort()).toEqual([...codes].sort());
  await again.app.close();
});

test('reception stops when the disk is almost full, and what is on the screen stays', async () => {
  const first = await startCounter({ portalUrl });
  await enrol(first, 'HT', 4);
  await first.app.close();
  const counter = await startCounter({
    portalUrl,
    userData: first.app.userData,
    env: { COUNTER_SPACE_STOP: String(1024 ** 3) },
  });
  const { page } = counter;
  await dismissNotReal(page);
  await expect(page.getByText('Tạm dừng tiếp nhận: ổ đĩa gần đầy')).toBeVisible();
  await fillReception(page, CITIZENS[0]);
  await press(page, 'Control+Enter');
  await expect(page.getByText('Giải phóng dung lượng rồi lưu lại')).toBeVisible();
  await expect(page.getByLabel('Họ và tên')).toHaveValue(CITIZENS[0].name);
  await page.screenshot({ path: 'out/recovery/disk-full.png' });
  expect((await readStore(page)).dossiers).toEqual([]);
  await counter.app.close();
});
