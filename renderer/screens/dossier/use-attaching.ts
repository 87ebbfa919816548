import { useEffect, useRef, useState } from 'react';
import type { AppError } from '../../../shared/errors.ts';
import { attachFile } from '../../use-cases/attach-file.ts';

/** A file the clerk gave, and how far it is. */
export interface GivenFile {
  readonly key: number;
  readonly name: string;
  readonly size: number;
  /** Bytes on the disk. */
  readonly done: number;
  readonly state: 'waiting' | 'copying' | 'kept' | 'there' | 'refused';
  readonly error: AppError | null;
}

let keys = 0;

/** Takes files in one after another. `onAll` is told once all that were given are attached; not when one was refused. */
export function useAttaching(dossierId: string, onAll: (count: number, healed: number) => void) {
  const [given, setGiven] = useState<readonly GivenFile[]>([]);
  const turn = useRef<Promise<void>>(Promise.resolve());
  const results = useRef({ kept: 0, there: 0, refused: 0, open: 0 });
  const aborted = useRef<AbortController | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    aborted.current = controller;
    return () => controller.abort();
  }, []);
  const show = (key: number, change: Partial<GivenFile>) =>
    setGiven((files) => files.map((each) => (each.key === key ? { ...each, ...change } : each)));

  async function take(file: File, key: number, documentId: string | null): Promise<void> {
    const signal = aborted.current?.signal;
    if (!signal || signal.aborted) return;
    show(key, { state: 'copying' });
    const onProgress = (done: number) => show(key, { done });
    const result = await attachFile({ dossierId, documentId, file, onProgress, signal });
    // Left meanwhile: there is nobody to tell.
    if (aborted.current?.signal.aborted !== false) return;
    const state = result.ok ? result.value : 'refused';
    show(key, { state, error: result.ok ? null : (result.error[0] ?? null) });
    const counts = results.current;
    counts[state] += 1;
    counts.open -= 1;
    if (counts.open === 0 && counts.refused === 0) onAll(counts.kept + counts.there, counts.there);
    if (counts.open === 0) results.current = { kept: 0, there: 0, refused: 0, open: 0 };
  }

  function add(files: readonly File[], documentId: string | null): void {
    const fresh = files.map((file) => ({ file, key: ++keys }));
    results.current.open += fresh.length;
    setGiven((before) => [
      ...before.filter((each) => each.state !== 'refused'),
      ...fresh.map(({ file: { name, size }, key }): GivenFile => {
        return { key, name, size, done: 0, state: 'waiting', error: null };
      }),
    ]);
    for (const { file, key } of fresh) turn.current = turn.current.then(() => take(file, key, documentId));
  }
  return { given, add };
}
