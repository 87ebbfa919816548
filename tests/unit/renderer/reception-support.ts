import { vi } from 'vitest';
import { CITIZEN_ID_MAN_1990, HOUSEHOLD_BUSINESS } from '../../support/catalogue.ts';

/** Does something as the user or another window would, and lets what follows from it at once be drawn. */
export async function act(run: () => unknown): Promise<void> {
  await run();
  await new Promise((resolve) => setImmediate(resolve));
}

/** Waits until the screen shows what is asked for. */
export async function until<T>(read: () => T | null | undefined | false): Promise<T> {
  let found: T | null | undefined | false;
  await vi.waitFor(
    () => {
      found = read();
      if (found === null || found === undefined || found === false) throw new Error('not shown yet');
    },
    { timeout: 10_000, interval: 5 },
  );
  return found as T;
}

export const field = (name: string) =>
  until(() => document.querySelector<HTMLInputElement>(`[name="${name}"]`));
export const finder = () =>
  until(() => document.querySelector<HTMLInputElement>('[data-field="procedure"] input'));

export async function type(element: HTMLInputElement, text: string): Promise<void> {
  await act(() => {
    element.focus();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(element, text);
    element.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

export async function press(key: string, init: KeyboardEventInit = {}): Promise<void> {
  await act(() => {
    (document.activeElement ?? document.body).dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }),
    );
  });
}

/** Fills in all that a household business needs but the documents. */
export async function fill(): Promise<void> {
  await type(await finder(), HOUSEHOLD_BUSINESS.code);
  await press('Enter');
  await type(await field('applicant.identity.number'), CITIZEN_ID_MAN_1990);
  await type(await field('applicant.name'), 'Nguyễn Văn Đạt');
  await type(await field('applicant.phone'), '0912345678');
}

export async function tickFirstDocument(): Promise<void> {
  const box = await until(() =>
    document.querySelector<HTMLInputElement>('[data-field="documents"] tbody input[type=checkbox]'),
  );
  await act(() => {
    box.click();
  });
}
