import { rmSync } from 'node:fs';
import { electronBinary } from '../standin/electron-binary.mjs';
import { build } from './build.mjs';
import { countsOf, readPlaywright, total } from './counts.mjs';
import { inRoot } from './paths.mjs';
import { captureNode } from './run.mjs';

/** @typedef {import('./counts.mjs').Counts} Counts */
/** @typedef {{ readonly name: string, readonly counts: Counts, readonly output: string }} Step */

const TYPE_CHECKED = ['shared', 'electron', 'renderer', 'build', 'tests'];

/** @type {readonly (readonly [name: string, script: string, args: readonly string[]])[]} */
const CHECKS = [
  ['formatting', 'node_modules/prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']],
  ...TYPE_CHECKED.map(
    (folder) =>
      /** @type {const} */ ([
        `types of ${folder}`,
        'node_modules/typescript/lib/tsc.js',
        ['-p', `${folder}/tsconfig.json`],
      ]),
  ),
  [
    'lint',
    'node_modules/eslint/bin/eslint.js',
    ['-c', 'build/config/eslint.config.js', '--max-warnings', '0', '.'],
  ],
  ['import cycles', 'build/scripts/check-cycles.mjs', []],
  [
    'unused code',
    'node_modules/knip/bin/knip.js',
    ['--config', 'build/config/knip.jsonc', '--no-progress', '--no-config-hints'],
  ],
  ['translations', 'build/scripts/check-i18n.mjs', []],
  ['dependencies', 'build/scripts/audit-dependencies.mjs', []],
];

/**
 * Runs every check and test, however many fail, and prints the total last.
 * @param {readonly string[]} args `--quick` leaves out the end-to-end tests and says so
 * @returns {Promise<number>} the exit status
 */
export async function runTests(args) {
  // Two lanes keep two cores busy; the end-to-end tests run alone, because they measure and wait.
  const [tested, checked] = await Promise.all([buildAndTest(), runChecks()]);
  const e2e = args.includes('--quick')
    ? [leftOut('end to end', 'left out by --quick')]
    : [await step('end to end', endToEnd)];
  const steps = [...checked, ...tested, ...e2e];

  for (const { name, output } of steps.filter(({ counts }) => counts.failed > 0))
    console.log(`\n──── ${name} failed ────\n${output.trim()}`);
  const sum = total(steps.map(({ counts }) => counts));
  if (sum.skipped.length > 0) console.log('\nSkipped:');
  for (const { name, reason } of sum.skipped) console.log(`  ${name}: ${reason}`);
  // Said again at the end: whoever sees only the last lines learns which tests they were.
  if (sum.failures?.length) console.log('\nFailed:');
  for (const { name, error } of sum.failures ?? []) console.log(`  ${name}: ${error}`);
  console.log(`\nEnd-to-end runtime: ${electronBinary() === null ? 'stand-in' : 'electron'}`);
  const skipped = sum.skipped.length > 0 ? `, ${sum.skipped.length} skipped` : '';
  console.log(`${sum.passed} passed, ${sum.failed} failed${skipped}`);
  return sum.failed === 0 ? 0 : 1;
}

async function buildAndTest() {
  return [await step('build', buildStep), await step('unit and property tests', vitest)];
}

async function runChecks() {
  /** @type {Step[]} */
  const steps = [];
  for (const [name, script, args] of CHECKS) {
    steps.push(
      await step(name, async () => {
        const { code, output } = await captureNode(script, args);
        return { counts: one(code === 0), output };
      }),
    );
  }
  return steps;
}

async function buildStep() {
  return { counts: one(true), output: await build() };
}

async function vitest() {
  const file = inRoot('out/test/vitest.json');
  rmSync(file, { force: true });
  const reporters = ['--reporter=default', `--reporter=${inRoot('build/scripts/vitest-counts.mjs')}`];
  const args = ['run', '--config', 'build/config/vitest.config.ts', ...reporters];
  const { code, output } = await captureNode('node_modules/vitest/vitest.mjs', args, {
    env: { VITEST_COUNTS: file, NO_COLOR: '1' },
  });
  return { counts: countsOf(file, code, (counts) => counts), output };
}

async function endToEnd() {
  const file = inRoot('test-results/e2e.json');
  rmSync(file, { force: true });
  const args = ['test', '--config', 'build/config/playwright.config.ts'];
  const { code, output } = await captureNode('node_modules/@playwright/test/cli.js', args, {
    env: { NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  return { counts: countsOf(file, code, readPlaywright), output };
}

/**
 * Runs one step and prints its name, result and time. A step that throws has failed.
 * @param {string} name @param {() => Promise<{ counts: Counts, output: string }>} work
 * @returns {Promise<Step>}
 */
async function step(name, work) {
  const started = Date.now();
  const { counts, output } = await work().catch((error) => ({
    counts: one(false),
    output: String(error?.message ?? error),
  }));
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  const tests = counts.passed + counts.failed > 1 ? `, ${counts.passed} passed, ${counts.failed} failed` : '';
  console.log(`${counts.failed === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s${tests})`);
  return { name, counts, output };
}

/**
 * @param {string} name @param {string} reason
 * @returns {Step}
 */
function leftOut(name, reason) {
  return { name, counts: { passed: 0, failed: 0, skipped: [{ name, reason }] }, output: '' };
}

/**
 * @param {boolean} passed
 * @returns {Counts}
 */
function one(passed) {
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: [] };
}
