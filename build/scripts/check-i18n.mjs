/* Every language says everything: same files, keys and {{parameters}}, nothing empty, a sentence for every error. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { inRoot } from './paths.mjs';

const LANGUAGES = ['vi', 'en', 'fr'];
/** Endings i18next adds for numbers; how many of them there are depends on the language. */
const PLURAL = /_(?:zero|one|two|few|many|other)$/u;

/** @typedef {Map<string, string>} Messages keys with their file, e.g. `errors.print-failed`, and sentences */

/**
 * @param {ReadonlyMap<string, Messages>} languages
 * @param {readonly string[]} errorCodes
 * @returns {string[]} what is wrong, in words
 */
export function findGaps(languages, errorCodes) {
  const [reference = '', ...others] = languages.keys();
  const expected = languages.get(reference) ?? new Map();
  const gaps = [...languages].flatMap(([language, messages]) => emptyOnes(language, messages));
  for (const language of others)
    gaps.push(...differences(reference, expected, language, languages.get(language) ?? new Map()));
  for (const code of errorCodes) {
    if (!expected.has(`errors.${code}`)) gaps.push(`${reference}: no sentence for the error errors.${code}`);
  }
  return gaps;
}

/** @param {string} language @param {Messages} messages */
function emptyOnes(language, messages) {
  return [...messages]
    .filter(([, text]) => text.trim() === '')
    .map(([key]) => `${language}: ${key} is empty`);
}

/** @param {string} reference @param {Messages} expected @param {string} language @param {Messages} found */
function differences(reference, expected, language, found) {
  const ours = byKey(expected);
  const theirs = byKey(found);
  const gaps = [];
  for (const key of ours.keys()) if (!theirs.has(key)) gaps.push(`${language}: ${key} is missing`);
  for (const [key, parameters] of theirs) {
    const wanted = ours.get(key);
    if (wanted === undefined) gaps.push(`${language}: ${key} is not in ${reference}`);
    else if (wanted !== parameters)
      gaps.push(`${language}: ${key} has the parameters [${parameters}], ${reference} has [${wanted}]`);
  }
  return gaps;
}

/**
 * Keys without plural endings, each with the parameters its sentences use.
 * @param {Messages} messages
 */
function byKey(messages) {
  /** @type {Map<string, Set<string>>} */
  const parameters = new Map();
  for (const [key, text] of messages) {
    const base = key.replace(PLURAL, '');
    const used = [...text.matchAll(/\{\{\s*-?\s*([\w.]+)/gu)].map(([, name = '']) => name);
    parameters.set(base, new Set([...(parameters.get(base) ?? []), ...used]));
  }
  return new Map([...parameters].map(([key, names]) => [key, [...names].sort().join(', ')]));
}

/** @param {string} language @returns {Messages} */
function readLanguage(language) {
  const folder = inRoot('renderer/i18n/locales', language);
  if (!existsSync(folder)) return new Map();
  return new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .flatMap((name) =>
        flatten(path.basename(name, '.json'), JSON.parse(readFileSync(path.join(folder, name), 'utf8'))),
      ),
  );
}

/**
 * @param {string} prefix @param {unknown} value
 * @returns {[string, string][]}
 */
function flatten(prefix, value) {
  if (typeof value !== 'object' || value === null) return [[prefix, typeof value === 'string' ? value : '']];
  return Object.entries(value).flatMap(([key, inner]) => flatten(`${prefix}.${key}`, inner));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { ERROR_CODES } = await import('../../shared/error-codes.ts');
  const languages = new Map(LANGUAGES.map((language) => [language, readLanguage(language)]));
  const gaps = findGaps(languages, ERROR_CODES);
  if ((languages.get('vi')?.size ?? 0) === 0) gaps.push('vi: there are no messages');
  for (const gap of gaps) console.error(gap);
  process.exitCode = gaps.length > 0 ? 1 : 0;
}
