import { describe, expect, it } from 'vitest';
import type { WorkingCalendar } from '../../../../shared/domain/calendar.ts';
import type { StepEntry } from '../../../../shared/domain/dossier/command.ts';
import { calendarEffect } from '../../../../shared/domain/dossier/calendar-move.ts';
import { decide, type Command } from '../../../../shared/domain/dossier/decide.ts';
import {
  author,
  CALENDAR,
  handedIn,
  HERE,
  HOUSEHOLD_BUSINESS,
  NOW,
  received,
  write,
  type Written,
} from '../../../support/catalogue.ts';

/** The calendar with a day nobody works on. */
function closedOn(date: string): WorkingCalendar {
  const day = { date, works: false, nameVi: 'Nghỉ', nameEn: '', kind: 'fixed', verified: false, source: '' };
  return {
    ...CALENDAR,
    version: `${CALENDAR.version}+${date}`,
    days: [...CALENDAR.days, { ...day, enabled: true }],
  };
}
// Received on Monday 13 July 2026 and due on Thursday at 17:00.
const WEDNESDAY = closedOn('2026-07-15');
const due = (day: string) => `${day}T10:00:00.000Z`;
const start = () => received();

const step = (entry: StepEntry, place: Extract<Command, { type: 'step' }>['place'] = HERE): Command => ({
  type: 'step',
  step: entry,
  place,
});
const ask = step({
  type: 'supplementRequested',
  data: { documents: [{ nameVi: 'Đơn', originals: 1, certifiedCopies: 0, photocopies: 0 }], reason: 'Thiếu' },
});
const bring: Command = {
  type: 'receiveSupplement',
  documents: handedIn(HOUSEHOLD_BUSINESS),
  calendar: CALENDAR,
};
const on = (day: string) => author({ now: `${day}T02:00:00.000Z` });
const effect = ({ dossier }: Written, calendar: WorkingCalendar, now = NOW) =>
  calendarEffect(dossier, calendar, now);
const moved = (written: Written, to: string, role?: 'clerk' | 'supervisor') =>
  step(
    {
      type: 'rescheduled',
      data: {
        from: written.dossier.reception?.dueAt ?? '',
        dueAt: due(to),
        reason: 'Nghỉ',
        approver: 'Vũ Thị Bích Ngọc',
        calendar: { version: WEDNESDAY.version, file: 'lich.csv' },
      },
    },
    { ...HERE, role },
  );

describe('what a calendar does to an appointment', () => {
  it('moves it by a day that closes in between, or on the day itself, and by no other', () => {
    const written = start();
    expect(written.dossier.reception?.dueAt).toBe(due('2026-07-16'));
    const expected = { kind: 'moves', from: due('2026-07-16'), dueAt: due('2026-07-17') };
    expect(effect(written, WEDNESDAY)).toEqual(expected);
    expect(effect(written, closedOn('2026-07-16'))).toEqual(expected);
    for (const other of ['2026-07-17', '2026-07-11', '2026-07-18'])
      expect(effect(written, closedOn(other))).toBeNull();
  });

  it('never moves it earlier: the citizen has the day on paper', () => {
    const written = received({ calendar: WEDNESDAY });
    expect(written.dossier.reception?.dueAt).toBe(due('2026-07-17'));
    expect(effect(written, CALENDAR)).toBeNull();
  });

  it('counts pauses anew: a day closed within one moves nothing, one closed after it does', () => {
    const paused = write([ask], on('2026-07-14'), start());
    expect(effect(paused, WEDNESDAY)).toEqual({ kind: 'paused' });
    const resumed = write([bring], on('2026-07-16'), paused);
    expect(resumed.dossier.reception?.dueAt).toBe(due('2026-07-20'));
    expect(effect(resumed, closedOn('2026-07-20'))).toMatchObject({ dueAt: due('2026-07-21') });
    // Within the pause the office was closed a day less than it was counted for, and so was the work.
    expect(effect(resumed, WEDNESDAY)).toBeNull();
  });

  it('leaves a day that a person fixed, unless the office is closed then', () => {
    const fixed = write(
      [
        step({
          type: 'rescheduled',
          data: {
            from: due('2026-07-16'),
            dueAt: due('2026-07-21'),
            reason: 'Hẹn lại',
            approver: 'Trần Bình',
          },
        }),
      ],
      author(),
      start(),
    );
    expect(effect(fixed, WEDNESDAY)).toBeNull();
    expect(effect(fixed, closedOn('2026-07-21'))).toMatchObject({ dueAt: due('2026-07-22') });
  });

  it('moves nothing that is ready, and nothing twice', () => {
    const ready = write([step({ type: 'resultReady', data: { resultNumber: null } })], author(), start());
    expect(effect(ready, WEDNESDAY)).toBeNull();
    const written = start();
    const after = write([moved(written, '2026-07-17', 'supervisor')], author(), written);
    expect(after.dossier.reception?.dueAt).toBe(due('2026-07-17'));
    expect(effect(after, WEDNESDAY)).toBeNull();
    // A second calendar moves it on from there.
    const both = {
      ...WEDNESDAY,
      version: 'both',
      days: [...WEDNESDAY.days, ...closedOn('2026-07-14').days.slice(-1)],
    };
    expect(effect(after, both)).toMatchObject({ from: due('2026-07-17'), dueAt: due('2026-07-20') });
  });

  it('is for supervisors: a clerk, or somebody unknown, is refused', () => {
    const written = start();
    for (const role of ['clerk', undefined] as const)
      expect(decide(written.dossier, moved(written, '2026-07-17', role), NOW)).toMatchObject({
        ok: false,
        error: [{ code: 'supervisor-only' }],
      });
    expect(decide(written.dossier, moved(written, '2026-07-17', 'supervisor'), NOW).ok).toBe(true);
  });
});
