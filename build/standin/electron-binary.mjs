import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The installed Electron executable, or null. Looks at files only: requiring 'electron' would start a download.
 * Plain JavaScript for Node 20, since the set-up scripts use it before anything is installed.
 * @param {string} [root] the folder that holds node_modules; the repository's by default
 * @returns {string | null}
 */
export function electronBinary(root = path.resolve(import.meta.dirname, '../..')) {
  const folder = path.join(root, 'node_modules', 'electron');
  const file = path.join(folder, 'path.txt');
  if (!existsSync(file)) return null;
  const executable = path.join(folder, 'dist', readFileSync(file, 'utf8').trim());
  return existsSync(executable) ? executable : null;
}
