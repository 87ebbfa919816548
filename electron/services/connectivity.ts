import type { PushMessage } from '../../shared/ipc/contract.ts';

export interface ConnectivityOptions {
  /** Whether the system has any connection; says nothing about the portal. */
  readonly isOnline: () => boolean;
  /** Calls back when the system wakes from sleep. */
  readonly onResume: (listener: () => void) => void;
  readonly changed: (message: PushMessage<'connection:changed'>) => void;
  /** Milliseconds between looks. */
  readonly interval?: number;
}

/** Watches for the connection to come or go, and for waking up; gives back how to stop. */
export function watchConnectivity({
  isOnline,
  onResume,
  changed,
  interval = 2000,
}: ConnectivityOptions): () => void {
  let online = isOnline();
  onResume(() => changed({ reason: 'resume' }));
  const timer = setInterval(() => {
    const now = isOnline();
    if (now === online) return;
    online = now;
    changed({ reason: now ? 'online' : 'offline' });
  }, interval);
  timer.unref();
  return () => clearInterval(timer);
}
