import { csvOf } from './report-csv.ts';
import type { ReportDocument } from './report-document.ts';
import type { XlsxReply } from './xlsx-worker.ts';

/** The bytes of a report's file. A spreadsheet is made in a worker: twenty thousand rows must not hold the screen up. */
export function reportFile(report: ReportDocument, format: 'xlsx' | 'csv'): Promise<Uint8Array<ArrayBuffer>> {
  if (format === 'csv') return Promise.resolve(csvOf(report));
  const worker = new Worker(new URL('./xlsx-worker.ts', import.meta.url), { type: 'module', name: 'xlsx' });
  return new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    worker.addEventListener('error', (event) => reject(new Error(event.message)));
    worker.addEventListener('message', ({ data }: MessageEvent<XlsxReply>) => {
      if ('bytes' in data) resolve(data.bytes);
      else reject(new Error(data.message));
    });
    worker.postMessage(report);
  }).finally(() => worker.terminate());
}
