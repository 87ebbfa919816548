import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoff } from '../../../renderer/sync/backoff.ts';

const attempts = fc.integer({ min: 1, max: 1000 });
const random = fc.double({ min: 0, max: 1, noNaN: true });

describe('backoff', () => {
  it('begins within two seconds and never waits longer than 25 seconds by itself', () => {
    expect(backoff(1, null, () => 1)).toBe(2000);
    fc.assert(
      fc.property(attempts, random, (attempt, r) => {
        const wait = backoff(attempt, null, () => r);
        expect(wait).toBeGreaterThanOrEqual(1000);
        expect(wait).toBeLessThanOrEqual(25_000);
      }),
    );
  });

  it('never returns before the portal said', () => {
    fc.assert(
      fc.property(attempts, random, fc.integer({ min: 0, max: 3600 }), (attempt, r, retryAfter) => {
        expect(backoff(attempt, retryAfter, () => r)).toBeGreaterThanOrEqual(retryAfter * 1000);
      }),
    );
  });
});
