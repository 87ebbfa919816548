import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { PrintToPDFOptions, WebContentsPrintOptions } from 'electron';
import { beforeEach, describe, expect, it } from 'vitest';
import { createPrinting, type Printable, type PrintingOptions } from '../../../electron/services/printing.ts';

const job = { jobName: 'G22.99.H01-260815-0001', paper: 'A5' } as const;
const pdf = Buffer.from('%PDF-1.7 …');
let folder: string;
let asked: (WebContentsPrintOptions | PrintToPDFOptions | undefined)[];

function page(
  end: { readonly success: boolean; readonly reason: string } | 'throws' = { success: true, reason: '' },
): Printable {
  return {
    print(options, callback) {
      asked.push(options);
      if (end === 'throws') throw new Error('no print service');
      callback?.(end.success, end.reason);
    },
    async printToPDF(options) {
      asked.push(options);
      return pdf;
    },
  };
}
function printing(options: Partial<PrintingOptions> = {}) {
  const notes: string[] = [];
  const service = createPrinting({
    printFolder: null,
    askWhere: async () => ({ canceled: true, filePath: '' }),
    note: (message) => notes.push(message),
    ...options,
  });
  return { ...service, notes };
}

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'printing-'));
  asked = [];
});

describe('printing to a printer', () => {
  it('hands the paper’s size over', async () => {
    expect(await printing().print(page(), job)).toEqual({ ok: true, value: { where: 'printer' } });
    expect(asked).toEqual([{ pageSize: 'A5', printBackground: true }]);
  });

  it.each([
    [{ success: false, reason: 'Print job canceled' }, 'print-cancelled'],
    [{ success: false, reason: 'No printers available on the network' }, 'print-failed'],
    ['throws' as const, 'print-failed'],
  ])('says why it did not print: case %#', async (end, code) => {
    const { print, notes } = printing();
    expect(await print(page(end), job)).toEqual({ ok: false, error: { code } });
    expect(notes).toHaveLength(1);
  });
});

describe('printing to a folder', () => {
  it('numbers the files of a job, even when asked at once', async () => {
    const { print } = printing({ printFolder: path.join(folder, 'printed') });
    const results = await Promise.all([print(page(), job), print(page(), job)]);
    const names = [1, 2].map((n) => path.join(folder, 'printed', `${job.jobName}-${n}.pdf`));
    expect(results).toEqual(names.map((where) => ({ ok: true, value: { where } })));
    expect(readdirSync(path.join(folder, 'printed'))).toHaveLength(2);
    expect(readFileSync(names[0] ?? '')).toEqual(pdf);
    expect(asked[0]).toMatchObject({ pageSize: 'A5', preferCSSPageSize: true });
  });
});

describe('saving a PDF', () => {
  it('writes where the clerk says', async () => {
    const filePath = path.join(folder, 'biên nhận.pdf');
    const { savePdf } = printing({ askWhere: async () => ({ canceled: false, filePath }) });
    expect(await savePdf(page(), job)).toEqual({ ok: true, value: { where: filePath } });
    expect(readFileSync(filePath)).toEqual(pdf);
  });

  it('that is cancelled writes nothing', async () => {
    expect(await printing().savePdf(page(), job)).toEqual({ ok: false, error: { code: 'print-cancelled' } });
    expect(asked).toEqual([]);
  });

  it('to a place that is not there is a failure in words', async () => {
    const { savePdf } = printing({
      askWhere: async () => ({ canceled: false, filePath: path.join(folder, 'no/such/x.pdf') }),
    });
    expect(await savePdf(page(), job)).toEqual({ ok: false, error: { code: 'print-failed' } });
  });
});
