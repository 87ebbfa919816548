import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createReportService } from '../../renderer/store/report/report-service.ts';
import { merge } from '../../renderer/store/merge.ts';
import type { DossierEvent } from '../../shared/domain/dossier/event.ts';
import type { Exported } from '../../shared/domain/report/exported.ts';
import { MEASURES } from '../../shared/domain/report/measure.ts';
import { reportByHand } from '../support/report-by-hand.ts';
import { monthArbitrary } from '../support/report-months.ts';
import { counterDatabase } from '../unit/store/counter.ts';

const RUNS = Number(process.env['REPORT_HISTORIES'] ?? 10);
const ASKED = {
  period: { from: '2026-06-01', to: '2026-06-30' },
  filter: {},
  now: '2026-06-20T03:00:00.000Z',
  calendar: null,
};
const quiet = () => undefined;

/** Each log is a chain of its own, from position 1: counters are told apart so that each writes a position once. */
function oneCounterEach(logs: readonly (readonly DossierEvent[])[]): readonly DossierEvent[] {
  return logs.flatMap((log, i) => {
    const taken = new Set<string>();
    return log.flatMap((event) => {
      const counter = `${event.counter}.${String(i + 2)}`;
      const key = `${counter} ${String(event.position)}`;
      if (taken.has(key)) return [];
      taken.add(key);
      return [{ ...event, counter }];
    });
  });
}

/** Events in two parts, one that arrived before the export and one after: cut anywhere, holes and all. */
const historyArbitrary = fc
  .tuple(
    monthArbitrary(14),
    fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
    fc.constantFrom(0.5, 0.8, 1),
  )
  .map(([logs, chance, share]) => {
    const events = oneCounterEach(logs);
    const early: DossierEvent[] = [];
    const later: DossierEvent[] = [];
    for (const event of events) (chance.next().value < share ? early : later).push(event);
    return { early, later };
  });

it(
  `${String(RUNS)} random histories: a report made again is the report that was exported, and every difference has its event`,
  { timeout: 300_000 },
  async () => {
    let differing = 0;
    await fc.assert(
      fc.asyncProperty(historyArbitrary, async ({ early, later }) => {
        const db = await counterDatabase();
        await merge(db, early, 1);
        const service = createReportService(db);
        const frozen = await service.freeze(ASKED, quiet);
        await merge(db, later, 2);
        const exported = {
          period: ASKED.period,
          filter: frozen.made.report.filter,
          madeAt: frozen.made.report.madeAt,
          nextDay: frozen.nextDay,
          logs: frozen.logs,
        } as Exported;
        const { then, now, since, more, missing, inexact } = await service.then(exported, quiet);
        expect({ more, missing, inexact }).toEqual({ more: 0, missing: 0, inexact: false });
        // As it was: every figure, row, day and sum.
        expect({ ...then, before: null }).toEqual({ ...frozen.made.report, before: null });
        // As it is: what a reader of the whole log counts.
        const byHand = reportByHand(
          [...Map.groupBy([...early, ...later], (event) => event.dossierId).values()],
          {
            ...ASKED.period,
            now: ASKED.now,
            nextWorkingDay: frozen.nextDay,
          },
        );
        for (const measure of MEASURES) {
          expect([measure, now.total.counts[measure]]).toEqual([measure, byHand.figures[measure].length]);
          // The differences add up, by events that came after.
          const told = since.flatMap(({ changes }) => changes).filter((each) => each.measure === measure);
          expect([measure, told.reduce((sum, { by }) => sum + by, 0)]).toEqual([
            measure,
            now.total.counts[measure] - then.total.counts[measure],
          ]);
        }
        const fresh = new Set(later.map(({ dossierId, type }) => `${dossierId} ${type}`));
        for (const { dossierId, type } of since) expect(fresh.has(`${dossierId} ${type}`)).toBe(true);
        if (since.length > 0) differing += 1;
        db.close();
      }),
      { numRuns: RUNS },
    );
    expect(differing).toBeGreaterThan(0);
  },
);

it('says what of a report is not on this machine', async () => {
  const db = await counterDatabase();
  const service = createReportService(db);
  const frozen = await service.freeze(ASKED, quiet);
  const exported = {
    period: ASKED.period,
    filter: {},
    madeAt: ASKED.now,
    nextDay: frozen.nextDay,
    logs: [
      { office: 'HT', counters: [{ counter: 'HT-1', to: 3, gaps: [2, 2] }] },
      { office: 'VH', counters: [{ counter: 'VH-1', to: 4 }] },
    ],
  } as unknown as Exported;
  expect((await service.then(exported, quiet)).missing).toBe(6);
});
