import type { AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { showForPrint, type PrintJob } from '../print/print-layer.tsx';
import { services } from '../session/services.ts';
import { errorOf } from './error-of.ts';

export type PrintMode = 'print' | 'save-pdf';
/** Where the paper went, with what there is to know after it. */
export interface PrintedPaper {
  readonly where: string;
}

interface PaperRequest<T> {
  readonly job: PrintJob;
  /** A name a file can have. */
  readonly jobName: string;
  readonly paper: 'A4' | 'A5' | 'A6';
  readonly landscape?: boolean;
  readonly mode: PrintMode;
  /** Runs once the paper has left, before the next one is laid out. */
  readonly left: (where: string) => Promise<Result<T, readonly AppError[]>>;
}

/** Lays a paper out and hands it to the printer, or to a PDF; `left` only runs for a paper that exists. */
export async function printPaper<T>(request: PaperRequest<T>): Promise<Result<T, readonly AppError[]>> {
  const { job, jobName, paper, landscape = false, mode, left } = request;
  const takeAway = await showForPrint(job);
  try {
    const channel = mode === 'print' ? 'printing:print' : 'printing:save-pdf';
    const printed = await services().desktop.invoke(channel, { jobName, paper, landscape });
    return printed.ok ? await left(printed.value.where) : fail([errorOf(printed.error)]);
  } finally {
    takeAway();
  }
}

/** Gives the print under way for a key instead of a second one: asking again meanwhile must not make two originals. */
export function onceAtATime<T>(): (key: string, print: () => Promise<T>) => Promise<T> {
  const underWay = new Map<string, Promise<T>>();
  return (key, print) => {
    const printing = underWay.get(key) ?? print().finally(() => underWay.delete(key));
    underWay.set(key, printing);
    return printing;
  };
}

/** What `left` gives when nothing is recorded about a paper. */
export async function nothingRecorded(where: string): Promise<Result<PrintedPaper, readonly AppError[]>> {
  return ok({ where });
}
