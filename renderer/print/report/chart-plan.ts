import type { ReportDay } from '../../../shared/domain/report/report.ts';
import { formatDay } from '../../i18n/when.ts';

/** The most bars a chart has; longer ranges share a bar among as many days as it takes. */
const MOST_BARS = 31;
const TOP = 14;
/** Room under the base for the days' names. */
const FOOT = 16;

/** What came and what was done in some days (`YYYY-MM-DD`, both included). */
export interface Bar {
  readonly from: string;
  readonly to: string;
  readonly received: number;
  readonly resolved: number;
}

export function barsOf(days: readonly ReportDay[]): readonly Bar[] {
  const width = Math.max(1, Math.ceil(days.length / MOST_BARS));
  const bars: Bar[] = [];
  for (let at = 0; at < days.length; at += width) {
    const some = days.slice(at, at + width);
    bars.push({
      from: some[0]?.day ?? '',
      to: some.at(-1)?.day ?? '',
      received: some.reduce((sum, { received }) => sum + received, 0),
      resolved: some.reduce((sum, { resolved }) => sum + resolved, 0),
    });
  }
  return bars;
}

/** Two columns of a bar and the names at them, in the units of the chart's box. */
export interface BarPlace {
  readonly bar: Bar;
  readonly received: Column;
  readonly resolved: Column;
  /** The day's name under the base, where there is room for it. */
  readonly name: { readonly x: number; readonly y: number; readonly text: string } | null;
}

interface Column {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly value: number;
}

export interface ChartPlan {
  readonly width: number;
  readonly height: number;
  /** Where the columns stand. */
  readonly base: number;
  readonly places: readonly BarPlace[];
}

/** Where everything of the chart of some days stands in a box; the screen and the picture draw the same. */
export function chartPlan(days: readonly ReportDay[], width: number, base: number): ChartPlan {
  const bars = barsOf(days);
  const most = Math.max(1, ...bars.flatMap(({ received, resolved }) => [received, resolved]));
  const slot = width / bars.length;
  const thick = Math.min(22, slot * 0.38);
  const column = (x: number, value: number): Column => {
    const height = ((base - TOP) * value) / most;
    return { x, y: base - height, width: thick, height, value };
  };
  return {
    width,
    base,
    height: base + FOOT,
    places: bars.map((bar, i) => {
      const middle = slot * (i + 0.5);
      const named = bars.length <= 16 || i % 2 === 0;
      return {
        bar,
        received: column(middle - thick - 0.5, bar.received),
        resolved: column(middle + 0.5, bar.resolved),
        name: named
          ? { x: middle, y: base + 13, text: formatDay(bar.from).slice(0, bars.length <= 10 ? 5 : 2) }
          : null,
      };
    }),
  };
}
