import type { z } from 'zod';
import { appError, type AppError } from '../errors.ts';
import { fail, ok, type Result } from '../result.ts';
import { calendarSchema, isCalendarDate, isWorkingDay, type WorkingCalendar } from './calendar.ts';
import { hashOf } from './dossier/chain.ts';
import { foldText, normaliseLine } from './text.ts';
import { Temporal } from 'temporal-polyfill';

type Read = Result<WorkingCalendar, readonly AppError[]>;
type Day = WorkingCalendar['days'][number];
/** A day of a file, and the line it stands on. */
interface Row {
  readonly line: number;
  readonly day: Day;
}

/** More than so many faults help nobody. */
const FAULTS = 30;

// What a day is called in a file, folded; the catalogue's own words and the ones people write.
const OFF = { works: false } as const;
const KINDS: Readonly<Record<string, { readonly works: boolean; readonly kind: string }>> = {
  fixed: { ...OFF, kind: 'fixed' },
  nghi: { ...OFF, kind: 'fixed' },
  'nghi le': { ...OFF, kind: 'fixed' },
  lunar: { ...OFF, kind: 'lunar' },
  'nghi tet': { ...OFF, kind: 'lunar' },
  substitute: { ...OFF, kind: 'substitute' },
  'nghi bu': { ...OFF, kind: 'substitute' },
  swap_off: { ...OFF, kind: 'swap_off' },
  'hoan doi': { ...OFF, kind: 'swap_off' },
  working_day: { works: true, kind: 'working_day' },
  'lam bu': { works: true, kind: 'working_day' },
};

/**
 * Reads a file of working days: a whole calendar as JSON (`calendarSchema`), or `date,kind,name` a line (CSV), which adds
 * to or replaces days of the calendar in force (`base`). Gives the calendar under a version of its own, which tells its
 * content; or every fault with its line. Nothing is taken from a file with a fault.
 */
export function readCalendarFile(text: string, base: WorkingCalendar, file: string): Read {
  const content = text.replace(/^\uFEFF/u, '');
  if (content.trim() === '') return fail([appError('calendar-file-empty')]);
  const read = content.trimStart().startsWith('{')
    ? readJson(content)
    : readCsv(content, base, `file ${file}`);
  if (!read.ok) return fail(read.error.slice(0, FAULTS));
  const { version, ...days } = read.value;
  if (hashOf(contentOf(read.value)) === hashOf(contentOf(base)))
    return fail([appError('calendar-unchanged')]);
  const name = version.replace(/\+[0-9a-f]{8}$/u, '');
  return ok({ ...days, version: `${name}+${hashOf(days).slice(0, 8)}` });
}

/** What decides about work, whatever it is called and wherever it comes from. */
function contentOf({ from, until, weekend, days }: WorkingCalendar) {
  const announced = days
    .filter(({ enabled }) => enabled)
    .map(({ date, works }) => `${date} ${String(works)}`);
  return { from, until, weekend: weekend.toSorted(), announced: announced.sort() };
}

function readJson(text: string): Read {
  const lines = dayLines(text);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return fail([appError('calendar-file-unreadable')]);
  }
  const checked = calendarSchema.safeParse(parsed);
  if (!checked.success) return fail(checked.error.issues.map((issue) => partFault(issue, lines)));
  const calendar = checked.data;
  const rows = calendar.days.map((day, i) => ({ line: lines[i] ?? 0, day }));
  const faults = [...rowFaults(rows, calendar), ...yearFaults(calendar)];
  return faults.length > 0 ? fail(faults) : ok(calendar);
}

/** The line of each day of a JSON file: where its date stands. */
function dayLines(text: string): readonly number[] {
  return text
    .split('\n')
    .flatMap((line, i) => Array.from({ length: line.split(/"date"\s*:/u).length - 1 }, () => i + 1));
}

function partFault({ path }: z.core.$ZodIssue, lines: readonly number[]): AppError {
  const [part, at, name] = path;
  const line = part === 'days' && typeof at === 'number' ? (lines[at] ?? 0) : 0;
  if (line > 0 && name === 'date') return appError('calendar-date-invalid', { line, value: '' });
  return appError('calendar-part-invalid', { line, part: path.join('.') });
}

function readCsv(text: string, base: WorkingCalendar, source: string): Read {
  const faults: AppError[] = [];
  const rows: Row[] = [];
  for (const [i, typed] of text.split(/\r?\n/u).entries()) {
    const line = i + 1;
    if (typed.trim() === '' || (rows.length + faults.length === 0 && /^\s*"?(date|ngày)\b/iu.test(typed)))
      continue;
    const row = readLine(typed, line, source);
    if (row.ok) rows.push({ line, day: row.value });
    else faults.push(row.error);
  }
  faults.push(...rowFaults(rows, base));
  if (faults.length > 0)
    return fail(faults.sort((a, b) => Number(a.params?.['line'] ?? 0) - Number(b.params?.['line'] ?? 0)));
  if (rows.length === 0) return fail([appError('calendar-file-empty')]);
  const given = new Set(rows.map(({ day }) => day.date));
  const days = [...base.days.filter(({ date }) => !given.has(date)), ...rows.map(({ day }) => day)];
  return ok({ ...base, days: days.sort((a, b) => (a.date < b.date ? -1 : 1)) });
}

function readLine(typed: string, line: number, source: string): Result<Day> {
  const cut = /^\s*"?([^,;"]*)"?\s*[,;]\s*"?([^,;"]*)"?\s*[,;]\s*(.*)$/u.exec(typed);
  if (!cut) return fail(appError('calendar-line-short', { line }));
  const [, date = '', word = '', name = ''] = cut.map((part) => normaliseLine(part));
  const iso = isoOf(date);
  if (!isCalendarDate(iso)) return fail(appError('calendar-date-invalid', { line, value: date }));
  const kind = KINDS[foldText(word)];
  if (!kind) return fail(appError('calendar-kind-unknown', { line, value: word }));
  const nameVi = name.replace(/^"(.*)"$/u, '$1').replaceAll('""', '"');
  return ok({ date: iso, ...kind, nameVi, nameEn: '', verified: false, source, enabled: true });
}

/** `17/8/2026` as spreadsheets write it here, as `2026-08-17`; anything else stays. */
function isoOf(date: string): string {
  const parts = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/u.exec(date);
  if (!parts) return date;
  const [, day = '', month = '', year = ''] = parts;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function rowFaults(rows: readonly Row[], { from, until, weekend }: WorkingCalendar): AppError[] {
  const first = new Map<string, number>();
  return rows.flatMap(({ line, day: { date, works, nameVi } }) => {
    const faults: AppError[] = [];
    const earlier = first.get(date);
    if (earlier === undefined) first.set(date, line);
    else faults.push(appError('calendar-date-twice', { line, value: date, first: earlier }));
    if (date < from || date > until)
      faults.push(appError('calendar-date-outside', { line, value: date, from, until }));
    if (works && !weekend.includes(Temporal.PlainDate.from(date).dayOfWeek))
      faults.push(appError('calendar-swap-weekday', { line, value: date }));
    if (nameVi.trim() === '') faults.push(appError('calendar-name-missing', { line }));
    return faults;
  });
}

/** A year without one closed weekday was forgotten: none has so few. */
function yearFaults(calendar: WorkingCalendar): AppError[] {
  if (calendar.until < calendar.from) return [appError('calendar-part-invalid', { line: 0, part: 'until' })];
  const years = [];
  for (let year = Number(calendar.from.slice(0, 4)); year <= Number(calendar.until.slice(0, 4)); year += 1)
    years.push(year);
  return years
    .filter(
      (year) =>
        !calendar.days.some(({ date }) => date.startsWith(`${year}-`) && !isWorkingDay(calendar, date)),
    )
    .map((year) => appError('calendar-year-missing', { year }));
}
