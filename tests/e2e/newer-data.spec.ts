import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FORMAT } from '../../electron/services/journal/frame.ts';
import { DATABASE_NAME } from '../../renderer/store/database.ts';
import { LATEST } from '../../renderer/store/schema/versions.ts';
import { launchApp } from '../support/launch-app.ts';
import { launchBare } from './migration-support.ts';

const LANGUAGES = ['vi', 'en', 'fr'] as const;
const NATIVE = 10 * (LATEST + 1);
const TITLES = {
  vi: 'Dữ liệu trên máy này do bản ứng dụng mới hơn ghi',
  en: 'The data on this machine was written by a newer version of the app',
  fr: 'Les données de ce poste viennent d’une version plus récente de l’application',
} as const;

const newFolder = () => mkdtempSync(path.join(os.tmpdir(), 'quay-mot-cua-newer-'));
const start = (userData: string) => launchApp({ userData, env: { COUNTER_PORTAL: 'http://127.0.0.1:1' } });

/** Works in a window with no app in it. */
async function bare<T>(userData: string, work: (page: Page) => Promise<T>): Promise<T> {
  const app = await launchBare(userData);
  try {
    return await work(app.page);
  } finally {
    await app.close();
  }
}

/** A database as a newer app may leave it: a table less, one more, other keys. */
function makeNewer(page: Page): Promise<void> {
  return page.evaluate(
    ([name, version]) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open(name, version);
        request.onupgradeneeded = () => {
          const events = request.result.createObjectStore('events', { keyPath: 'hash' });
          events.add({ hash: 'a', sealed: new Uint8Array([1, 2, 3]) });
          request.result.createObjectStore('till', { autoIncrement: true }).add({ sum: 20_000 });
        };
        request.onsuccess = () => {
          request.result.close();
          resolve();
        };
        request.onerror = () => reject(new Error(String(request.error)));
      }),
    [DATABASE_NAME, NATIVE] as const,
  );
}

/** All databases of the app's origin with everything in them, as text. */
function databases(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const found: unknown[] = [];
    for (const { name, version } of await indexedDB.databases()) {
      const request = indexedDB.open(name ?? '');
      const db = await new Promise<IDBDatabase>((resolve) => {
        request.onsuccess = () => resolve(request.result);
      });
      for (const table of db.objectStoreNames) {
        const store = db.transaction(table).objectStore(table);
        const all = store.getAll();
        await new Promise((resolve) => (all.onsuccess = resolve));
        found.push([name, version, table, store.keyPath, [...store.indexNames], all.result]);
      }
      db.close();
    }
    return JSON.stringify(found);
  });
}

const journalOf = (userData: string) =>
  readdirSync(path.join(userData, 'journal'))
    .sort()
    .map((name) => [name, readFileSync(path.join(userData, 'journal', name), 'latin1')]);

/** Says what happened, what is safe and what to do, and nothing else is there to press. */
async function expectExplained(
  page: Page,
  language: (typeof LANGUAGES)[number],
  picture: string,
): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(TITLES[language]);
  await expect(page.locator('html')).toHaveAttribute('lang', language);
  await expect(page.getByRole('listitem')).toHaveCount(4);
  await expect(page.getByRole('button')).toHaveCount(0);
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `out/recovery/newer-${picture}-${language}.png` });
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
}

test('a database of a newer app is left as it is, and the screen says what to do, in the language used last', async () => {
  const userData = newFolder();
  await bare(userData, makeNewer);
  const before = await bare(userData, databases);
  expect(before).toContain('till');
  for (const language of LANGUAGES) {
    await bare(userData, (page) => page.evaluate((last) => localStorage.setItem('language', last), language));
    const app = await start(userData);
    await expectExplained(app.page, language, 'database');
    await app.close();
  }
  expect(await bare(userData, databases)).toBe(before);
});

test('a journal of a newer app is left as it is, to the byte, and no database is begun beside it', async () => {
  const userData = newFolder();
  mkdirSync(path.join(userData, 'journal'));
  const newer = path.join(userData, 'journal', 'journal-000001.log');
  writeFileSync(newer, `quay-mot-cua journal ${String(FORMAT + 1)}\nsomething\u0000 new`);
  const before = journalOf(userData);
  const app = await start(userData);
  await expectExplained(app.page, 'vi', 'journal');
  await app.close();
  expect(journalOf(userData)).toEqual(before);
  expect(await bare(userData, databases)).toBe('[]');
});
