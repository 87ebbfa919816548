/** Writes a draft while it is typed. */
export interface DraftWriter<T> {
  /** Takes the newest state; it is written as soon as the write before it is done. Never waits, never fails. */
  push(value: T): void;
  /** Resolves when everything taken so far is written, or could not be: `onState` says which. */
  flush(): Promise<void>;
  /** Holds back further writes; resolves when none is under way. What is pushed meanwhile is kept. */
  pause(): Promise<void>;
  /** Writes on, with the newest of what was held back. */
  resume(): void;
  /** Ends it for good: nothing is written any more, whatever is pushed. For a draft that became a dossier. */
  close(): void;
}

/** Whether what was typed is safe on this machine. */
export type DraftState = 'saved' | 'writing' | 'failed';

/**
 * A writer with at most one write under way and at most one waiting: of everything pushed during a write only the newest
 * state is written next, so typing fast never queues up work. A state that could not be written is tried again with the
 * next push or flush.
 */
export function createDraftWriter<T>(
  write: (value: T) => Promise<void>,
  onState: (state: DraftState) => void,
): DraftWriter<T> {
  let waiting: { readonly value: T } | null = null;
  let running: Promise<void> | null = null;
  let held = false;
  let closed = false;

  async function writeAll(): Promise<void> {
    while (waiting && !held && !closed) {
      const current: { readonly value: T } = waiting;
      waiting = null;
      onState('writing');
      try {
        await write(current.value);
      } catch {
        // Kept for the next try unless something newer came meanwhile.
        waiting ??= current;
        running = null;
        onState('failed');
        return;
      }
    }
    // Before anyone can push again: what is pushed from here on starts a run of its own.
    running = null;
    if (!closed && !waiting) onState('saved');
  }

  /** The run under way, or a new one if there is something to write; null if not. */
  function start(): Promise<void> | null {
    if (!running && waiting && !held && !closed) running = writeAll();
    return running;
  }

  return {
    push(value) {
      if (closed) return;
      waiting = { value };
      void start();
    },
    async flush() {
      // Begins in this very call: the window may be closing.
      await start();
      await start();
    },
    async pause() {
      held = true;
      await running;
    },
    resume() {
      held = false;
      void start();
    },
    close() {
      closed = true;
      waiting = null;
    },
  };
}
