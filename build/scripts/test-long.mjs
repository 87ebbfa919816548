import { mkdirSync, writeFileSync } from 'node:fs';
import { build } from './build.mjs';
import { inRoot, UserError } from './paths.mjs';
import { captureNode } from './run.mjs';

/**
 * @typedef {object} LongTest
 * @property {string} name
 * @property {'vitest' | 'playwright'} runner
 * @property {string} file
 * @property {Readonly<Record<string, number>>} sizes variables and their full sizes
 * @property {number} minutes after which it is ended and counts as failed
 */

/** @type {readonly LongTest[]} */
const LONG = [
  {
    name: 'histories',
    runner: 'vitest',
    file: 'tests/property/histories.test.ts',
    sizes: { HISTORIES: 1000 },
    minutes: 90,
  },
  {
    name: 'line',
    runner: 'vitest',
    file: 'tests/property/line.test.ts',
    sizes: { PUSHES: 10_000, POISON_AMONG: 1000 },
    minutes: 60,
  },
  {
    name: 'sync and leases',
    runner: 'vitest',
    file: 'tests/property/sync.test.ts tests/property/leases.test.ts',
    sizes: { SYNC_RUNS: 60, LEASE_RUNS: 6 },
    minutes: 20,
  },
  {
    name: 'lives of a dossier',
    runner: 'vitest',
    file: 'tests/property/dossier-life.test.ts',
    sizes: { LIFE_RUNS: 10_000 },
    minutes: 10,
  },
  {
    name: 'months of a report',
    runner: 'vitest',
    file: 'tests/property/report.test.ts',
    sizes: { REPORT_MONTHS: 200 },
    minutes: 15,
  },
  {
    name: 'card codes',
    runner: 'vitest',
    file: 'tests/unit/pages/read-code.test.ts',
    sizes: { QR_CARDS: 100 },
    minutes: 10,
  },
  {
    name: 'tampering',
    runner: 'vitest',
    file: 'tests/property/verify-chain.test.ts',
    sizes: { TAMPER_RUNS: 10_000 },
    minutes: 10,
  },
  {
    name: 'malformed messages',
    runner: 'vitest',
    file: 'tests/security/malformed.test.ts',
    sizes: { MALFORMED: 10_000 },
    minutes: 15,
  },
  {
    name: 'kills of processes',
    runner: 'vitest',
    file: 'tests/property/kills.test.ts',
    sizes: { JOURNAL_KILLS: 200, RESTORE_KILLS: 50, UPLOAD_KILLS: 50 },
    minutes: 30,
  },
  {
    name: 'upload cut off',
    runner: 'vitest',
    file: 'tests/unit/electron/attachment-upload.test.ts',
    sizes: { COUNTER_LONG: 1 },
    minutes: 10,
  },
  {
    name: 'kills of the app',
    runner: 'playwright',
    file: 'tests/e2e/kill.spec.ts',
    sizes: { KILLS: 200 },
    minutes: 60,
  },
  {
    name: 'names on the disk',
    runner: 'playwright',
    file: 'tests/e2e/at-rest.spec.ts',
    sizes: { REST_CITIZENS: 200 },
    minutes: 60,
  },
  {
    name: 'kills of a migration',
    runner: 'playwright',
    file: 'tests/e2e/migration.spec.ts',
    sizes: { MIGRATION_ROWS: 100_000, MIGRATION_KILLS: 50 },
    minutes: 180,
  },
];

const RUNNERS = {
  vitest: ['node_modules/vitest/vitest.mjs', 'run', '--config', 'build/config/vitest.config.ts'],
  playwright: [
    'node_modules/@playwright/test/cli.js',
    'test',
    '--config',
    'build/config/playwright.config.ts',
  ],
};

/**
 * Runs the long versions of the durability tests one after another, however many fail, and prints their figures. Also
 * into `out/long/long.md`.
 * @param {readonly string[]} args `--scale 0.1` for a tenth of every size; `--only <name>` for one of them
 * @returns {Promise<number>} the exit status
 */
export async function runLongTests(args) {
  const scale = Number(optionOf(args, '--scale') ?? 1);
  const only = optionOf(args, '--only');
  const chosen = LONG.filter(({ name }) => only === undefined || name === only);
  if (!(scale > 0 && scale <= 1)) throw new UserError('--scale takes a number above 0, at most 1.');
  if (chosen.length === 0)
    throw new UserError(
      `No long test is called "${only}". There are: ${LONG.map(({ name }) => name).join(', ')}.`,
    );
  await build();
  const rows = [];
  for (const test of chosen) rows.push(await runOne(test, scale));
  const table = report(rows, scale);
  mkdirSync(inRoot('out/long'), { recursive: true });
  writeFileSync(inRoot('out/long/long.md'), `${table}\n`);
  console.log(`\n${table}`);
  return rows.every(({ passed }) => passed) ? 0 : 1;
}

/** @typedef {{ name: string, passed: boolean, minutes: number, sizes: string, figures: readonly string[] }} Row */

/**
 * @param {LongTest} test @param {number} scale
 * @returns {Promise<Row>}
 */
async function runOne({ name, runner, file, sizes, minutes }, scale) {
  const env = Object.fromEntries(
    Object.entries(sizes).map(([key, size]) => [key, String(Math.max(1, Math.round(size * scale)))]),
  );
  const asked = Object.entries(env)
    .map(([key, value]) => `${key}=${value}`)
    .join(' ');
  console.log(`${name}: ${asked} (at most ${minutes} minutes)`);
  const began = Date.now();
  const [program = '', ...rest] = RUNNERS[runner];
  const { code, output } = await captureNode(program, [...rest, ...file.split(' ')], {
    env: { ...env, NO_COLOR: '1', FORCE_COLOR: '0' },
    timeout: minutes * 60_000,
  });
  const took = (Date.now() - began) / 60_000;
  const figures = [...output.matchAll(/FIGURE (.+)$/gmu)].map(([, figure = '']) => figure.trim());
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${took.toFixed(1)} min)`);
  for (const figure of figures) console.log(`     ${figure}`);
  if (code !== 0) console.log(output.trim().split('\n').slice(-120).join('\n'));
  return { name, passed: code === 0, minutes: took, sizes: asked, figures };
}

/**
 * @param {readonly Row[]} rows @param {number} scale
 */
function report(rows, scale) {
  const head = ['| test | result | minutes | sizes | figures |', '| --- | --- | --- | --- | --- |'];
  const lines = rows.map(
    ({ name, passed, minutes, sizes, figures }) =>
      `| ${name} | ${passed ? 'ok' : 'FAILED'} | ${minutes.toFixed(1)} | ${sizes} | ${figures.join('<br>')} |`,
  );
  const total = rows.reduce((sum, { minutes }) => sum + minutes, 0);
  const failed = rows.filter(({ passed }) => !passed).length;
  return [
    ...head,
    ...lines,
    '',
    `${rows.length - failed} passed, ${failed} failed, ${total.toFixed(1)} minutes, scale ${scale}`,
  ].join('\n');
}

/**
 * @param {readonly string[]} args @param {string} name
 * @returns {string | undefined}
 */
function optionOf(args, name) {
  const at = args.indexOf(name);
  return at === -1 ? undefined : args[at + 1];
}
