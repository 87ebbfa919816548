import { expect, type Page } from '@playwright/test';
import { mkdtempSync, readdirSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DEMO_PASSWORD, ENROLMENT_CODES, type OfficeId } from '../portal/seed/accounts.ts';
import { createPortal, type PortalOptions } from '../portal/server.ts';
import { launchApp, type RunningApp } from '../support/launch-app.ts';

/** What a citizen brings to the counter. */
export interface Citizen {
  /** Words that find the procedure, typed without diacritics. */
  readonly find: string;
  readonly number: string;
  readonly name: string;
  readonly phone: string;
}

export const CITIZENS: readonly [Citizen, Citizen, Citizen] = [
  { find: 'ban sao tu ban chinh', number: '022090123456', name: 'Nguyễn Văn Đạt', phone: '0912345678' },
  { find: '1.001570', number: '022301012345', name: 'Trần Thị Bích Ngọc', phone: '0987654321' },
  { find: 'mai tang cuu chien binh', number: '022085000777', name: 'Phạm Ngọc Ưng', phone: '02033825678' },
];

/** A running counter and what a clerk does with it. Everything goes through the screen, by keyboard. */
export interface Counter {
  readonly app: RunningApp;
  readonly page: Page;
  /** Papers that came out of the printer, in order. */
  readonly papers: () => readonly string[];
}

export interface CounterOptions {
  readonly portalUrl: string;
  readonly userData?: string;
  /** Where the printer puts its papers; kept over restarts. */
  readonly printer?: string;
  /** Leaves a locked counter locked. */
  readonly locked?: boolean;
  /** Added to the app's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** For Chromium, e.g. a fake camera. */
  readonly switches?: readonly string[];
}

/** Starts the built app against a portal. Its printer writes PDF files into a folder. */
export async function startCounter(options: CounterOptions): Promise<Counter> {
  const printer = options.printer ?? mkdtempSync(path.join(os.tmpdir(), 'quay-mot-cua-printer-'));
  const app = await launchApp({
    ...(options.userData === undefined ? {} : { userData: options.userData }),
    switches: options.switches ?? [],
    env: { COUNTER_PORTAL: options.portalUrl, COUNTER_PRINT_DIR: printer, ...options.env },
  });
  app.page.setDefaultTimeout(30_000);
  await app.page.setViewportSize({ width: 1366, height: 768 });
  if (options.userData !== undefined && options.locked !== true) {
    const lock = app.page.getByTestId('lock');
    // Locked, working, or saying why it can do neither: whatever the start shows first.
    await lock.or(app.page.locator('nav, main')).first().waitFor();
    if (await lock.isVisible()) await unlock(app.page);
  }
  return {
    app,
    page: app.page,
    papers: () =>
      readdirSync(printer)
        .filter((name) => name.endsWith('.pdf'))
        .map((name) => path.join(printer, name))
        .map((file) => ({ file, at: statSync(file).mtimeMs }))
        .sort((a, b) => a.at - b.at)
        .map(({ file }) => file),
  };
}

/** Presses keys one after the other. */
export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Enrols the counter to an office and signs a clerk in, as on the first morning. */
export async function enrol(
  { page }: Counter,
  office: OfficeId,
  counterNumber: number,
  username = 'giaodich01',
): Promise<void> {
  await dismissNotReal(page);
  await page.getByLabel('Mã đăng ký').focus();
  await page.keyboard.type(ENROLMENT_CODES[office]);
  await page.getByLabel('Số quầy').focus();
  await page.keyboard.type(String(counterNumber));
  await page.getByRole('button', { name: 'Đăng ký máy này làm quầy' }).focus();
  await page.keyboard.press('Enter');
  await signIn(page, username);
}

/** Signs a clerk in on the settings screen; done once the counter has spoken with the portal. */
export async function signIn(page: Page, username = 'giaodich01'): Promise<void> {
  await page.getByLabel('Tên đăng nhập').focus();
  await press(page, 'Control+A');
  await page.keyboard.type(username);
  await page.getByLabel('Mật khẩu', { exact: true }).focus();
  await page.keyboard.type(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Đăng nhập' }).focus();
  await page.keyboard.press('Enter');
  await choosePinIfAsked(page);
  await expect(statusLine(page)).toContainText('đồng bộ lúc');
}

/** The PIN every clerk of a test has. */
export const PIN = '280694';

/** Once a sign-in went through: chooses the PIN, if the clerk has none on this machine yet. */
export async function choosePinIfAsked(page: Page, pin = PIN): Promise<void> {
  await expect(page.getByLabel('Mật khẩu', { exact: true })).toBeHidden();
  const field = page.getByLabel('Mã PIN mới');
  if (!(await field.isVisible())) return;
  await expect(field).toBeFocused();
  await page.keyboard.type(pin);
  await press(page, 'Tab');
  await page.keyboard.type(pin);
  await press(page, 'Enter');
  await expect(field).toBeHidden();
}

/** At the lock screen: the PIN of whoever is offered first. Waits until the counter is open. */
export async function unlock(page: Page, pin = PIN): Promise<void> {
  // In whatever language the counter speaks.
  await expect(page.getByTestId('lock').getByRole('textbox')).toBeFocused();
  await page.keyboard.type(pin);
  await press(page, 'Enter');
  await expect(page.getByTestId('lock')).toBeHidden();
}

/** Puts away the notice that data is not encrypted yet; a counter with a PIN has none. */
export async function dismissNotReal(page: Page): Promise<void> {
  const understood = page.getByRole('button', { name: 'Tôi đã hiểu' });
  await page.locator('nav').waitFor();
  if (!(await understood.isVisible())) return;
  // A screen that opens just now may take the focus to its first field: then the key is pressed again.
  await expect(async () => {
    await understood.press('Enter', { timeout: 2000 });
    await expect(understood).toBeHidden({ timeout: 1000 });
  }).toPass({ timeout: 30_000 });
}

/** The status line at the bottom. */
export const statusLine = (page: Page) => page.getByRole('contentinfo');

/** A portal of its own with one counter enrolled and signed in. */
export async function openCounter(office: OfficeId, counterNumber: number, options: PortalOptions = {}) {
  const portal = await createPortal(options);
  const portalUrl = (await portal.listen()).url;
  const counter = await startCounter({ portalUrl });
  await enrol(counter, office, counterNumber);
  return { portal, portalUrl, counter };
}

/** Opens the reception and takes the best match of a search; the focus is then on the number. */
export async function chooseProcedure(page: Page, find: string): Promise<void> {
  await press(page, 'F2');
  const finder = page.getByLabel('Tìm theo mã, tên hoặc lĩnh vực').first();
  await expect(finder).toBeVisible();
  // A screen that opens just now may not hear the key yet: then it is pressed again.
  await expect(async () => {
    await press(page, 'Alt+1');
    await expect(finder).toBeFocused({ timeout: 2000 });
  }).toPass({ timeout: 30_000 });
  await page.keyboard.type(find);
  await expect(page.getByRole('option').first()).toBeVisible();
  await press(page, 'Enter');
  // What has the focus instead is said by the failure.
  await expect.poll(() => focused(page), { timeout: 30_000 }).toBe('applicant.identity.number');
}

/** The name of the field that has the focus, or its markup where it has none. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const active = document.activeElement;
    if (!(active instanceof HTMLInputElement)) return active?.outerHTML.slice(0, 200) ?? null;
    return active.name || `“${active.value}” in ${active.outerHTML.slice(0, 600)}`;
  });

/** Ticks every document asked for, one by one. */
export async function tickDocuments(page: Page): Promise<void> {
  await press(page, 'Alt+3');
  const boxes = page.locator('table th').getByRole('checkbox');
  for (let i = 0, count = await boxes.count(); i < count; i++) {
    if (i > 0) await press(page, 'Enter');
    await press(page, 'Space');
  }
}

/** Fills the reception form by keyboard alone: finds the procedure, enters the citizen, ticks the documents. */
export async function fillReception(page: Page, citizen: Citizen): Promise<void> {
  await chooseProcedure(page, citizen.find);
  // Number, name, birth date, phone.
  await page.keyboard.type(citizen.number);
  await press(page, 'Enter');
  await expect(page.getByLabel('Họ và tên')).toBeFocused();
  await page.keyboard.type(citizen.name);
  await press(page, 'Enter', 'Enter');
  await page.keyboard.type(citizen.phone);
  await tickDocuments(page);
}

/** Saves and prints with Ctrl+Enter; gives the code once the screen has confirmed both. */
export async function saveAndPrint(page: Page): Promise<string> {
  await press(page, 'Control+Enter');
  const code = await page.getByTestId('dossier-code').textContent();
  await expect(page.getByText(/^Đã in: /)).toBeVisible();
  return (code ?? '').trim();
}

/** Receives a dossier from the first key to the printed receipt; gives its code. */
export async function receive(page: Page, citizen: Citizen): Promise<string> {
  await fillReception(page, citizen);
  const code = await saveAndPrint(page);
  await press(page, 'Enter');
  await expect(page.getByTestId('dossier-code')).toBeHidden();
  return code;
}
