import type { EReceiptProvider } from '../../../shared/e-receipt/port.ts';
import type { PortalContext } from '../context.ts';
import { exportReceipts } from './queue.ts';

export interface Exporter {
  /** Soon, not now. */
  readonly wake: () => void;
  /** Tells what waits, and asks again what was refused. */
  readonly retry: () => Promise<void>;
  /** Waits for what is under way. */
  readonly close: () => Promise<void>;
}

/** Tells the provider what waits, one run at a time; what could not be told is tried again after `retryMs`. */
export function startExporter(
  context: PortalContext,
  provider: EReceiptProvider,
  { retryMs, onBug }: { readonly retryMs: number; readonly onBug: ((error: unknown) => void) | undefined },
): Exporter {
  let running = Promise.resolve();
  let queued = false;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  const run = (refusedToo: boolean): Promise<void> => {
    running = running.then(async () => {
      queued = false;
      if (closed) return;
      clearTimeout(timer);
      try {
        const done = await exportReceipts(context, provider, refusedToo);
        if (!done) timer = setTimeout(wake, retryMs);
      } catch (error) {
        onBug?.(error);
      }
    });
    return running;
  };
  function wake(): void {
    if (queued || closed) return;
    queued = true;
    void run(false);
  }
  return {
    wake,
    retry: () => run(true),
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await running;
    },
  };
}
