/*
 * The one entry of every npm script: node build/scripts/start.mjs [start|demo|forms|test|test:long|build|bench|portal|verify|audit:dependencies|eval:reading|package] [args].
 * Plain JavaScript that Node 20 runs before anything is installed; all later steps run on Node 24.
 */
import { build } from './build.mjs';
import { makeInstaller } from './package.mjs';
import { UserError } from './paths.mjs';
import { runNode } from './run.mjs';
import { setUp } from './setup.mjs';
import { runDemo, startApp } from './start-app.mjs';
import { runTests } from './test.mjs';
import { runLongTests } from './test-long.mjs';

const PORTAL_DEFAULTS = ['--port', '8899', '--demo', '--data', 'out/portal'];

/** @type {Readonly<Record<string, (args: readonly string[]) => Promise<number>>>} */
const COMMANDS = {
  start: async (args) => (await buildAloud(), startApp(args)),
  demo: async (args) => (await buildAloud(), runDemo(args)),
  forms: (args) => runNode('tests/forms/make-forms.ts', args),
  test: (args) => runTests(args),
  'test:long': (args) => runLongTests(args),
  'audit:dependencies': (args) => runNode('build/scripts/audit-dependencies.mjs', args),
  build: async () => (await buildAloud(), 0),
  bench: async (args) => (await buildAloud(), runNode('tests/bench/bench.ts', args)),
  portal: (args) => runNode('tests/portal/main.ts', args.length > 0 ? args : PORTAL_DEFAULTS),
  verify: (args) => runNode('build/scripts/verify-backup.ts', args),
  'eval:reading': (args) => runNode('tests/eval/reading.ts', args),
  package: async (args) => (await buildAloud(), makeInstaller(args)),
};

async function buildAloud() {
  const started = Date.now();
  await build();
  console.log(`Built (${((Date.now() - started) / 1000).toFixed(1)} s).`);
}

async function main() {
  const [name = 'start', ...args] = process.argv.slice(2);
  const command = COMMANDS[name];
  if (!command)
    throw new UserError(`Unknown command "${name}". There are: ${Object.keys(COMMANDS).join(', ')}.`);
  await setUp();
  return command(args);
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof UserError ? error.message : error);
  process.exitCode = 1;
}
