import { useSyncExternalStore } from 'react';

const EVERY_MS = 15_000;
const watchers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;
let read = (): string => new Date().toISOString();
let now = read();

function tick(): void {
  now = read();
  for (const watcher of watchers) watcher();
}

function subscribe(watcher: () => void): () => void {
  watchers.add(watcher);
  if (timer === null) {
    now = read();
    timer = setInterval(tick, EVERY_MS);
  }
  return () => {
    watchers.delete(watcher);
    if (watchers.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}

/** Takes the time from elsewhere, e.g. put right by the portal's clock. Called once at the start. */
export function readTimeBy(clock: () => string): void {
  read = clock;
  now = read();
}

/** The time now as a UTC instant, at most 15 s old; one timer for all ages and clocks on the screen. */
export function useNow(): string {
  return useSyncExternalStore(subscribe, () => now);
}
