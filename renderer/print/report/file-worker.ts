import { csvOf } from './report-csv.ts';
import type { Cell, ReportDocument } from './report-document.ts';
import { xlsxOf } from './report-xlsx.ts';

/** To the worker: the report without its rows, the rows stretch by stretch, then which file is wanted. */
export type FileOrder =
  | { readonly kind: 'report'; readonly report: ReportDocument }
  | { readonly kind: 'rows'; readonly table: number; readonly rows: readonly (readonly Cell[])[] }
  | { readonly kind: 'make'; readonly format: 'xlsx' | 'csv' };

/** What comes back: the file, or why there is none. */
export type FileReply = { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly message: string };

const rows: (readonly Cell[])[][] = [];
let report: ReportDocument | null = null;

function make(format: 'xlsx' | 'csv'): Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>> {
  if (!report) throw new Error('a report comes first');
  const whole = { ...report, tables: report.tables.map((table, i) => ({ ...table, rows: rows[i] ?? [] })) };
  return format === 'csv' ? csvOf(whole) : xlsxOf(whole);
}

async function reply(format: 'xlsx' | 'csv'): Promise<void> {
  try {
    const bytes = await make(format);
    self.postMessage({ bytes } satisfies FileReply, { transfer: [bytes.buffer] });
  } catch (error) {
    self.postMessage({ message: String(error) } satisfies FileReply);
  }
}

self.addEventListener('message', ({ data }: MessageEvent<FileOrder>) => {
  if (data.kind === 'report') report = data.report;
  else if (data.kind === 'rows') (rows[data.table] ??= []).push(...data.rows);
  else void reply(data.format);
});
