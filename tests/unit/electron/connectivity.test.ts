import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchConnectivity } from '../../../electron/services/connectivity.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('tells when the connection comes, goes, and when the system wakes, and nothing else', () => {
  let online = true;
  let resume = (): void => undefined;
  const seen: string[] = [];
  const stop = watchConnectivity({
    isOnline: () => online,
    onResume: (listener) => void (resume = listener),
    changed: ({ reason }) => seen.push(reason),
  });
  vi.advanceTimersByTime(10_000);
  expect(seen).toEqual([]);
  online = false;
  vi.advanceTimersByTime(2000);
  online = true;
  vi.advanceTimersByTime(2000);
  resume();
  expect(seen).toEqual(['offline', 'online', 'resume']);
  stop();
  online = false;
  vi.advanceTimersByTime(10_000);
  expect(seen).toHaveLength(3);
});
