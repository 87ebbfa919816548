import { expect, it } from 'vitest';
import { factOf } from '../../../../shared/domain/report/fact.ts';
import { countFactsOf } from '../../../../shared/domain/report/till-part.ts';
import { newReport, type Filter } from '../../../../shared/domain/report/report.ts';
import { foldStream } from '../../../../shared/domain/stream.ts';
import { received, receiveCommand, receptionEntry } from '../../../support/catalogue.ts';
import { TillCounter } from '../../../support/till-counter.ts';

const EXPLAINED = { standing: 'explained', explanation: 'Thối nhầm' } as const;
const DISPUTED = { standing: 'disputed', explanation: 'Không phải tôi' } as const;

/** A counter that closed two shifts: 2,000 ₫ too much at the first opening, 1,000 ₫ too little, disputed, at the last closing. */
function twoShifts() {
  const counter = new TillCounter();
  const count = (value: 1_000 | 2_000, times: number) => [{ value, count: times }];
  counter.shift(() => ({ type: 'open', counted: count(2_000, 1), difference: EXPLAINED }));
  const close = (counted: ReturnType<typeof count>, difference: typeof DISPUTED) =>
    counter.shift(() => ({ type: 'close', counted, difference, unsentConfirmed: true }));
  close(count(2_000, 1), DISPUTED);
  counter.shift(() => ({ type: 'open', counted: count(1_000, 2), difference: DISPUTED }));
  close(count(1_000, 1), DISPUTED);
  const ids = [...new Set(counter.log.map(({ dossierId }) => dossierId))];
  return ids.flatMap((id) => {
    const stream = foldStream(counter.log.filter(({ dossierId }) => dossierId === id));
    return stream ? countFactsOf(stream) : [];
  });
}

const request = (from: string, to: string, filter: Filter = {}) => ({
  period: { from, to },
  filter,
  now: '2026-08-01T02:00:00.000Z',
  nextWorkingDay: () => '2026-08-03',
});

function tillOf(asked: ReturnType<typeof request>) {
  const maker = newReport(asked);
  for (const paid of ['cash', 'transfer', 'cash'] as const) {
    const fact = factOf(received(receiveCommand({ entry: receptionEntry({ paid }) })).dossier);
    if (fact) maker.add(fact);
  }
  for (const count of twoShifts()) maker.addCount(count);
  return maker.report().till;
}

it('adds fees by method, closed shifts, and what counts found too much, too little and disputed', () => {
  const till = tillOf(request('2026-07-01', '2026-07-31'));
  expect(till.money.fees).toEqual({ cash: 200_000, transfer: 100_000 });
  expect(till.kept).toEqual(till.money.fees);
  expect(till.money.refunds).toEqual({ cash: 0, transfer: 0 });
  expect(till.shiftsClosed).toBe(2);
  expect(till.over).toEqual({ count: 1, amount: 2_000 });
  expect(till.short).toEqual({ count: 1, amount: 1_000 });
  expect(till.disputed).toEqual({ count: 1, amount: 1_000 });
});

it('counts by office and clerk; none of another period, office or clerk, nor of a field', () => {
  expect(tillOf(request('2026-06-01', '2026-06-30')).shiftsClosed).toBe(0);
  const month = (filter: Filter) => tillOf(request('2026-07-01', '2026-07-31', filter)).shiftsClosed;
  expect(month({ office: 'HT', clerk: 'nv-hoa' })).toBe(2);
  expect(month({ office: 'VH' })).toBe(0);
  expect(month({ clerk: 'nv-duc' })).toBe(0);
  expect(month({ channel: 'in-person' })).toBe(0);
});
