import type { BenchPage } from './browser.ts';
import { spreadOf, type Line } from './report.ts';

/** A report may take a second, or twice a plain scan of the same rows: done-when of the issue on reports. */
const MOST_MS = 1000;
const MOST = 2;
/** The longest task of the page's thread, milliseconds. */
const LONGEST_TASK = 50;

/** The month's report on its worker against a plain scan of the same sealed rows in a worker, in turn. */
export async function reportLines(
  withBench: (work: (bench: BenchPage) => Promise<unknown>) => Promise<unknown>,
  { rows, reps }: { readonly rows: number; readonly reps: number },
): Promise<readonly Line[]> {
  await withBench((bench) => bench.call('reportFill', rows));
  const scan: number[] = [];
  const times = { first: [] as number[], again: [] as number[], changed: [] as number[] };
  const longest: number[] = [];
  for (let rep = 0; rep < reps; rep += 1)
    await withBench(async (bench) => {
      const round = await bench.call('reportRound', rows, rep % 2 === 0);
      if (round.read !== rows || round.told === 0)
        throw new Error('the report did not read all, or told nothing');
      scan.push(round.scan);
      times.first.push(round.first);
      times.again.push(round.again);
      times.changed.push(round.changed);
      longest.push(round.longest);
    });
  const raw = spreadOf(scan);
  const line = (what: string, values: readonly number[]): Line => {
    const ours = spreadOf(values);
    const ratio = ours.median / raw.median;
    return {
      what: `month report over ${rows} dossiers, ${what}, against a plain scan of the same rows`,
      unit: 'ms',
      raw,
      ours,
      ratio,
      target: `≤ ${MOST}× or ≤ ${MOST_MS} ms`,
      met: ratio <= MOST || ours.median <= MOST_MS,
    };
  };
  return [
    line('asked for first', times.first),
    line('asked again', times.again),
    line('after something changed', times.changed),
    {
      what: 'the longest task of the page while reports are made',
      unit: 'ms',
      raw: null,
      ours: spreadOf(longest),
      ratio: null,
      target: `≤ ${LONGEST_TASK} ms`,
      met: Math.max(...longest) <= LONGEST_TASK,
    },
  ];
}
