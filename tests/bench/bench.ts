import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openBench, startChromium } from './browser.ts';
import { buildPage, buildScript } from './bundle.ts';
import { catalogueLines, openingLine } from './catalogue.ts';
import { exportLines } from './export.ts';
import { measureInApp } from './in-app.ts';
import { measureMemory, memoryObstacle } from './memory.ts';
import { compared, searchLine, spreadOf, table, type Line } from './report.ts';
import { pagesLines } from './pages.ts';
import { reportLines } from './reports.ts';
import { sealingLines } from './sealing.ts';

const out = path.resolve(import.meta.dirname, '../../out/bench');
/** Of each rep. */
const SAVES = 40;
const READS = 40;
const SEARCHES = 200;
const DRAINED = 10_000;
const EVENTS_OF_A_RECEPTION = 3;

interface Settings {
  readonly rows: number;
  readonly reps: number;
  readonly memory: boolean;
  readonly app: boolean;
  /** `catalogue`, `sealing`, `reports`, `export`, `pages`: only what is about these. */
  readonly only: string | undefined;
}

function readSettings(): Settings {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string', default: '20000' },
      reps: { type: 'string', default: '5' },
      'no-memory': { type: 'boolean', default: false },
      'no-app': { type: 'boolean', default: false },
      only: { type: 'string' },
    },
  });
  const [rows, reps] = [Number(values.rows), Number(values.reps)];
  if (!Number.isInteger(rows) || rows < DRAINED || !Number.isInteger(reps) || reps < 1)
    throw new Error(`--rows is a whole number from ${DRAINED}, --reps one from 1`);
  return { rows, reps, memory: !values['no-memory'], app: !values['no-app'], only: values.only };
}

type Sides = Record<'save' | 'list' | 'code' | 'drain' | 'cold', { raw: number[]; ours: number[] }> & {
  search: number[];
  ready: number[];
  fill: { raw: number; ours: number };
  found: number;
};

async function measureStore({ rows, reps }: Settings, profile: string, page: string): Promise<Sides> {
  const both = () => ({ raw: [] as number[], ours: [] as number[] });
  const sides: Sides = {
    save: both(),
    list: both(),
    code: both(),
    drain: both(),
    cold: both(),
    search: [],
    ready: [],
    fill: { raw: 0, ours: 0 },
    found: 0,
  };
  const add = (into: { raw: number[]; ours: number[] }, times: { raw: number[]; ours: number[] }) => (
    into.raw.push(...times.raw),
    into.ours.push(...times.ours)
  );
  say(`Filling both databases with ${rows} dossiers…`);
  await withBench(profile, page, async (bench) => (sides.fill = await bench.call('fill', rows)));
  for (let rep = 0; rep < reps; rep += 1) {
    say(`Repetition ${rep + 1} of ${reps}…`);
    // Cold: a new browser each time, nothing of the database in any process.
    for (const side of rep % 2 === 0 ? (['raw', 'ours'] as const) : (['ours', 'raw'] as const))
      await withBench(profile, page, async (bench) => sides.cold[side].push(await bench.call('cold', side)));
    await withBench(profile, page, async (bench) => {
      sides.ready.push(await bench.call('open', rows));
      add(sides.list, await bench.call('list', READS));
      add(sides.code, await bench.call('code', rep, READS));
      const { ours, found } = await bench.call('search', rep, SEARCHES);
      sides.search.push(...ours);
      sides.found += found;
      add(sides.save, await bench.call('save', rows + rep * SAVES, SAVES));
      add(sides.drain, await bench.call('drain', DRAINED));
    });
  }
  return sides;
}

async function withBench<T>(
  profile: string,
  page: string,
  work: (bench: Awaited<ReturnType<typeof openBench>>) => Promise<T>,
): Promise<T> {
  const context = await startChromium(profile, page);
  try {
    return await work(await openBench(context));
  } finally {
    await context.close();
  }
}

function linesOf(sides: Sides): readonly Line[] {
  const list = compared('list of the 50 newest', sides.list, 2);
  return [
    compared(
      'durable save of a reception: 4 events, dossier, search row, chain, numbers, draft',
      sides.save,
      2,
    ),
    list,
    compared('find by code', sides.code, 2),
    searchLine('name search, two word beginnings in any order', sides.search, list.ours),
    compared('cold open to the first list', sides.cold, 3),
    compared(`sync drain: ${DRAINED} sent and ${DRAINED} acceptances taken in`, sides.drain, null),
    {
      what: 'search index ready after opening',
      unit: 'ms',
      raw: null,
      ours: spreadOf(sides.ready),
      ratio: null,
      target: '–',
      met: null,
    },
  ];
}

const NOTES = `Raw is IndexedDB alone with the same stores, indexes and rows; both write with strict durability, in turn, in one
run of one browser. Save: raw only puts the rows; ours also reads dossier, chain and numbers, hashes the events and folds
them. List and code: raw gives rows; ours gives dossiers with their sync state. Cold: a new browser process each time;
ours also starts building the search index. Drain: raw keeps an outbox row an event and deletes it once sent, ours moves
a watermark; then both take acceptances in by 500 (event row, dossier read, folded and put back). Raw does not look
whether an event is known already. In the app: the journal's share is measured through the real main process; sending goes
through the engine to the reference portal on the same machine, with the outbox on the screen. Sealed against the null codec: the app's own store on both sides, raw with a codec
that does nothing, ours sealing each row. Reports: raw reads and opens every sealed dossier in a worker and does nothing with it. Memory: the built app with the data against the same app
without, in PSS, a minute after the start (V8 gives back what the index took to build only then), with the journal level.`;

function say(text: string): void {
  console.log(text);
}

const settings = readSettings();
const profile = mkdtempSync(path.join(os.tmpdir(), 'quay-bench-'));
try {
  const page = path.join(out, 'page');
  await buildPage(page);
  const sides = settings.only !== undefined ? null : await measureStore(settings, profile, page);
  const lines = sides ? [...linesOf(sides)] : [];
  const wants = (part: string) => settings.only === undefined || settings.only === part;
  if (wants('reports')) {
    say('The month’s report…');
    lines.push(...(await reportLines((work) => withBench(profile, page, work), settings)));
  }
  if (settings.app && wants('export')) {
    say('A long list exported from the built app…');
    lines.push(...(await exportLines(path.join(out, 'fill'))));
  }
  if (settings.app && wants('pages')) {
    say('Forty pages onto the table of the built app…');
    lines.push(...(await pagesLines()));
  }
  if (wants('sealing')) {
    say('Sealed against the null codec…');
    lines.push(...(await sealingLines((work) => withBench(profile, page, work), settings)));
  }
  if (wants('catalogue')) {
    say('The province’s catalogue…');
    await withBench(profile, page, async (bench) => void lines.push(...(await catalogueLines(bench))));
  }
  if (settings.app && wants('catalogue')) lines.push(await openingLine());
  if (settings.app && sides) {
    say('Saving and sending in the built app…');
    const script = await buildScript('work-in-app', path.join(out, 'work'));
    lines.push(...(await measureInApp(script, Math.ceil(DRAINED / EVENTS_OF_A_RECEPTION))));
  }
  const obstacle = settings.memory && sides ? memoryObstacle() : 'left out with --no-memory';
  if (obstacle === null) {
    say('Memory of the app with and without the data…');
    lines.push(
      ...(await measureMemory(
        await buildScript('fill-app', path.join(out, 'fill')),
        settings.rows,
        Math.min(settings.reps, 3),
      )),
    );
  }
  const head = `${settings.rows} dossiers with ${settings.rows * 4} events, ${settings.reps} repetitions, ${os.cpus().length} × ${os.cpus()[0]?.model ?? 'processor'}`;
  const text = `# Bench\n\n${head}\n\n${table(lines)}\n\n${NOTES}\n${obstacle === null ? '' : `\nMemory was not measured: ${obstacle}.\n`}`;
  mkdirSync(out, { recursive: true });
  writeFileSync(path.join(out, 'bench.md'), text);
  writeFileSync(
    path.join(out, 'bench.json'),
    `${JSON.stringify({ settings, lines, fill: sides?.fill, searchResults: sides?.found, memoryObstacle: obstacle }, null, 2)}\n`,
  );
  say(text);
} finally {
  rmSync(profile, { recursive: true, force: true });
}
