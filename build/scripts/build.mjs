import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot, root, UserError } from './paths.mjs';
import { captureNode } from './run.mjs';

const INPUTS = [
  'electron',
  'renderer',
  'shared',
  'build/config/vite.config.ts',
  'package.json',
  'package-lock.json',
];
const OUTPUTS = ['dist/electron/main.js', 'dist/preload/preload.cjs', 'dist/renderer/index.html'];
const STAMP = inRoot('out/build-stamp');

/**
 * Builds main process, preload and renderer into dist/, unless nothing they are made of has changed.
 * @returns {Promise<string>} what was done, or what the builds printed
 */
export async function build() {
  const stamp = hashInputs();
  const fresh =
    OUTPUTS.every((file) => existsSync(inRoot(file))) &&
    existsSync(STAMP) &&
    readFileSync(STAMP, 'utf8') === stamp;
  if (fresh) return 'nothing has changed since the last build';
  const builds = await Promise.all(['main', 'preload', 'renderer'].map(buildOne));
  mkdirSync(path.dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, stamp);
  return builds.join('\n');
}

/** @param {string} mode */
async function buildOne(mode) {
  const { code, output } = await captureNode('node_modules/vite/bin/vite.js', [
    'build',
    '--config',
    'build/config/vite.config.ts',
    '--mode',
    mode,
  ]);
  if (code !== 0) throw new UserError(`The ${mode} build failed.\n${output}`);
  return output.trim();
}

function hashInputs() {
  const hash = createHash('sha256');
  for (const file of INPUTS.flatMap(filesOf).sort())
    hash
      .update(`${file}\0`)
      .update(readFileSync(inRoot(file)))
      .update('\0');
  return hash.digest('hex');
}

/**
 * @param {string} name a file or folder, from the top of the repository
 * @returns {string[]}
 */
function filesOf(name) {
  const full = inRoot(name);
  if (!existsSync(full)) return [];
  if (path.extname(name) !== '') return [name];
  return readdirSync(full, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}
