import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fold } from '../../shared/domain/dossier/evolve.ts';
import { factOf } from '../../shared/domain/report/fact.ts';
import { indicatorOf, INDICATORS, INDICATOR_NAMES } from '../../shared/domain/report/figures.ts';
import { MEASURES, MONEY } from '../../shared/domain/report/measure.ts';
import { METHODS, MONEY_KINDS } from '../../shared/domain/report/money-fact.ts';
import { periodicRows } from '../../shared/domain/report/periodic.ts';
import { behind, DIMENSIONS, newReport, type ReportRequest } from '../../shared/domain/report/report.ts';
import { percentByHand, reportByHand, type Asked } from '../support/report-by-hand.ts';
import { monthArbitrary } from '../support/report-months.ts';

const RUNS = Number(process.env['REPORT_MONTHS'] ?? 6);
const DOSSIERS = Number(process.env['REPORT_DOSSIERS'] ?? 40);

/** What can be asked of June 2026: the month, a day, some days; when it is over and while it runs. */
const askedArbitrary: fc.Arbitrary<Asked> = fc.constantFrom(
  { from: '2026-06-01', to: '2026-06-30', now: '2026-08-03T02:00:00.000Z', nextWorkingDay: '2026-07-01' },
  { from: '2026-06-01', to: '2026-06-30', now: '2026-06-17T03:30:00.000Z', nextWorkingDay: '2026-06-18' },
  { from: '2026-06-12', to: '2026-06-12', now: '2026-06-12T10:30:00.000Z', nextWorkingDay: '2026-06-15' },
  { from: '2026-06-09', to: '2026-06-22', now: '2026-06-22T17:00:00.000Z', nextWorkingDay: '2026-06-23' },
);

const sorted = (ids: readonly string[]) => [...ids].sort();

it(
  `${String(RUNS)} random months: every figure is what a reader of the log counts`,
  { timeout: 600_000 },
  () => {
    const seen = new Set<string>();
    let dossiers = 0;
    fc.assert(
      fc.property(monthArbitrary(DOSSIERS), askedArbitrary, (logs, asked) => {
        const byHand = reportByHand(logs, asked);
        const facts = logs.flatMap((log) => {
          const dossier = fold(log);
          return (dossier && factOf(dossier)) ?? [];
        });
        const request: ReportRequest = {
          period: { from: asked.from, to: asked.to },
          filter: {},
          now: asked.now,
          nextWorkingDay: () => asked.nextWorkingDay,
        };
        const maker = newReport(request);
        for (const fact of facts) maker.add(fact);
        const report = maker.report();
        dossiers += logs.length;
        for (const measure of MEASURES) {
          const ids = byHand.figures[measure];
          if (ids.length > 0) seen.add(measure);
          expect([measure, sorted(behind(facts, request, measure))]).toEqual([measure, sorted(ids)]);
          expect([measure, report.total.counts[measure]]).toEqual([measure, ids.length]);
          for (const dimension of DIMENSIONS)
            for (const { key, figures } of report.by[dimension]) {
              const mine = ids.filter((id) => byHand.dossiers.get(id)?.[dimension] === key);
              expect([dimension, key, measure, figures.counts[measure]]).toEqual([
                dimension,
                key,
                measure,
                mine.length,
              ]);
              if (dimension === 'clerk')
                expect(sorted(behind(facts, { ...request, filter: { clerk: key } }, measure))).toEqual(
                  sorted(mine),
                );
            }
          for (const dimension of DIMENSIONS)
            expect(report.by[dimension].reduce((sum, { figures }) => sum + figures.counts[measure], 0)).toBe(
              ids.length,
            );
        }
        for (const kind of MONEY_KINDS)
          for (const method of METHODS)
            expect([kind, method, report.till.money[kind][method]]).toEqual([
              kind,
              method,
              byHand.dong(MONEY[kind][method]),
            ]);
        expect(report.total.averageMs).toBe(byHand.averageMs);
        for (const name of INDICATOR_NAMES) {
          const { part, whole } = INDICATORS[name];
          expect([name, indicatorOf(report.total, name)]).toEqual([
            name,
            percentByHand(byHand.figures[part].length, byHand.figures[whole].length),
          ]);
        }
        const before = reportByHand(logs, { ...asked, ...report.previous });
        for (const measure of MEASURES)
          if (measure !== 'dueNext')
            expect([measure, report.before.counts[measure]]).toEqual([
              measure,
              before.figures[measure].length,
            ]);
        for (const { numbers } of periodicRows(report)) {
          const [total = 0, online = 0, other = 0, carried = 0, resolved = 0, , , , progress = 0] = numbers;
          expect(total).toBe(resolved + progress);
          expect(total).toBe(online + other + carried);
        }
        for (const { day, received } of report.days)
          expect([day, received]).toEqual([
            day,
            reportByHand(logs, { ...asked, from: day, to: day }).figures.received.length,
          ]);
      }),
      { numRuns: RUNS },
    );
    // No proof of anything unless everything was counted at least once.
    if (RUNS >= 100) expect([...seen].sort()).toEqual([...MEASURES].sort());
    console.log(
      `FIGURE ${String(RUNS)} months, ${String(dossiers)} dossiers, figures that occurred: ${String(seen.size)}`,
    );
  },
);
