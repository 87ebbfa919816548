import type { FileOrder, FileReply } from './file-worker.ts';
import type { ReportDocument } from './report-document.ts';

/** Rows handed over at a time: copying all of a long list at once would hold the screen up. */
const STRETCH = 500;

const pause = () => new Promise((resolve) => setTimeout(resolve, 0));

/**
 * The bytes of a report's file, made in a worker: twenty thousand rows must not hold the screen up. Rejects when `signal` is
 * aborted; the worker ends with it.
 */
export async function reportFile(
  report: ReportDocument,
  format: 'xlsx' | 'csv',
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const worker = new Worker(new URL('./file-worker.ts', import.meta.url), {
    type: 'module',
    name: 'report file',
  });
  const say = (order: FileOrder) => worker.postMessage(order);
  try {
    const reply = answerOf(worker, signal);
    // Who awaits it comes only after the rows; until then a refusal is nobody's.
    reply.catch(() => undefined);
    const tables = report.tables.map((table) => ({ ...table, rows: [] }));
    say({ kind: 'report', report: { ...report, tables, periodic: { ...report.periodic, rows: [] } } });
    for (const [table, { rows }] of report.tables.entries())
      for (let at = 0; at < rows.length; at += STRETCH) {
        signal.throwIfAborted();
        say({ kind: 'rows', table, rows: rows.slice(at, at + STRETCH) });
        if (rows.length > STRETCH) await pause();
      }
    say({ kind: 'make', format });
    return await reply;
  } finally {
    worker.terminate();
  }
}

function answerOf(worker: Worker, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    worker.addEventListener('error', (event) => reject(new Error(event.message)));
    worker.addEventListener('message', ({ data }: MessageEvent<FileReply>) => {
      if ('bytes' in data) resolve(data.bytes);
      else reject(new Error(data.message));
    });
  });
}
