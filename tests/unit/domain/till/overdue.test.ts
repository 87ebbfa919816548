import { describe, expect, it } from 'vitest';
import { overdueOf } from '../../../../shared/domain/till/overdue.ts';

// 09:00 at the counter on 13 July 2026.
const OPENED = '2026-07-13T02:00:00.000Z';
const at = (time: string) => `2026-07-${time}:00.000Z`;

describe('a shift left open', () => {
  it('may be open until the office closes, and not a minute longer', () => {
    expect(overdueOf(OPENED, '16:30', at('13T09:29'))).toBeNull();
    expect(overdueOf(OPENED, '16:30', at('13T09:30'))).toBe('past-closing');
  });

  it('is of an earlier day from midnight at the counter on, whatever the closing time', () => {
    expect(overdueOf(OPENED, null, at('13T16:59'))).toBeNull();
    expect(overdueOf(OPENED, null, at('13T17:00'))).toBe('earlier-day');
    expect(overdueOf(OPENED, '16:30', at('14T01:00'))).toBe('earlier-day');
  });

  it('was begun knowingly when it was begun after closing', () => {
    expect(overdueOf(at('13T10:00'), '16:30', at('13T11:00'))).toBeNull();
    expect(overdueOf(at('13T10:00'), '16:30', at('14T01:00'))).toBe('earlier-day');
  });
});
