import { expect, it } from 'vitest';
import { dayOf } from '../../../../shared/clock.ts';
import {
  dayNumber,
  dayOfNumber,
  daysIn,
  previousPeriod,
  readPeriod,
  reportDay,
  spanOf,
} from '../../../../shared/domain/report/period.ts';

it('refuses reversed, impossible and overlong ranges, each under its field', () => {
  expect(readPeriod('2026-06-30', '2026-06-01')).toMatchObject({
    ok: false,
    error: { code: 'report-dates-reversed', field: 'to' },
  });
  expect(readPeriod('2026-02-30', '2026-06-01')).toMatchObject({
    ok: false,
    error: { code: 'date-invalid', field: 'from' },
  });
  expect(readPeriod('2026-06-01', '')).toMatchObject({
    ok: false,
    error: { code: 'date-invalid', field: 'to' },
  });
  expect(readPeriod('2024-01-01', '2026-06-01')).toMatchObject({
    ok: false,
    error: { code: 'report-range-long' },
  });
  expect(readPeriod('2026-06-01', '2026-06-01')).toEqual({
    ok: true,
    value: { from: '2026-06-01', to: '2026-06-01' },
  });
});

it('compares a month with the month before, a year with a year, other ranges with as many days', () => {
  const before = (from: string, to: string) => previousPeriod({ from, to });
  expect(before('2026-03-01', '2026-03-31')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  expect(before('2026-01-01', '2026-03-31')).toEqual({ from: '2025-10-01', to: '2025-12-31' });
  expect(before('2026-01-01', '2026-12-31')).toEqual({ from: '2025-01-01', to: '2025-12-31' });
  expect(before('2026-06-12', '2026-06-12')).toEqual({ from: '2026-06-11', to: '2026-06-11' });
  expect(before('2026-06-08', '2026-06-14')).toEqual({ from: '2026-06-01', to: '2026-06-07' });
});

it('counts days as the counter does, whatever the zone of the machine', () => {
  for (const instant of [
    '1975-06-13T16:59:59.999Z',
    '2022-08-14T17:00:00.000Z',
    '2024-02-29T16:59:59.999Z',
    '2026-12-31T17:00:00.000Z',
    '2035-07-01T03:00:00.000Z',
  ])
    expect([instant, dayOfNumber(dayNumber(Date.parse(instant)))]).toEqual([instant, dayOf(instant)]);
});

it('judges a period that runs by the present, one that is over by its end', () => {
  const month = { from: '2026-06-01', to: '2026-06-30' };
  expect(daysIn(month)).toBe(30);
  expect(reportDay(month, '2026-06-17T03:00:00.000Z')).toBe('2026-06-17');
  expect(reportDay(month, '2026-07-17T03:00:00.000Z')).toBe('2026-06-30');
  const running = spanOf(month, '2026-06-17T03:00:00.000Z', '2026-06-18');
  expect(new Date(running.start).toISOString()).toBe('2026-05-31T17:00:00.000Z');
  expect(new Date(running.end).toISOString()).toBe('2026-06-30T17:00:00.000Z');
  expect(new Date(running.judgedAt).toISOString()).toBe('2026-06-17T03:00:00.000Z');
  expect(dayOfNumber(running.nextDay)).toBe('2026-06-18');
  const over = spanOf(month, '2026-09-01T03:00:00.000Z', '2026-07-01');
  expect(over.judgedAt).toBe(over.end);
});
