import type { DossierLine } from '../../../shared/domain/report/line.ts';
import type { MadeReport } from '../../../shared/domain/report/made.ts';
import type { Measure } from '../../../shared/domain/report/measure.ts';
import type { CounterDatabase } from '../database.ts';
import type { ReportThen } from './history.ts';
import type { Answer, AskedReport, FrozenReport, Progress, ReportMessage, ReportReply } from './messages.ts';
import { createReportService, type ReportService } from './report-service.ts';

/** Reports of a database, made in a worker where there are workers. */
export interface ReportClient extends ReportService {
  /** Ends what is being made: its question fails, the next one starts anew. */
  cancel(): void;
  /** Other offices' databases changed. With none left, what the worker read of them ends with it. */
  oversee(): void;
}

/** The question was cancelled. */
export class ReportCancelled extends Error {}

interface Call {
  resolve(value: Answer): void;
  reject(error: Error): void;
  readonly onProgress: (progress: Progress) => void;
}

/** `others`: databases of other offices, which come and go with a supervisor's session. */
export function createReports(
  db: CounterDatabase,
  others: () => readonly CounterDatabase[] = () => [],
): ReportClient {
  if (typeof Worker === 'undefined')
    return {
      ...createReportService(db, others),
      cancel: () => undefined,
      oversee: () => undefined,
    };
  const oversee = (): ReportMessage => ({
    kind: 'oversee',
    databases: others().map(({ name, keys }) => ({ database: name, keys })),
  });
  const calls = new Map<number, Call>();
  let worker: Worker | null = null;
  let last = 0;

  function end(error: Error): void {
    worker?.terminate();
    worker = null;
    for (const call of calls.values()) call.reject(error);
    calls.clear();
  }
  function started(): Worker {
    if (worker) return worker;
    const made = new Worker(new URL('./report-worker.ts', import.meta.url), {
      type: 'module',
      name: 'report',
    });
    made.addEventListener('error', (event) => end(new Error(`Reports stopped: ${event.message}`)));
    made.addEventListener('message', ({ data }: MessageEvent<ReportReply>) => {
      const call = calls.get(data.call);
      if (data.kind === 'progress') {
        call?.onProgress(data.progress);
        return;
      }
      calls.delete(data.call);
      if (data.kind === 'done') call?.resolve(data.value);
      else call?.reject(new Error(`Report failed: ${data.message}`));
    });
    made.postMessage({ kind: 'open', database: db.name, keys: db.keys } satisfies ReportMessage);
    made.postMessage(oversee());
    worker = made;
    return made;
  }
  function ask(message: (call: number) => ReportMessage, onProgress: Call['onProgress']): Promise<Answer> {
    const call = (last += 1);
    return new Promise((resolve, reject) => {
      calls.set(call, { resolve, reject, onProgress });
      started().postMessage(message(call));
    });
  }
  return {
    report: async (asked: AskedReport, onProgress) =>
      (await ask((call) => ({ kind: 'report', call, asked }), onProgress)) as MadeReport,
    behind: async (asked: AskedReport, measure: Measure) =>
      (await ask(
        (call) => ({ kind: 'behind', call, asked, measure }),
        () => undefined,
      )) as readonly string[],
    freeze: async (asked, onProgress) =>
      (await ask((call) => ({ kind: 'freeze', call, asked }), onProgress)) as FrozenReport,
    lines: async (ids) =>
      (await ask(
        (call) => ({ kind: 'lines', call, ids }),
        () => undefined,
      )) as readonly DossierLine[],
    then: async (exported, onProgress) =>
      (await ask((call) => ({ kind: 'then', call, exported }), onProgress)) as ReportThen,
    cancel: () => end(new ReportCancelled('cancelled')),
    oversee: () => {
      if (others().length === 0) end(new ReportCancelled('the session ended'));
      else worker?.postMessage(oversee());
    },
  };
}
