import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { enrol, press, startCounter } from '../e2e/counter.ts';
import { createPortal } from '../portal/server.ts';
import { LARGE } from '../support/large-catalogue.ts';
import type { BenchPage } from './browser.ts';
import { compared, type Line } from './report.ts';

const SEARCHES = 100;
const PATCHES = 10;
const OPENINGS = 15;

/** The province's catalogue (made-up sample data) in the finder and in the store. */
export async function catalogueLines(bench: BenchPage): Promise<readonly Line[]> {
  return [
    compared(
      'finder at 1,712 procedures, against folding every name for every key',
      await bench.call('finder', LARGE, 7, SEARCHES),
      0.2,
    ),
    compared(
      'taking in one changed procedure, against the whole catalogue',
      await bench.call('patch', LARGE, PATCHES),
      1,
    ),
  ];
}

/** Milliseconds from F2 to the finder on the screen. */
async function openings(page: Page): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < OPENINGS; i += 1) {
    await press(page, 'F8');
    await page.locator('[data-field="procedure"] input').waitFor({ state: 'detached' });
    times.push(
      await page.evaluate(
        () =>
          new Promise<number>((shown) => {
            const start = performance.now();
            const look = () =>
              document.querySelector('[data-field="procedure"] input')
                ? shown(performance.now() - start)
                : requestAnimationFrame(look);
            window.dispatchEvent(new KeyboardEvent('keydown', { key: 'F2', code: 'F2', bubbles: true }));
            look();
          }),
      ),
    );
  }
  return times;
}

/** The reception screen of the built app with the province's catalogue, against the demo's 47 procedures. */
export async function openingLine(): Promise<Line> {
  const portal = await createPortal();
  const counter = await startCounter({ portalUrl: (await portal.listen()).url });
  try {
    await enrol(counter, 'HT', 1);
    const raw = await openings(counter.page);
    await portal.admin.setCatalogue(LARGE);
    await counter.page.evaluate(() => window.dispatchEvent(new Event('online')));
    await press(counter.page, 'F10');
    await counter.page.getByText(`${String(LARGE.procedures.length)} thủ tục`).waitFor();
    return compared(
      'reception screen open with 1,712 procedures, against 47',
      { raw, ours: await openings(counter.page) },
      2,
    );
  } finally {
    await counter.app.close();
    await portal.close();
    rmSync(counter.app.userData, { recursive: true, force: true });
  }
}
