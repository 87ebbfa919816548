import { describe, expect, test } from 'vitest';
import { ageOf } from '../../../renderer/i18n/age.ts';
import { formatDay, formatWhen, moveDay, readDay } from '../../../renderer/i18n/when.ts';

describe('formatWhen', () => {
  test.each([
    ['vi', '08:42 T4 17/08/2022'],
    ['en', '08:42 Wed 17/08/2022'],
    ['fr', '08:42 mer. 17/08/2022'],
  ])('in %s', (language, text) => {
    expect(formatWhen('2022-08-17T01:42:00.000Z', 'full', language)).toBe(text);
  });

  test('takes the counter’s day, whatever the day in Greenwich', () => {
    expect(formatWhen('2022-08-20T18:30:00.000Z', 'full', 'vi')).toBe('01:30 CN 21/08/2022');
  });
});

describe('readDay', () => {
  test.each([
    ['17/8/2022', '2022-08-17'],
    [' 17-08-2022 ', '2022-08-17'],
    ['17082022', '2022-08-17'],
    ['29/02/2024', '2024-02-29'],
    ['29/02/2023', null],
    ['31/04/2022', null],
    ['2022-08-17', null],
    ['hôm nay', null],
    ['', null],
  ])('%j is %j', (text, day) => {
    expect(readDay(text)).toBe(day);
  });

  test('reads back what is shown', () => {
    expect(readDay(formatDay('2026-11-24'))).toBe('2026-11-24');
  });
});

test.each([
  ['2024-02-28', 1, '2024-02-29'],
  ['2026-01-01', -1, '2025-12-31'],
])('%s moved by %i is %s', (day, days, moved) => {
  expect(moveDay(day, days)).toBe(moved);
});

describe('ageOf', () => {
  const since = '2022-08-17T01:00:00.000Z';
  test.each([
    ['2022-08-17T01:00:59.000Z', { unit: 'now', count: 0 }],
    ['2022-08-17T01:14:30.000Z', { unit: 'minutes', count: 14 }],
    ['2022-08-17T03:59:00.000Z', { unit: 'hours', count: 2 }],
    ['2022-08-20T01:00:00.000Z', { unit: 'days', count: 3 }],
    // A clock set back: never a negative age.
    ['2022-08-17T00:00:00.000Z', { unit: 'now', count: 0 }],
  ])('at %s', (now, age) => {
    expect(ageOf(since, now)).toEqual(age);
  });
});
