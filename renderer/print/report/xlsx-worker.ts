import type { ReportDocument } from './report-document.ts';
import { xlsxOf } from './report-xlsx.ts';

/** What comes back: the file, or why there is none. */
export type XlsxReply = { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly message: string };

self.addEventListener('message', ({ data }: MessageEvent<ReportDocument>) => {
  xlsxOf(data).then(
    (bytes) => self.postMessage({ bytes } satisfies XlsxReply),
    (error: unknown) => self.postMessage({ message: String(error) } satisfies XlsxReply),
  );
});
