import { describe, expect, it } from 'vitest';
import { isWorkingDay, type WorkingCalendar } from '../../../shared/domain/calendar.ts';
import { readCalendarFile } from '../../../shared/domain/calendar-file.ts';
import { calendarInForce, changedDays } from '../../../shared/domain/office-calendar.ts';
import { makeCatalogue } from '../../portal/seed/make-catalogue.ts';

const BASE = makeCatalogue().calendar;
const read = (text: string) => readCalendarFile(text, BASE, 'tep.csv');
function taken(text: string): WorkingCalendar {
  const result = read(text);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
const faults = (text: string) => {
  const result = read(text);
  return result.ok ? [] : result.error.map(({ code, params }) => [params?.['line'], code]);
};
const json = (change: Partial<WorkingCalendar>) => JSON.stringify({ ...BASE, ...change }, null, 1);

describe('a file of working days', () => {
  it('adds Vietnam’s culture day, which the catalogue has but does not apply, and nothing else', () => {
    expect(isWorkingDay(BASE, '2026-11-24')).toBe(true);
    const calendar = taken('date,kind,name\n2026-11-24,fixed,Ngày Văn hóa Việt Nam\n');
    expect(changedDays(BASE, calendar)).toEqual([
      { date: '2026-11-24', works: false, nameVi: 'Ngày Văn hóa Việt Nam' },
    ]);
    expect(calendar.days.filter(({ date }) => date === '2026-11-24')).toMatchObject([
      { verified: false, source: 'file tep.csv', enabled: true },
    ]);
  });

  it('is named by its content: the same file twice is the same version, another is another', () => {
    const [first, again, other] = ['A', 'A', 'B'].map((name) => taken(`2026-11-24,nghỉ,${name}`).version);
    expect(first).toMatch(/^2022-2027\.1\+[0-9a-f]{8}$/u);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    // Over an imported one the name does not grow.
    const over = readCalendarFile('2026-12-24,nghỉ,C', taken('2026-11-24,nghỉ,A'), 'x');
    expect(over.ok && over.value.version).toMatch(/^2022-2027\.1\+[0-9a-f]{8}$/u);
  });

  it.each([
    ['as a spreadsheet writes it', '\uFEFFngày;loại;tên\r\n24/11/2026;NGHỈ;Ngày Văn hóa\r\n\r\n'],
    ['quoted, with a comma in the name', '"2026-11-24","nghi","Ngày Văn hóa, Việt Nam"'],
  ])('reads lines %s', (_, text) => {
    expect(changedDays(BASE, taken(text))).toMatchObject([{ date: '2026-11-24', works: false }]);
  });

  it('takes a Saturday worked instead', () => {
    expect(isWorkingDay(taken('2026-11-28,làm bù,Làm bù cho 27/11'), '2026-11-28')).toBe(true);
  });

  it('names every fault by its line and takes nothing', () => {
    expect(
      faults(
        [
          'date,kind,name',
          '2026-02-29,nghỉ,A',
          '2026-11-24',
          '2026-11-24,lễ hội,B',
          '2026-11-24,nghỉ,C',
          '2026-11-24,nghỉ,D',
          '2026-11-25,làm bù,E',
          '2026-11-26,nghỉ,',
          '2028-01-03,nghỉ,F',
        ].join('\n'),
      ),
    ).toEqual([
      [2, 'calendar-date-invalid'],
      [3, 'calendar-line-short'],
      [4, 'calendar-kind-unknown'],
      [6, 'calendar-date-twice'],
      [7, 'calendar-swap-weekday'],
      [8, 'calendar-name-missing'],
      [9, 'calendar-date-outside'],
    ]);
  });

  it('takes a whole calendar as JSON, strictly, with the line of each fault', () => {
    expect(taken(json({ version: '2022-2028.1', until: '2027-12-30' })).version).toMatch(/^2022-2028\.1\+/u);
    const days = BASE.days.map((day, i) => (i === 1 ? { ...day, date: '2022-13-01' } : day));
    const line =
      json({ days })
        .split('\n')
        .findIndex((each) => each.includes('2022-13-01')) + 1;
    expect(faults(json({ days }))).toEqual([[line, 'calendar-date-invalid']]);
    expect(faults(json({ days: BASE.days.filter(({ date }) => !date.startsWith('2025')) }))).toEqual([
      [undefined, 'calendar-year-missing'],
    ]);
    expect(faults(JSON.stringify({ ...BASE, more: 1 }))).toEqual([[0, 'calendar-part-invalid']]);
    expect(faults('{ no json')).toEqual([[undefined, 'calendar-file-unreadable']]);
  });

  it('says of an empty file, or one that changes nothing, that there is nothing in it', () => {
    expect(faults(' \n')).toEqual([[undefined, 'calendar-file-empty']]);
    expect(faults('date,kind,name\n')).toEqual([[undefined, 'calendar-file-empty']]);
    expect(faults(json({}))).toEqual([[undefined, 'calendar-unchanged']]);
    expect(faults('2026-01-01,nghỉ,Tết Dương lịch')).toEqual([[undefined, 'calendar-unchanged']]);
  });

  it('counts until the portal publishes another calendar', () => {
    const calendar = taken('2026-11-24,nghỉ,A');
    const office = {
      calendar,
      replaces: BASE.version,
      file: 'tep.csv',
      by: { id: 'ks', name: 'Vũ Thị Bích Ngọc' },
      at: '2026-11-20T01:00:00Z',
    };
    expect(calendarInForce(BASE, office)).toBe(calendar);
    const newer = { ...BASE, version: '2022-2027.2' };
    expect(calendarInForce(newer, office)).toBe(newer);
    expect(calendarInForce(BASE, null)).toBe(BASE);
  });
});
