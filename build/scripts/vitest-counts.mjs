import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { firstLines } from './counts.mjs';

/**
 * A Vitest reporter that writes how many tests passed and failed, and why any were skipped (its own JSON reporter
 * leaves the reasons out), to the file named in VITEST_COUNTS.
 */
export default class CountsReporter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} unhandled
   */
  onTestRunEnd(modules, unhandled) {
    /** @type {import('./counts.mjs').Counts} */
    const counts = { passed: 0, failed: unhandled.length, skipped: [] };
    /** @type {import('./counts.mjs').Failure[]} */
    const failures = [];
    for (const module of modules) {
      // A file that could not be loaded, or a group whose preparation failed, has no tests to fail: it counts as one.
      const parts = [module, ...module.children.allSuites()];
      counts.failed += parts.filter((part) => part.errors().length > 0).length;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') counts.passed += 1;
        else if (result.state === 'failed') {
          counts.failed += 1;
          failures.push({
            name: `${module.relativeModuleId} › ${test.fullName}`,
            error: firstLines(result.errors[0]?.message),
          });
        } else
          counts.skipped.push({
            name: test.fullName,
            reason: ('note' in result && result.note) || 'no reason given',
          });
      }
    }
    const file = process.env['VITEST_COUNTS'];
    if (!file) throw new Error('VITEST_COUNTS names no file');
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ ...counts, failures }, null, 2));
  }
}
