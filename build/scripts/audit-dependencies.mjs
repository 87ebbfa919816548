/*
 * npm run audit:dependencies: what package-lock.json brings in, without a network. Every licence must be allowed by
 * build/config/dependencies.json, every install script named there, every entry bound to its content by `integrity`
 * and to no address by `resolved`. Writes out/audit/dependencies.csv.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { inRoot } from './paths.mjs';

/**
 * @typedef {{ version?: string, integrity?: string, resolved?: string, link?: boolean, license?: string, hasInstallScript?: boolean }} Entry
 * @typedef {{ license?: unknown, licenses?: unknown, scripts?: Record<string, string>, gyp?: boolean }} Manifest what the installed package says of itself; gyp: npm would run node-gyp for it
 * @typedef {{ licences: Record<string, string>, exceptions: Record<string, { licence: string, reason: string }>, installScripts: Record<string, string> }} Policy
 * @typedef {{ name: string, version: string, place: string, licence: string, source: 'installed' | 'lockfile', installScript: boolean }} Row
 */

const RUN_AT_INSTALL = ['preinstall', 'install', 'postinstall'];

/**
 * @param {Readonly<Record<string, Entry>>} packages those of the lockfile, by place (`node_modules/zod`)
 * @param {(place: string) => Manifest | null} manifestOf null where the package is not installed (another system's binary)
 * @param {Policy} policy
 * @returns {{ rows: Row[], faults: string[] }} a row per package, and what is not as it must be, in words
 */
export function auditDependencies(packages, manifestOf, policy) {
  /** @type {Row[]} */
  const rows = [];
  /** @type {string[]} */
  const faults = [];
  for (const [place, entry] of Object.entries(packages)) {
    if (place === '') continue;
    const row = rowOf(place, entry, manifestOf(place));
    rows.push(row);
    faults.push(...faultsOf(row, entry, policy));
  }
  // A list that names what is gone would one day let something else in under that name.
  const running = new Set(rows.filter(({ installScript }) => installScript).map(({ name }) => name));
  const names = new Set(rows.map(({ name }) => name));
  for (const name of Object.keys(policy.installScripts))
    if (!running.has(name)) faults.push(`${name}: expected to run an install script, but runs none`);
  for (const name of Object.keys(policy.exceptions))
    if (!names.has(name)) faults.push(`${name}: has an exception, but is not in the lockfile`);
  return { rows, faults };
}

/** @param {string} place @param {Entry} entry @param {Manifest | null} manifest @returns {Row} */
function rowOf(place, entry, manifest) {
  const scripts = manifest?.scripts ?? {};
  const runs = RUN_AT_INSTALL.some((script) => scripts[script] !== undefined) || manifest?.gyp === true;
  return {
    name: place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length),
    version: entry.version ?? '',
    place,
    licence: manifest ? said(manifest.license ?? manifest.licenses) : said(entry.license),
    source: manifest ? 'installed' : 'lockfile',
    installScript: runs || entry.hasInstallScript === true,
  };
}

/** @param {Row} row @param {Entry} entry @param {Policy} policy @returns {string[]} */
function faultsOf(row, entry, policy) {
  const who = `${row.name}@${row.version} (${row.place})`;
  const faults = [];
  if (entry.integrity === undefined) faults.push(`${who}: no integrity in the lockfile`);
  if (entry.resolved !== undefined || entry.link === true)
    faults.push(`${who}: fixed to the address ${entry.resolved ?? 'of a folder'}`);
  const exception = policy.exceptions[row.name];
  const excepted = exception !== undefined && exception.licence === row.licence;
  if (!excepted && !isAllowed(row.licence, policy))
    faults.push(`${who}: licence "${row.licence || 'none named'}" is not allowed`);
  const expected = policy.installScripts[row.name];
  if (row.installScript && expected?.startsWith(`${row.version}:`) !== true)
    faults.push(`${who}: runs a script when installed, which nobody has looked at`);
  return faults;
}

/**
 * Old packages name their licence as an object or a list of them; a list is a choice.
 * @param {unknown} licence @returns {string}
 */
function said(licence) {
  if (typeof licence === 'string') return licence;
  if (Array.isArray(licence)) return licence.map(said).join(' OR ');
  if (typeof licence === 'object' && licence !== null && 'type' in licence) return said(licence.type);
  return '';
}

/**
 * `A OR B` leaves a choice, `A AND B` binds to both; OR is the weaker, as in SPDX. Brackets only around the whole.
 * @param {string} licence @param {Policy} policy
 */
function isAllowed(licence, policy) {
  const bare = licence.trim().replace(/^\((.*)\)$/u, '$1');
  return bare
    .split(/ OR /u)
    .some((choice) => choice.split(/ AND /u).every((part) => Object.hasOwn(policy.licences, part.trim())));
}

/** @param {readonly Row[]} rows @returns {string} */
function toCsv(rows) {
  const cell = (/** @type {unknown} */ value) => `"${String(value).replaceAll('"', '""')}"`;
  const lines = rows.map((row) => [row.name, row.version, row.licence, row.source, row.installScript ? 'yes' : 'no', row.place].map(cell)); // prettier-ignore
  return ['name,version,licence,licence read from,install script,place', ...lines].join('\n') + '\n';
}

/** @param {string} place @returns {Manifest | null} */
function readManifest(place) {
  const file = inRoot(place, 'package.json');
  if (!existsSync(file)) return null;
  return { ...JSON.parse(readFileSync(file, 'utf8')), gyp: existsSync(inRoot(place, 'binding.gyp')) };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const read = (/** @type {string} */ file) => JSON.parse(readFileSync(inRoot(file), 'utf8'));
  const policy = read('build/config/dependencies.json');
  const { rows, faults } = auditDependencies(read('package-lock.json').packages, readManifest, policy);
  const csv = inRoot('out/audit/dependencies.csv');
  mkdirSync(path.dirname(csv), { recursive: true });
  writeFileSync(csv, toCsv(rows));
  /** @type {Map<string, number>} */
  const licences = new Map();
  for (const { licence } of rows) licences.set(licence, (licences.get(licence) ?? 0) + 1);
  const running = rows.filter(({ installScript }) => installScript);
  console.log(`${rows.length} packages, ${rows.filter(({ source }) => source === 'lockfile').length} of them for other systems and known by the lockfile only.`); // prettier-ignore
  for (const [licence, count] of [...licences].sort(([, a], [, b]) => b - a))
    console.log(`  ${String(count).padStart(4)} ${licence || 'none named'}`);
  console.log(`${running.length} with an install script: ${running.map(({ name, version }) => `${name}@${version}`).join(', ') || 'none'}.`); // prettier-ignore
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
