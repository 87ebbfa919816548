const MOST = 600;

/** Seconds without a key or a click after which the page locks: ten minutes, or fewer by `COUNTER_LOCK_AFTER`. */
export function readLockAfter(env: Readonly<Record<string, string | undefined>>): number {
  const asked = Number(env['COUNTER_LOCK_AFTER'] ?? MOST);
  return Number.isInteger(asked) && asked > 0 ? Math.min(asked, MOST) : MOST;
}
