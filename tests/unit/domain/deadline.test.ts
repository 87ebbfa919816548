import { describe, expect, it } from 'vitest';
import { instantAt } from '../../../shared/clock.ts';
import { calendarSchema, isCalendarDate, isWorkingDay } from '../../../shared/domain/calendar.ts';
import {
  computeDeadline,
  deadlineRuleSchema,
  deadlineSchema,
  type DeadlineRule,
} from '../../../shared/domain/deadline.ts';
import { CALENDAR } from '../../support/catalogue.ts';

const sameDay: DeadlineRule = { kind: 'same-day', cutOff: '15:00' };
const days = (count: number): DeadlineRule => ({ kind: 'working-days', days: count });

/** Due and start of a reception at a date and time on the counter's clock. */
function due(rule: DeadlineRule, date: string, time: string, closesAt = '17:00'): readonly string[] {
  const deadline = computeDeadline(rule, instantAt(date, time), CALENDAR, closesAt);
  expect(deadlineSchema.parse(deadline)).toEqual(deadline);
  return [deadline.dueAt, deadline.startsOn];
}
const at = (date: string, time = '17:00') => instantAt(date, time);

describe('the sample calendar', () => {
  it('is valid', () => {
    expect(calendarSchema.parse(CALENDAR)).toEqual(CALENDAR);
  });

  it.each([
    ['2026-07-13', true, 'a Monday'],
    ['2026-07-18', false, 'a Saturday'],
    ['2026-07-19', false, 'a Sunday'],
    ['2026-02-17', false, 'Tết'],
    ['2026-01-10', true, 'a Saturday worked in lieu'],
    ['2026-01-02', false, 'the day off for it'],
    ['2026-04-27', false, 'a holiday moved from a Sunday'],
    ['2026-11-24', true, 'announced but not in force'],
  ])('%s: %s (%s)', (date, works) => {
    expect(isWorkingDay(CALENDAR, date)).toBe(works);
  });

  it('is read anew when it is replaced', () => {
    const extra = {
      date: '2026-07-13',
      works: false,
      nameVi: 'Bão',
      nameEn: 'Storm',
      kind: 'announced',
      verified: false,
      source: '',
      enabled: true,
    };
    expect(isWorkingDay({ ...CALENDAR, days: [...CALENDAR.days, extra] }, '2026-07-13')).toBe(false);
    expect(
      isWorkingDay({ ...CALENDAR, days: [...CALENDAR.days, { ...extra, enabled: false }] }, '2026-07-13'),
    ).toBe(true);
    expect(isWorkingDay(CALENDAR, '2026-07-13')).toBe(true);
  });

  it('knows which dates exist', () => {
    expect(['2026-02-28', '2024-02-29', '1900-01-01'].map(isCalendarDate)).toEqual([true, true, true]);
    expect(
      ['2026-02-29', '2026-00-10', '2026-1-1', '26-01-01', '', '2026-01-01T00:00', '+002026-01-01'].map(
        isCalendarDate,
      ),
    ).toEqual(Array(7).fill(false));
  });
});

describe('same day, next working day after 15:00', () => {
  it.each([
    ['in the morning', '2026-07-13', '08:00', '2026-07-13', '2026-07-13'],
    ['at 15:00 exactly', '2026-07-13', '15:00', '2026-07-13', '2026-07-13'],
    ['at 15:01', '2026-07-13', '15:01', '2026-07-14', '2026-07-13'],
    ['late on a Friday', '2026-07-17', '15:30', '2026-07-20', '2026-07-17'],
    ['on a Saturday, however late', '2026-07-18', '16:00', '2026-07-20', '2026-07-20'],
    ['late on the last day before Tết', '2026-02-13', '16:00', '2026-02-23', '2026-02-13'],
    ['on a Saturday worked in lieu', '2026-01-10', '09:00', '2026-01-10', '2026-01-10'],
    ['just after midnight', '2026-07-13', '00:05', '2026-07-13', '2026-07-13'],
  ])('%s', (_, date, time, dueDay, start) => {
    expect(due(sameDay, date, time)).toEqual([at(dueDay), start]);
  });

  it('counts the seconds after 15:00', () => {
    expect(computeDeadline(sameDay, '2026-07-13T08:00:01Z', CALENDAR, '17:00').dueAt).toBe(at('2026-07-14'));
  });

  it('is never due before it was received, though the cut-off is after closing', () => {
    const late: DeadlineRule = { kind: 'same-day', cutOff: '17:00' };
    expect(due(late, '2026-07-13', '16:15', '16:00')).toEqual([at('2026-07-14', '16:00'), '2026-07-13']);
  });

  it('takes the counter’s day, not the one of UTC', () => {
    // 06:30 on Tuesday at the counter is still Monday in UTC.
    expect(computeDeadline(sameDay, '2026-07-13T23:30:00Z', CALENDAR, '17:00').dueAt).toBe(at('2026-07-14'));
  });
});

describe('working days', () => {
  it.each([
    ['3 from a Monday', 3, '2026-07-13', '2026-07-16'],
    ['3 from a Friday', 3, '2026-07-17', '2026-07-22'],
    ['3 from a Saturday start on Monday', 3, '2026-07-18', '2026-07-23'],
    ['3 across Tết 2026 (16–20 February)', 3, '2026-02-12', '2026-02-24'],
    ['15 across Tết 2026', 15, '2026-02-09', '2026-03-09'],
    ['3 across a worked Saturday', 3, '2026-01-07', '2026-01-10'],
    ['3 across the days off of 30 April 2026', 3, '2026-04-24', '2026-05-04'],
    ['1 before 31 August – 2 September 2026', 1, '2026-08-28', '2026-09-03'],
  ])('%s', (_, count, date, dueDay) => {
    expect(due(days(count), date, '09:00')[0]).toBe(at(dueDay));
  });

  it('are due when the office hands out last', () => {
    expect(due(days(1), '2026-07-13', '16:59', '11:30')[0]).toBe('2026-07-14T04:30:00.000Z');
  });
});

describe('days the calendar does not know', () => {
  const beyond = (rule: DeadlineRule, date: string) =>
    computeDeadline(rule, instantAt(date, '09:00'), CALENDAR, '17:00').beyondCalendar;

  it('are marked, whichever side they are on', () => {
    expect(beyond(days(3), '2027-12-24')).toBe(false);
    expect(beyond(days(3), '2027-12-29')).toBe(true);
    expect(beyond(sameDay, '2030-06-03')).toBe(true);
    expect(beyond(sameDay, '2021-12-31')).toBe(true);
    expect(beyond(sameDay, '1970-01-01')).toBe(true);
  });

  it('still follow the week', () => {
    expect(due(days(3), '2030-06-07', '09:00')[0]).toBe(at('2030-06-12'));
  });
});

it('refuses rules that mean nothing', () => {
  const wrong = [
    { kind: 'working-days', days: 0 },
    { kind: 'working-days', days: 1.5 },
    { kind: 'working-days', days: 366 },
    { kind: 'same-day', cutOff: '24:00' },
    { kind: 'same-day', cutOff: '9:00' },
    { kind: 'hours' },
  ];
  expect(wrong.map((rule) => deadlineRuleSchema.safeParse(rule).success)).toEqual(wrong.map(() => false));
});
