/** Median and 95th percentile, in the unit of the values. */
export interface Spread {
  readonly median: number;
  readonly p95: number;
  readonly count: number;
}

export interface Line {
  readonly what: string;
  readonly unit: 'ms' | 'MB';
  readonly raw: Spread | null;
  readonly ours: Spread;
  /** Ours to raw, by the medians; null where there is no raw side. */
  readonly ratio: number | null;
  readonly target: string;
  /** Null where there is no target: for information. */
  readonly met: boolean | null;
}

export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new Error('nothing was measured');
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95), count: sorted.length };
}

/** A line with raw and ours; `most` is the highest ratio of the medians that meets the target. */
export function compared(
  what: string,
  times: { readonly raw: readonly number[]; readonly ours: readonly number[] },
  most: number | null,
  unit: Line['unit'] = 'ms',
): Line {
  const [raw, ours] = [spreadOf(times.raw), spreadOf(times.ours)];
  const ratio = ours.median / raw.median;
  return {
    what,
    unit,
    raw,
    ours,
    ratio,
    target: most === null ? '–' : `≤ ${most}×`,
    met: most === null ? null : ratio <= most,
  };
}

/** A line of one value; `most` is the highest that meets the target. */
export function oneValue(what: string, unit: Line['unit'], value: number, most: number | null): Line {
  return {
    what,
    unit,
    raw: null,
    ours: spreadOf([value]),
    ratio: null,
    target: most === null ? '–' : `≤ ${most} ${unit}`,
    met: most === null ? null : value <= most,
  };
}

/** Name search: at most 20 ms, or at most 3 times a list of 50, both by the 95th percentile. */
export function searchLine(what: string, times: readonly number[], list: Spread): Line {
  const ours = spreadOf(times);
  return {
    what,
    unit: 'ms',
    raw: null,
    ours,
    ratio: null,
    target: `p95 ≤ 20 ms or ≤ 3× list of 50 (${(list.p95 * 3).toFixed(1)} ms)`,
    met: ours.p95 <= Math.max(20, list.p95 * 3),
  };
}

const number = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(2));
const spread = (value: Spread | null) => (value ? `${number(value.median)} / ${number(value.p95)}` : '–');

export function table(lines: readonly Line[]): string {
  const rows = lines.map(({ what, unit, raw, ours, ratio, target, met }) => [
    `${what} (${unit})`,
    spread(raw),
    spread(ours),
    ratio === null ? '–' : `${ratio.toFixed(2)}×`,
    target,
    met === null ? '–' : met ? 'met' : 'NOT MET',
  ]);
  const all = [
    ['What', 'raw median / p95', 'ours median / p95', 'ratio', 'target', ''],
    ['---', '---', '---', '---', '---', '---'],
    ...rows,
  ];
  return all.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
