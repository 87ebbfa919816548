import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ name: string, reason: string }} Skipped */
/** @typedef {{ name: string, error: string }} Failure the first lines of what went wrong: of a property also its seed */
/** @typedef {{ passed: number, failed: number, skipped: Skipped[], failures?: Failure[] }} Counts */

/**
 * What a test runner's report comes to. A runner that failed without a failed test, or left no report, counts as one
 * failure, so that nothing is lost between runner and total.
 * @param {string} file @param {number} code the runner's exit code @param {(report: any) => Counts} read
 * @returns {Counts}
 */
export function countsOf(file, code, read) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: [] };
  const counts = read(JSON.parse(readFileSync(file, 'utf8')));
  const silent = counts.failed === 0 && (code !== 0 || counts.passed + counts.skipped.length === 0);
  return silent ? { ...counts, failed: 1 } : counts;
}

/**
 * Reads Playwright's JSON report.
 * @param {any} report @returns {Counts}
 */
export function readPlaywright(report) {
  /** @type {Counts} */
  const counts = { passed: 0, failed: report.errors?.length ?? 0, skipped: [] };
  /** @type {Failure[]} */
  const failures = [];
  for (const { title, tests } of specsOf(report.suites ?? [])) {
    for (const { status, annotations, results } of tests) {
      const reason = annotations?.find((/** @type {any} */ note) => note.type === 'skip')?.description;
      if (status === 'skipped') counts.skipped.push({ name: title, reason: reason ?? 'no reason given' });
      else if (status === 'expected') counts.passed += 1;
      else {
        counts.failed += 1;
        failures.push({ name: title, error: firstLines(results?.at(-1)?.error?.message) });
      }
    }
  }
  return { ...counts, failures };
}

/**
 * A test's message, short: fast-check names seed and path in its second line.
 * @param {string | undefined} message @returns {string}
 */
export function firstLines(message) {
  return (message ?? 'no message')
    .replaceAll(/\u001b\[\d+m/gu, '')
    .trim()
    .split('\n', 3)
    .map((line) => line.trim().slice(0, 300))
    .join(' ')
    .trim();
}

/**
 * @param {any[]} suites @returns {any[]}
 */
function specsOf(suites) {
  return suites.flatMap((suite) => [...(suite.specs ?? []), ...specsOf(suite.suites ?? [])]);
}

/**
 * @param {readonly Counts[]} all @returns {Counts}
 */
export function total(all) {
  return {
    passed: all.reduce((sum, { passed }) => sum + passed, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
    skipped: all.flatMap(({ skipped }) => skipped),
    failures: all.flatMap(({ failures }) => failures ?? []),
  };
}
