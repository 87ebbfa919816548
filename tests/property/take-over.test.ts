import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { outboxSummary } from '../../renderer/store/outbox-view.ts';
import { readMeta } from '../../renderer/store/meta.ts';
import type { JournalEntry } from '../../shared/journal.ts';
import { createPortal, type Portal } from '../portal/server.ts';
import { Machine } from '../support/machine.ts';
import { weighted } from '../support/weighted.ts';
import { placeOf } from '../portal/client.ts';

const RUNS = Number(process.env['TAKE_OVER_RUNS'] ?? 2);
const DEVICES = 10;
const place = placeOf('HT');

let portal: Portal;
let url: string;
let counterNumber = 0;
beforeAll(async () => {
  portal = await createPortal({ leaseSize: 3 });
  ({ url } = await portal.listen());
});
afterAll(() => portal.close());

/** A counter, the machine that is it now, those that were, and the backup made last. */
interface Seat {
  live: Machine;
  readonly old: Machine[];
  backup: readonly JournalEntry[] | null;
  back: number;
}

/** What may happen, and how often. */
const WEIGHTS = {
  receive: 8,
  sync: 3,
  'back-up': 3,
  'restore-elsewhere': 2,
  copy: 1,
  'old-receives': 2,
  'hand-over': 1,
  'lose-database': 1,
  'put-back': 1,
  wipe: 1,
  'set-back': 1,
} as const;
type What = keyof typeof WEIGHTS;
const step = fc.record({ who: fc.nat(DEVICES - 1), what: weighted<What>(WEIGHTS) });

async function takeOver(seat: Seat, backup: readonly JournalEntry[]): Promise<void> {
  const machine = await Machine.restored(seat.live.options, backup);
  await machine.takeOver();
  seat.old.push(seat.live);
  seat.live = machine;
}

/** Offline work of a machine that does not know yet that it was replaced. */
async function oldReceives(machine: Machine | undefined, given: string[]): Promise<void> {
  if (!machine || (await readMeta(machine.db, 'moved'))) return;
  given.push((await machine.receive()).reception?.code ?? '');
}

async function act(seat: Seat, what: What, given: string[]): Promise<void> {
  const { live } = seat;
  if (what === 'receive') given.push((await live.receive()).reception?.code ?? '');
  if (what === 'sync') expect(await live.sync()).toBe(true);
  if (what === 'back-up') seat.backup = await live.backup();
  if (what === 'restore-elsewhere' && seat.backup) await takeOver(seat, seat.backup);
  if (what === 'copy') await takeOver(seat, await live.backup());
  if (what === 'old-receives') await oldReceives(seat.old.at(-1), given);
  if (what === 'hand-over') await seat.old.at(-1)?.handOver();
  if (what === 'lose-database') await live.loseDatabase();
  if (what === 'set-back') seat.back += 86_400_000;
  // What only this machine has would be lost with it; that is what backups are for.
  if (what === 'wipe' && (await live.sync())) await live.wipe();
  if (what === 'put-back' && seat.backup && (await live.sync())) {
    const [then, now] = [await live.backup(), await readMeta(live.db, 'device')];
    const device = seat.backup.findLast((entry) => entry.kind === 'device');
    // An older copy of this very machine, not of one before it.
    if (device?.kind !== 'device' || device.state.device.counter !== now?.counter) return;
    expect(then.length).toBeGreaterThanOrEqual(seat.backup.length);
    await live.putBack(seat.backup);
    expect(await live.sync()).toBe(true);
  }
}

it(
  'machines that take counters over, come back and hand over give no code twice and lose nothing',
  { timeout: 240_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 80 }), async (steps) => {
        const seats: Seat[] = [];
        const given: string[] = [];
        for (let i = 0; i < DEVICES; i += 1) {
          counterNumber += 1;
          const now = () => new Date(Date.now() - (seats[i]?.back ?? 0)).toISOString();
          const live = await Machine.enrolled({ place, counterNumber, url, now });
          seats.push({ live, old: [], backup: null, back: 0 });
        }
        const all = () => seats.flatMap(({ live, old }) => [live, ...old]);
        try {
          for (const { who, what } of steps) {
            const seat = seats[who];
            if (seat) await act(seat, what, given);
          }
          for (const seat of seats) {
            for (const machine of seat.old) expect(await machine.handOver()).toBe(true);
            expect(await seat.live.sync()).toBe(true);
          }
          for (const machine of all())
            expect(await outboxSummary(machine.db)).toMatchObject({ unsent: 0, held: 0 });
          expect(new Set(given).size).toBe(given.length);
          const events = await portal.admin.events('HT');
          const places = events.map(({ counter, position }) => `${counter} ${String(position)}`);
          expect(new Set(places).size).toBe(places.length);
          const codes = (await portal.admin.dossiers('HT')).map((dossier) => dossier.reception?.code ?? '');
          expect(codes).toEqual(expect.arrayContaining(given));
          expect(new Set(codes).size).toBe(codes.length);
        } finally {
          for (const machine of all()) await machine.close();
        }
      }),
      { numRuns: RUNS },
    );
  },
);
