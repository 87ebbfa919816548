import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { measure, type Measured } from './measure.ts';
import { nodeReader } from './node-reader.ts';

/** Seeds from here on were never looked at while cleaning and templates were made. */
const HELD_BACK = 1000;
const pages = Number(process.argv[2] ?? 200);
const out = path.resolve(import.meta.dirname, '../../out/eval');

const reader = await nodeReader();
const rows: string[] = [];
for (const part of ['tuning', 'held back'] as const)
  for (const hard of [false, true])
    for (const cleaning of [false, true]) {
      const from = part === 'tuning' ? 0 : HELD_BACK;
      const seeds = Array.from({ length: Math.ceil(pages / 4) }, (_, i) => from + i * 2 + (hard ? 1 : 0));
      rows.push(
        rowOf(
          `${part}, ${hard ? 'hard' : 'clean'}`,
          cleaning,
          seeds.map((seed) => measure(reader, seed, hard, cleaning)),
        ),
      );
      console.log(rows.at(-1));
    }
const table = [
  `# Reading: ${String(Math.ceil(pages / 4) * 4)} generated pages, each with and without cleaning`,
  '',
  '| pages | cleaned | character error rate | fields right | ms a page |',
  '| --- | --- | --- | --- | --- |',
  ...rows,
  '',
  'Diacritics count as errors. A field is right when it is the same to the letter. Engine: tesseract.js-core 7.0.0, model vie 4.0.0_best_int.',
].join('\n');
mkdirSync(out, { recursive: true });
writeFileSync(path.join(out, 'reading.md'), `${table}\n`);
console.log(`\n${table}`);

function rowOf(name: string, cleaning: boolean, all: readonly Measured[]): string {
  const sum = (of: (each: Measured) => number) => all.reduce((total, each) => total + of(each), 0);
  const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;
  const errors = percent(
    sum(({ wrong }) => wrong),
    sum(({ letters }) => letters),
  );
  const fields = percent(
    sum(({ fieldsRight }) => fieldsRight),
    sum((each) => each.fields),
  );
  const time = (sum(({ milliseconds }) => milliseconds) / all.length).toFixed(0);
  return `| ${name} (${String(all.length)}) | ${cleaning ? 'yes' : 'no'} | ${errors} | ${fields} | ${time} |`;
}
