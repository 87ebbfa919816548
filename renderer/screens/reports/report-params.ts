import type { Measure } from '../../../shared/domain/report/measure.ts';
import { MEASURES } from '../../../shared/domain/report/measure.ts';
import { DIMENSIONS, type Dimension, type Filter } from '../../../shared/domain/report/report.ts';
import { moveDay } from '../../i18n/when.ts';

type Params = Readonly<Record<string, string>>;

const PAGES = ['overview', 'periodic', 'reconcile'] as const;

/** What the screen shows, as its params keep it. */
export interface ReportView {
  readonly from: string;
  readonly to: string;
  readonly by: Dimension;
  readonly filter: Filter;
  readonly page: (typeof PAGES)[number];
  /** A number that was opened, with the row it stands in; null while none is. */
  readonly opened: { readonly measure: Measure; readonly key: string | null } | null;
}

/** Ranges chosen most, each by a key. */
export const PRESETS = ['today', 'week', 'month', 'last-month'] as const;
export type Preset = (typeof PRESETS)[number];

/** First and last day (`YYYY-MM-DD`) of a range that contains or ends before `today`. */
export function presetRange(preset: Preset, today: string): { readonly from: string; readonly to: string } {
  const first = `${today.slice(0, 8)}01`;
  switch (preset) {
    case 'today':
      return { from: today, to: today };
    case 'week': {
      const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
      const monday = moveDay(today, -weekday);
      return { from: monday, to: moveDay(monday, 6) };
    }
    case 'month':
      return { from: first, to: moveDay(`${moveDay(first, 31).slice(0, 8)}01`, -1) };
    case 'last-month': {
      const last = moveDay(first, -1);
      return { from: `${last.slice(0, 8)}01`, to: last };
    }
  }
}

export function viewOf(params: Params, today: string): ReportView {
  const range = presetRange('month', today);
  const by = DIMENSIONS.find((each) => each === params['by']) ?? 'field';
  const measure = MEASURES.find((each) => each === params['measure']);
  return {
    from: params['from'] ?? range.from,
    to: params['to'] ?? range.to,
    by,
    filter: Object.fromEntries(
      DIMENSIONS.flatMap((each) => {
        const value = params[each] ?? '';
        return value === '' ? [] : [[each, value]];
      }),
    ),
    page: PAGES.find((each) => each === params['page']) ?? 'overview',
    opened: measure ? { measure, key: params['key'] ? params['key'] : null } : null,
  };
}

/** A view as it is kept: a usual range by its name, and nothing of what was opened in it. */
export function savedOf({ from, to, by, filter, page }: ReportView, today: string): Params {
  const preset = PRESETS.find((each) => {
    const range = presetRange(each, today);
    return range.from === from && range.to === to;
  });
  return { ...(preset ? { preset } : { from, to }), by, page, ...filter };
}

/** What the screen shows of a kept view on a day: every filter of the view, and no other. */
export function paramsOfSaved({ preset: name, ...params }: Params, today: string): Params {
  const preset = PRESETS.find((each) => each === name);
  return {
    ...Object.fromEntries(DIMENSIONS.map((each) => [each, ''])),
    ...params,
    ...(preset ? presetRange(preset, today) : {}),
    measure: '',
    key: '',
  };
}
