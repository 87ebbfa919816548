import { useEffect, useRef, useState } from 'react';
import type { AppError } from '../../../../shared/errors.ts';
import { printResult } from '../../../use-cases/print-result.ts';
import type { OpenedResult } from '../../../use-cases/show-result.ts';

export interface ResultPrint {
  /** How many pages are drawn for the printer; null while nothing is printed. */
  readonly done: number | null;
  readonly printed: boolean;
  readonly error: AppError | null;
  print(result: OpenedResult, confirmed: boolean): Promise<void>;
  /** Stops what is being drawn; gives whether there was anything. */
  stop(): boolean;
}

/** Prints an electronic result while it is being shown; what shows it takes the printing with it. */
export function useResultPrint(dossierId: string): ResultPrint {
  const [done, setDone] = useState<number | null>(null);
  const [printed, setPrinted] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const underWay = useRef<AbortController | null>(null);
  useEffect(() => () => underWay.current?.abort(), []);
  async function print(result: OpenedResult, confirmed: boolean): Promise<void> {
    if (underWay.current) return;
    const controller = (underWay.current = new AbortController());
    setError(null);
    setPrinted(false);
    setDone(0);
    try {
      const { signal } = controller;
      const paper = await printResult({ dossierId, result, confirmed, onProgress: setDone, signal });
      setPrinted(paper.ok);
      setError(paper.ok ? null : (paper.error[0] ?? null));
    } finally {
      underWay.current = null;
      setDone(null);
    }
  }
  function stop(): boolean {
    underWay.current?.abort();
    return underWay.current !== null;
  }
  return { done, printed, error, print, stop };
}
