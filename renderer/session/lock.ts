import type { Desktop } from '../../shared/ipc/contract.ts';
import { draftsWritten } from '../store/drafts.ts';
import type { Safety } from './safety.ts';
import { services } from './services.ts';
import { useSession } from './session.ts';

/** What must be done before the keys go: nothing typed or saved waits in memory any more. */
export async function settleBeforeLock(safety: Pick<Safety, 'complete'>): Promise<void> {
  // The forms write what they hold back, as when the window is hidden; then they go from the screen.
  document.dispatchEvent(new Event('visibilitychange'));
  useSession.setState({ locking: true });
  await draftsWritten();
  await safety.complete();
}

/** Locks the machine, if anyone here has a PIN to open it with again. Drafts and unsent work stay. */
export async function lockNow(): Promise<void> {
  const { keys, locking } = useSession.getState();
  if (locking || !keys || keys.clerks.length === 0) return;
  await services().lock();
}

/** Tells the page's own record of the keys what main knows now. */
export async function refreshKeys(desktop: Desktop): Promise<void> {
  useSession.setState({ keys: await desktop.invoke('keys:state', {}) });
}

const ACTS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** Locks after so many seconds without a key or a pointer; gives how to stop. */
export function watchIdle(seconds: number, onBug: (bug: unknown) => unknown): () => void {
  let last = performance.now();
  const acted = () => {
    last = performance.now();
  };
  for (const act of ACTS) window.addEventListener(act, acted, { capture: true, passive: true });
  const timer = setInterval(
    () => {
      if (performance.now() - last >= seconds * 1000) void lockNow().catch(onBug);
    },
    Math.min(1000, seconds * 250),
  );
  return () => {
    clearInterval(timer);
    for (const act of ACTS) window.removeEventListener(act, acted, { capture: true });
  };
}
