import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCycles } from '../../../build/scripts/check-cycles.mjs';
import { findGaps } from '../../../build/scripts/check-i18n.mjs';
import { countsOf, readPlaywright, total } from '../../../build/scripts/counts.mjs';

describe('the translation check', () => {
  const vi = { 'errors.unexpected': 'Lỗi {{reference}}', 'today.count_other': '{{count}} hồ sơ' };
  const en = {
    'errors.unexpected': 'Error {{reference}}',
    'today.count_one': 'One',
    'today.count_other': '{{count}} dossiers',
  };
  const gaps = (english: Record<string, string>, codes: readonly string[] = ['unexpected']) =>
    findGaps(new Map([['vi', new Map(Object.entries(vi))], ['en', new Map(Object.entries(english))]]), codes); // prettier-ignore

  it('takes languages that say the same, whatever their plurals', () => {
    expect(gaps(en)).toEqual([]);
  });

  it.each([
    [{ ...en, 'errors.unexpected': '' }, 'en: errors.unexpected is empty'],
    [
      { ...en, 'errors.unexpected': 'Error {{code}}' },
      'en: errors.unexpected has the parameters [code], vi has [reference]',
    ],
    [{ ...en, 'today.more': 'More' }, 'en: today.more is not in vi'],
    [{ 'errors.unexpected': 'Error {{reference}}' }, 'en: today.count is missing'],
  ])('finds what differs: case %#', (english, gap) => {
    expect(gaps(english)).toContain(gap);
  });

  it('wants a sentence for every error', () => {
    expect(gaps(en, ['unexpected', 'store-full'])).toEqual([
      'vi: no sentence for the error errors.store-full',
    ]);
  });
});

describe('the cycle check', () => {
  const graph = (imports: Record<string, readonly string[]>) => findCycles(new Map(Object.entries(imports)));

  it('finds files that import each other, by whatever way', () => {
    expect(graph({ a: ['b', 'c'], b: ['c'], c: [] })).toEqual([]);
    expect(graph({ a: ['b'], b: ['c'], c: ['b'] })).toEqual([['b', 'c']]);
    expect(graph({ a: ['a'] })).toEqual([['a']]);
  });
});

describe('the totals', () => {
  const report = (content: unknown) => {
    const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'counts-')), 'report.json');
    writeFileSync(file, JSON.stringify(content));
    return file;
  };
  const plain = { passed: 2, failed: 0, skipped: [] };

  it('count a runner that failed without a failed test, ran nothing, or left no report, as a failure', () => {
    const as = (file: string, code: number) => countsOf(file, code, (counts) => counts as never).failed;
    expect(as(report(plain), 0)).toBe(0);
    expect(as(report(plain), 1)).toBe(1);
    expect(as(report({ ...plain, passed: 0 }), 0)).toBe(1);
    expect(as('/no/such/report.json', 0)).toBe(1);
  });

  it('read Playwright’s report, nested suites, reasons and errors included', () => {
    const spec = (status: string, annotations: unknown[] = []) => ({
      title: status,
      tests: [{ status, annotations }],
    });
    const skip = [{ type: 'skip', description: 'no printer here' }];
    const suites = [
      {
        specs: [spec('expected')],
        suites: [{ specs: [spec('unexpected'), spec('flaky'), spec('skipped', skip)] }],
      },
    ];
    const skipped = [{ name: 'skipped', reason: 'no printer here' }];
    const failures = ['unexpected', 'flaky'].map((name) => ({ name, error: 'no message' }));
    const read = { passed: 1, failed: 3, skipped, failures };
    expect(readPlaywright({ suites, errors: [{}] })).toEqual(read);
    expect(total([plain, read])).toEqual({ ...read, passed: 3 });
  });
});
