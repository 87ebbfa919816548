import type { Locator, Page } from 'playwright-core';
import { memoryOf } from '../support/process-tree.ts';

const LOOK_MS = 100;

interface Watched {
  readonly tasks: number[];
  readonly texts: string[];
}

/** What was seen of the app while it worked. */
export interface Seen {
  /** Milliseconds. */
  readonly took: number;
  /** The longest task of the page's thread, milliseconds; 0 when none was over 50. */
  readonly longest: number;
  /** How often the status told something new. */
  readonly told: number;
  /** Bytes (PSS) of the browser's processes before, and the most meanwhile; the main process, Node on the stand-in, left out. */
  readonly before: number;
  readonly most: number;
}

/** Watches the app's page and processes during some work. */
export async function watchApp(
  { page, userData, status }: { readonly page: Page; readonly userData: string; readonly status: Locator },
  work: () => Promise<unknown>,
): Promise<Seen> {
  await status.evaluate((element) => {
    const watched: Watched = { tasks: [], texts: [] };
    new MutationObserver(() => watched.texts.push(element.textContent)).observe(element, {
      characterData: true,
      childList: true,
      subtree: true,
    });
    new PerformanceObserver((list) =>
      watched.tasks.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({ type: 'longtask' });
    Object.assign(globalThis, { watched });
  });
  const before = browserMemory(userData);
  let most = before;
  const looking = setInterval(() => (most = Math.max(most, browserMemory(userData))), LOOK_MS);
  const began = performance.now();
  try {
    await work();
  } finally {
    clearInterval(looking);
  }
  const took = performance.now() - began;
  const { tasks, texts } = await page.evaluate(() => (globalThis as unknown as { watched: Watched }).watched);
  return { took, longest: Math.max(0, ...tasks), told: texts.length, before, most };
}

function browserMemory(userData: string): number {
  return memoryOf(userData)
    .processes.filter(({ role }) => role !== 'main')
    .reduce((sum, { pss }) => sum + pss, 0);
}
