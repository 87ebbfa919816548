import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { createPortal } from '../portal/server.ts';
import { enrol, press, startCounter } from '../e2e/counter.ts';
import { callInPage } from '../support/call-in-page.ts';
import type { InApp } from './page/work-in-app.ts';
import { compared, spreadOf, type Line } from './report.ts';

/** An hour without an end is a failure, not a figure. */
const LONGEST = 60 * 60_000;

const call = <N extends keyof InApp>(page: Page, name: N, ...args: Parameters<InApp[N]>) =>
  callInPage<InApp, N>(page, 'inApp', name, ...args);

/**
 * In the built app with its real main process, journal and the reference portal: what the journal adds to a save, and
 * which tasks of the main thread are long while `dossiers` saved offline are sent and their acceptances taken in, with the
 * outbox open.
 */
export async function measureInApp(script: string, dossiers: number): Promise<readonly Line[]> {
  const portal = await createPortal();
  const counter = await startCounter({ portalUrl: (await portal.listen()).url });
  const { app, page } = counter;
  page.setDefaultTimeout(0);
  try {
    await enrol(counter, 'HT', 1);
    await app.setOffline(true);
    await page.evaluate(script);
    const { database, both } = await call(page, 'receiveMany', dossiers);
    await press(page, 'F8');
    await call(page, 'watchTasks');
    const events = await call(page, 'unsent');
    const start = performance.now();
    await app.setOffline(false);
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    while ((await call(page, 'unsent')) > 0) {
      if (performance.now() - start > LONGEST) throw new Error('the outbox does not drain');
      await delay(250);
    }
    const took = performance.now() - start;
    const tasks = await call(page, 'longTasks');
    return [
      compared(
        'save confirmed by database and journal, against the database alone',
        { raw: database, ours: both },
        2,
      ),
      {
        what: `sending ${events} events from the app to the reference portal`,
        unit: 'ms',
        raw: null,
        ours: spreadOf([took]),
        ratio: null,
        target: '–',
        met: null,
      },
      {
        what: `main-thread tasks over 50 ms meanwhile: ${tasks.length}; the longest`,
        unit: 'ms',
        raw: null,
        ours: spreadOf([Math.max(0, ...tasks)]),
        ratio: null,
        target: 'none',
        met: tasks.length === 0,
      },
    ];
  } finally {
    await app.close();
    await portal.close();
    rmSync(app.userData, { recursive: true, force: true });
  }
}
