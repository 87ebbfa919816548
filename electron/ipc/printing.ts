import type { Printing } from '../services/printing.ts';
import type { IpcHandlers } from './register.ts';

/** Printing and saving as PDF, always of the page that asked. */
export function printingHandlers(
  printing: Printing,
): Pick<IpcHandlers, 'printing:print' | 'printing:save-pdf'> {
  return {
    'printing:print': (job, page) => printing.print(page, job),
    'printing:save-pdf': (job, page) => printing.savePdf(page, job),
  };
}
