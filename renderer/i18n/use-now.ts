import { useSyncExternalStore } from 'react';

const EVERY_MS = 15_000;
const watchers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;
let now = new Date().toISOString();

function tick(): void {
  now = new Date().toISOString();
  for (const watcher of watchers) watcher();
}

function subscribe(watcher: () => void): () => void {
  watchers.add(watcher);
  if (timer === null) {
    now = new Date().toISOString();
    timer = setInterval(tick, EVERY_MS);
  }
  return () => {
    watchers.delete(watcher);
    if (watchers.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}

/** The time now as a UTC instant, at most 15 s old; one timer for all ages and clocks on the screen. */
export function useNow(): string {
  return useSyncExternalStore(subscribe, () => now);
}
