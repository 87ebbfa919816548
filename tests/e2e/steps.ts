import { expect, type Page } from '@playwright/test';
import { press } from './counter.ts';

/** Opens a step of the dossier on the screen by its number key. */
export async function openStep(page: Page, name: string): Promise<void> {
  const buttons = page.getByRole('toolbar', { name: 'Bước tiếp theo' }).getByRole('button');
  await expect(buttons.filter({ hasText: name })).toBeVisible();
  const at = (await buttons.allTextContents()).findIndex((text) => text.startsWith(name));
  await expect(async () => {
    await press(page, `Alt+${String(at + 1)}`);
    await expect(page.getByRole('form', { name })).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 30_000 });
}

/** Records the open step; the stage must be what it says then. */
export async function recordStep(page: Page, leadsTo: string): Promise<void> {
  await press(page, 'Control+Enter');
  await expect(page.getByTestId('stage')).toContainText(leadsTo);
  await expect(page.getByRole('form')).toBeHidden();
}

/** Opens the dossier of a code from the search screen. */
export async function openByCode(page: Page, code: string): Promise<void> {
  await press(page, 'F3');
  await page.keyboard.type(code);
  await expect(page.getByRole('option').filter({ hasText: code })).toBeVisible();
  await press(page, 'ArrowDown');
  await press(page, 'Enter');
  await expect(page.getByRole('heading', { level: 1, name: code })).toBeVisible();
}
