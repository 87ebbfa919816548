import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startFaults, type FaultyPortal } from '../support/faults/proxy.ts';
import { createPortal, type Portal } from '../portal/server.ts';
import { counterOf, FREE_PROCEDURE, oneDocument } from '../support/office.ts';
import type { SimulatedCounter } from '../support/simulated-counter.ts';
import { weighted } from '../support/weighted.ts';

const RUNS = Number(process.env['LEASE_RUNS'] ?? 2);
const DEVICES = 10;

let portal: Portal;
let faults: FaultyPortal;
let portalUrl: string;
let counterNumber = 0;

beforeAll(async () => {
  // Few numbers a range, so that counters run out and give provisional codes all the time.
  portal = await createPortal({ leaseSize: 3 });
  portalUrl = (await portal.listen()).url;
  faults = await startFaults(portalUrl);
});
afterAll(async () => {
  await faults.close();
  await portal.close();
});

const stepArbitrary = fc.record({
  who: fc.nat(DEVICES - 1),
  kind: weighted({ receive: 8, sync: 3, 'lose-lease-reply': 3, wipe: 2, crash: 2, 'set-back': 2 }),
});

it(
  'ten devices never give a code twice, whatever is lost, wiped or set back',
  { timeout: 240_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(stepArbitrary, { minLength: 40, maxLength: 90 }), async (steps) => {
        faults.clear();
        const back = Array.from({ length: DEVICES }, () => 0);
        const counters: SimulatedCounter[] = [];
        for (let i = 0; i < DEVICES; i++) {
          counterNumber += 1;
          const now = () => new Date(Date.now() - (back[i] ?? 0)).toISOString();
          const office = i % 2 === 0 ? ('HT' as const) : ('GD' as const);
          counters.push(
            await counterOf({ office, counterNumber, url: faults.url, enrolUrl: portalUrl, now }),
          );
        }
        // Every code that was on a screen, also of dossiers that a wipe then took: the paper is out there.
        const given: string[] = [];
        try {
          for (const { who, kind } of steps) {
            const counter = counters[who];
            if (!counter) continue;
            if (kind === 'receive') {
              const dossier = await counter.receive(oneDocument(), FREE_PROCEDURE);
              given.push(dossier.reception?.code ?? '');
            }
            if (kind === 'sync') await counter.sync();
            if (kind === 'crash') await counter.crash();
            if (kind === 'set-back') back[who] = 86_400_000 * (1 + (given.length % 3));
            if (kind === 'lose-lease-reply') {
              faults.next({ kind: 'drop-reply', operation: 'lease' });
              await counter.sync();
              faults.clear();
            }
            if (kind === 'wipe') {
              await counter.wipe();
              await counter.sync();
            }
          }
          expect(new Set(given).size).toBe(given.length);
        } finally {
          for (const counter of counters) await counter.close();
        }
      }),
      { numRuns: RUNS },
    );
  },
);
