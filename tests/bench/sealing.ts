import type { BenchPage } from './browser.ts';
import { compared, type Line } from './report.ts';

/** Of each repetition. */
const READS = 60;
const SAVES = 40;
/** What sealing may cost: done-when of the issue on encryption at rest. */
const MOST = 1.5;

interface Both {
  readonly raw: number[];
  readonly ours: number[];
}
const WHAT = {
  save: 'sealed against null codec: durable save of a reception',
  list: 'sealed against null codec: list of the 50 newest, read again as after each change',
  one: 'sealed against null codec: open a dossier with its timeline',
  code: 'sealed against null codec: find by code',
  search: 'sealed against null codec: name search, what is found read',
  ready: 'sealed against null codec: search index ready after opening',
  cold: 'sealed against null codec: cold open to the first list',
} as const;

/** Measures the same store with the null codec and sealed, in turn. `withBench` gives a new browser on one profile. */
export async function sealingLines(
  withBench: (work: (bench: BenchPage) => Promise<unknown>) => Promise<unknown>,
  { rows, reps }: { readonly rows: number; readonly reps: number },
): Promise<readonly Line[]> {
  const times = Object.fromEntries(
    Object.keys(WHAT).map((name) => [name, { raw: [], ours: [] }]),
  ) as unknown as Record<keyof typeof WHAT, Both>;
  const add = (name: keyof typeof WHAT, { raw, ours }: Both) => {
    times[name].raw.push(...raw);
    times[name].ours.push(...ours);
  };
  await withBench((bench) => bench.call('sealingFill', rows));
  for (let rep = 0; rep < reps; rep += 1) {
    for (const side of rep % 2 === 0 ? (['raw', 'ours'] as const) : (['ours', 'raw'] as const))
      await withBench(async (bench) => times.cold[side].push(await bench.call('sealingCold', side)));
    await withBench(async (bench) => {
      add('ready', await bench.call('sealingOpen'));
      add('list', await bench.call('sealingList', READS));
      add('one', await bench.call('sealingOne', rep, READS, rows));
      add('code', await bench.call('sealingCode', rep, READS, rows));
      add('search', await bench.call('sealingSearch', rep, READS));
      add('save', await bench.call('sealingSave', rows + rep * SAVES, SAVES));
    });
  }
  return (Object.keys(WHAT) as (keyof typeof WHAT)[]).map((name) =>
    compared(WHAT[name], times[name], name === 'ready' ? null : MOST),
  );
}
