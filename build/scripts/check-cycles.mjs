/* No file may import itself through others: finds every cycle of imports in our own TypeScript. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { inRoot, root } from './paths.mjs';

const FOLDERS = ['shared', 'electron', 'renderer', 'build', 'tests'];
/** Static and dynamic imports of our own files; `import type` is gone at run time and may point back. */
const IMPORT = /(?:\b(?:import|export)\s+(?!type\b)(?:[^;'"]*?\bfrom\s*)?|\bimport\(\s*)'(\.[^']+)'/gu;

/**
 * @param {ReadonlyMap<string, readonly string[]>} imports each file's imports
 * @returns {string[][]} the files of each cycle, in order of import
 */
export function findCycles(imports) {
  /** @type {string[][]} */
  const cycles = [];
  /** @type {Map<string, 'open' | 'done'>} */
  const state = new Map();
  /** @type {string[]} */
  const trail = [];

  /** @param {string} file */
  function visit(file) {
    state.set(file, 'open');
    trail.push(file);
    for (const next of imports.get(file) ?? []) {
      if (state.get(next) === 'open') cycles.push(trail.slice(trail.indexOf(next)));
      else if (!state.has(next)) visit(next);
    }
    trail.pop();
    state.set(file, 'done');
  }
  for (const file of imports.keys()) if (!state.has(file)) visit(file);
  return cycles;
}

/** @returns {Map<string, string[]>} */
function readImports() {
  const files = FOLDERS.filter((folder) => existsSync(inRoot(folder))).flatMap((folder) =>
    readdirSync(inRoot(folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(tsx?|m?js)$/u.test(name) && !name.includes('node_modules'))
      .map((name) => inRoot(folder, name)),
  );
  return new Map(files.map((file) => [file, importsOf(file)]));
}

/** @param {string} file */
function importsOf(file) {
  const found = readFileSync(file, 'utf8').matchAll(IMPORT);
  return [...found].map(([, target = '']) => path.resolve(path.dirname(file), target));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const cycles = findCycles(readImports());
  for (const cycle of cycles)
    console.error(
      `Cycle: ${[...cycle, cycle[0] ?? ''].map((file) => path.relative(root, file)).join(' → ')}`,
    );
  process.exitCode = cycles.length > 0 ? 1 : 0;
}
