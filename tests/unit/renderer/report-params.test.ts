import { expect, it } from 'vitest';
import {
  paramsOfSaved,
  presetRange,
  savedOf,
  viewOf,
} from '../../../renderer/screens/reports/report-params.ts';

const shown = (params: Readonly<Record<string, string>>, today: string) => viewOf(params, today);

it('a usual range is kept by its name: the view of this month is that of the month in which it is opened', () => {
  const view = shown({ ...presetRange('month', '2026-07-10'), by: 'clerk', channel: 'online' }, '2026-07-10');
  const saved = savedOf(view, '2026-07-10');
  expect(saved).toEqual({ preset: 'month', by: 'clerk', page: 'overview', channel: 'online' });
  const later = shown(paramsOfSaved(saved, '2026-09-02'), '2026-09-02');
  expect(later).toMatchObject({ from: '2026-09-01', to: '2026-09-30', by: 'clerk' });
  expect(later.filter).toEqual({ channel: 'online' });
});

it('any other range is kept by its days, and other filters than the view has are dropped when it is chosen', () => {
  const view = shown({ from: '2026-07-03', to: '2026-07-05', measure: 'received' }, '2026-07-10');
  const saved = savedOf(view, '2026-07-10');
  expect(saved).toEqual({ from: '2026-07-03', to: '2026-07-05', by: 'field', page: 'overview' });
  const before = { clerk: 'nv-hoa', measure: 'received', key: 'x' };
  expect(shown({ ...before, ...paramsOfSaved(saved, '2026-08-01') }, '2026-08-01')).toEqual({
    ...view,
    opened: null,
  });
});
