import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPortal, type Portal } from '../portal/server.ts';
import { createRandom } from '../portal/seed/random.ts';
import { startFaults, type FaultyPortal } from '../support/faults/proxy.ts';
import { check, checkWatermark } from '../support/histories/check.ts';
import { heal, perform, setUp } from '../support/histories/play.ts';
import { makeHistory } from '../support/histories/steps.ts';
import { SEED, seeded } from '../support/seed.ts';

const HISTORIES = Number(process.env['HISTORIES'] ?? 12);
/** Number of the first, to play a single one again. */
const FIRST = Number(process.env['HISTORY'] ?? 1);
const MOST_COUNTERS = 5;

let portal: Portal;
let portalUrl: string;
let lines: readonly FaultyPortal[];

beforeAll(async () => {
  // Few numbers a range, so that counters run out of them and get more all the time.
  portal = await createPortal({ leaseSize: 4, onBug: (bug) => console.error(bug) });
  portalUrl = (await portal.listen()).url;
  lines = await Promise.all(Array.from({ length: MOST_COUNTERS }, () => startFaults(portalUrl)));
});
afterAll(async () => {
  for (const line of lines) await line.close();
  await portal.close();
});

async function playHistory(
  number: number,
): Promise<{ readonly counters: number; readonly confirmed: number }> {
  const seed = `${SEED}/${String(number)}`;
  const random = createRandom(seed);
  const history = makeHistory(random);
  await portal.admin.forgetCounters();
  const play = await setUp(history, portalUrl, lines);
  try {
    for (const [i, step] of history.steps.entries()) {
      await perform(play, step, `${seed}/${String(i)}`);
      const counter = play.places[step.who]?.counter;
      if (counter && (step.kind === 'sync' || step.kind === 'kill')) await checkWatermark(portalUrl, counter);
    }
    await heal(play, random);
    await check(portal, play);
  } catch (error) {
    console.error(JSON.stringify(history));
    throw error;
  } finally {
    for (const { counter } of play.places) await counter.close();
  }
  return { counters: history.counters, confirmed: play.confirmed.size };
}

it(
  `${String(HISTORIES)} histories of two to five counters, cut off, killed, wiped and with clocks astray, end with all equal`,
  { timeout: 60_000 + HISTORIES * 10_000 },
  async () => {
    const began = performance.now();
    let confirmed = 0;
    for (let number = FIRST; number < FIRST + HISTORIES; number++)
      await seeded(
        'tests/property/histories.test.ts',
        { HISTORY: String(number), HISTORIES: '1' },
        async () => {
          confirmed += (await playHistory(number)).confirmed;
        },
      );
    const seconds = (performance.now() - began) / 1000;
    console.log(
      `FIGURE histories: ${String(HISTORIES)} equal at the end, ${String(confirmed)} confirmed events, 0 lost, 0 doubled; ${(HISTORIES / seconds).toFixed(2)} a second, seed ${SEED}`,
    );
    expect(confirmed).toBeGreaterThan(HISTORIES);
  },
);
