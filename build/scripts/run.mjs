import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { node24, root, UserError } from './paths.mjs';

/**
 * @typedef {object} RunOptions
 * @property {Record<string, string>} [env] added to this process's environment
 * @property {number} [timeout] milliseconds, after which the program is ended and counts as failed
 */
/** @typedef {{ readonly code: number, readonly output: string }} Ended how a program ended, and all it printed */

/**
 * Runs a program without a shell, its output going straight to ours.
 * @param {string} command @param {readonly string[]} args @param {RunOptions} [options]
 * @returns {Promise<number>} its exit code
 */
export async function run(command, args, options) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: environment(options),
    timeout: options?.timeout,
  });
  return exitOf(child, command);
}

/**
 * Runs a program without a shell and keeps what it prints.
 * @param {string} command @param {readonly string[]} args @param {RunOptions} [options]
 * @returns {Promise<Ended>}
 */
export async function capture(command, args, options) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environment(options),
    timeout: options?.timeout,
  });
  let output = '';
  const keep = (/** @type {Buffer} */ chunk) => (output += chunk.toString());
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const code = await exitOf(child, command);
  return { code, output };
}

/**
 * The arguments that run one of our scripts, or a package's program, on Node 24.
 * @param {string} script from the top of the repository @param {readonly string[]} [args] @param {RunOptions} [options]
 */
export const runNode = (script, args = [], options) =>
  run(node24(), [path.join(root, script), ...args], options);

/** @param {string} script @param {readonly string[]} [args] @param {RunOptions} [options] */
export const captureNode = (script, args = [], options) =>
  capture(node24(), [path.join(root, script), ...args], options);

/** @param {readonly string[]} args */
export const runNpm = (args) => run(process.execPath, [npmCli(), ...args]);

/** npm's own script: starting `npm.cmd` would need a shell. */
function npmCli() {
  const bin = path.dirname(process.execPath);
  const onPath = (process.env['PATH'] ?? '').split(path.delimiter).map((folder) => path.join(folder, 'npm'));
  const found = [
    process.env['npm_execpath'],
    path.join(bin, 'node_modules/npm/bin/npm-cli.js'),
    path.join(bin, '../lib/node_modules/npm/bin/npm-cli.js'),
    ...onPath.filter((file) => existsSync(file)).map((file) => realpathSync(file)),
  ].find((file) => file?.endsWith('npm-cli.js') && existsSync(file));
  if (!found) throw new UserError('npm was not found. Run this through npm, e.g. "npm start".');
  return found;
}

/** @param {RunOptions} [options] */
function environment(options) {
  return { ...process.env, ...options?.env };
}

/**
 * @param {import('node:child_process').ChildProcess} child @param {string} command
 * @returns {Promise<number>}
 */
export function exitOf(child, command) {
  return new Promise((resolve, reject) => {
    child.once('error', (error) =>
      reject(new UserError(`${command} could not be started: ${error.message}`)),
    );
    child.once('close', (code) => resolve(code ?? 1));
  });
}
