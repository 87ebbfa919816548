import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { SaveDialogOptions, SaveDialogReturnValue, WebContents } from 'electron';
import { appError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { writeAtomically } from './files.ts';

export type Paper = 'A4' | 'A5' | 'A6';
export interface PrintJob {
  /** A name a file can have, e.g. a dossier's code. */
  readonly jobName: string;
  readonly paper: Paper;
  /** The paper lies on its side; upright unless said. */
  readonly landscape?: boolean | undefined;
}
/** What of a page printing needs. */
export type Printable = Pick<WebContents, 'print' | 'printToPDF'>;
export type Printed = Result<{ readonly where: string }>;

export interface Printing {
  /** Hands what the page shows under print media to the printer; `where` is the printer's or the PDF's name. */
  print(page: Printable, job: PrintJob): Promise<Printed>;
  /** Asks for a place, then writes a PDF there. */
  savePdf(page: Printable, job: PrintJob): Promise<Printed>;
}

export interface PrintingOptions {
  /** With a folder, every job becomes `<jobName>-<n>.pdf` there and no printer is used. */
  readonly printFolder: string | null;
  readonly askWhere: (options: SaveDialogOptions) => Promise<SaveDialogReturnValue>;
  readonly note: (message: string) => void;
}

/** Prints what the renderer laid out; the page's own `@page` rules decide size and margins. */
export function createPrinting({ printFolder, askWhere, note }: PrintingOptions): Printing {
  let queue: Promise<unknown> = Promise.resolve();
  /** One job at a time, so that two never take the same file's name or the same dialog. */
  function inTurn(job: () => Promise<Printed>): Promise<Printed> {
    const turn = queue.then(job).catch((error: unknown) => {
      note(error instanceof Error ? error.message : 'unknown reason');
      return fail(appError('print-failed'));
    });
    queue = turn;
    return turn;
  }

  return {
    print: (page, job) =>
      inTurn(() => (printFolder === null ? toPrinter(page, job, note) : toFolder(page, job, printFolder))),
    savePdf: (page, job) =>
      inTurn(async () => {
        const { canceled, filePath } = await askWhere({
          defaultPath: `${job.jobName}.pdf`,
          filters: [{ name: 'PDF', extensions: ['pdf'] }],
        });
        if (canceled || !filePath) return fail(appError('print-cancelled'));
        await writePdf(page, job, filePath);
        return ok({ where: filePath });
      }),
  };
}

function toPrinter(
  page: Printable,
  { paper, landscape = false }: PrintJob,
  note: (message: string) => void,
): Promise<Printed> {
  return new Promise((resolve) => {
    page.print(
      { pageSize: paper, printBackground: true, ...(landscape ? { landscape } : {}) },
      (success, reason) => {
        if (success) resolve(ok({ where: 'printer' }));
        else {
          note(`printing: ${reason}`);
          resolve(fail(appError(/cancel/iu.test(reason) ? 'print-cancelled' : 'print-failed')));
        }
      },
    );
  });
}

async function toFolder(page: Printable, job: PrintJob, folder: string): Promise<Printed> {
  await mkdir(folder, { recursive: true });
  let number = 1;
  const name = () => path.join(folder, `${job.jobName}-${number}.pdf`);
  while (existsSync(name())) number += 1;
  await writePdf(page, job, name());
  return ok({ where: name() });
}

async function writePdf(page: Printable, { paper }: PrintJob, file: string): Promise<void> {
  await writeAtomically(file, await pdfOf(page, paper), 0o644);
}

/** What the page shows under print media, as a PDF; the page's own `@page` rules decide size and margins. */
export function pdfOf(page: Printable, paper: Paper): Promise<Uint8Array> {
  return page.printToPDF({
    pageSize: paper,
    preferCSSPageSize: true,
    printBackground: true,
    generateTaggedPDF: true,
  });
}
