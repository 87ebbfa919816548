import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { csvField, csvOf } from '../../../renderer/print/report/report-csv.ts';
import type { Cell, ReportDocument } from '../../../renderer/print/report/report-document.ts';
import { xlsxOf } from '../../../renderer/print/report/report-xlsx.ts';
import { reportFileName } from '../../../shared/domain/report/made.ts';
import { FORMULA_NAME, sampleReport } from '../../support/report-sample.ts';

const office = spawnSync('soffice', ['--version']).status === 0;
const TIMEOUT = 180_000;

/** What LibreOffice reads in a file: each sheet as CSV, by its name. */
function readByOffice(name: string, bytes: Uint8Array): ReadonlyMap<string, string> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'report-files-'));
  writeFileSync(path.join(folder, name), bytes);
  // 44 comma, 34 quote, 76 UTF-8; the last -1: every sheet a file of its own.
  const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';
  const done = spawnSync(
    'soffice',
    [
      `-env:UserInstallation=file://${folder}/profile`,
      '--headless',
      ...(name.endsWith('.csv') ? ['--infilter=CSV:44,34,76,1'] : []),
      '--convert-to',
      filter,
      '--outdir',
      path.join(folder, 'out'),
      path.join(folder, name),
    ],
    { encoding: 'utf8', timeout: TIMEOUT },
  );
  expect(done.status).toBe(0);
  const out = path.join(folder, 'out');
  return new Map(
    readdirSync(out).map((file) => [
      file
        .normalize('NFC')
        .replace(/^bao-cao-?/u, '')
        .replace(/\.csv$/u, ''),
      readFileSync(path.join(out, file), 'utf8').normalize('NFC'),
    ]),
  );
}

const tableOf = (document: ReportDocument, name: string) =>
  document.tables.find((table) => table.name === name)!;
const numberOf = (cell: Cell | undefined) => (cell?.kind === 'count' ? cell.value : Number.NaN);

it('sums are the sums of the cells above them', async () => {
  const { document } = await sampleReport();
  for (const { name, rows, summed } of document.tables.filter((table) => table.summed)) {
    const sum = rows.at(-1)!;
    expect(summed).toBe(true);
    for (const [at, cell] of sum.entries())
      if (cell.kind === 'count')
        expect([name, at, cell.value]).toEqual([
          name,
          at,
          rows.slice(0, -1).reduce((all, row) => all + numberOf(row[at]), 0),
        ]);
  }
});

it('names the file by office and days, nothing else', async () => {
  const { made } = await sampleReport();
  expect(reportFileName(made)).toBe('bao-cao-HT-20260701-20260731');
  const odd = { ...made, completeness: { ...made.completeness, office: '../h"t' } };
  expect(reportFileName(odd)).toBe('bao-cao-ht-20260701-20260731');
});

it('CSV begins with its mark and holds no formula', async () => {
  const { document } = await sampleReport();
  const bytes = csvOf(document);
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  expect(text).toContain('Bưu điện Hà Tu');
  for (const line of text.split('\r\n'))
    for (const field of line.split(',')) expect(field).not.toMatch(/^"?\s*[=+\-@\t]/u);
  for (const evil of ['=1+1', '+84', '-2', '@SUM(A1)', '\t=1', ' =1', '\r=1'])
    expect(csvField(evil).replace(/^"/u, '')).toMatch(/^'/u);
  expect(csvField('a "b", c')).toBe('"a ""b"", c"');
});

const NOT_RUN = 'NOT RUN with LibreOffice: soffice is not installed (apt-get install libreoffice-calc)';

it(
  'LibreOffice reads back the values, dates and Vietnamese of the XLSX file',
  { timeout: TIMEOUT },
  async (context) => {
    if (!office) context.skip(NOT_RUN);
    const { document } = await sampleReport();
    const sheets = readByOffice('bao-cao.xlsx', await xlsxOf(document));
    expect([...sheets.keys()].sort()).toEqual(
      ['Báo cáo', ...document.tables.map(({ name }) => name.slice(0, 31))].sort(),
    );
    expect(sheets.get('Báo cáo')).toContain('Lê Thị Trưởng');
    const periodic = sheets.get(document.periodic.name)!.trim().split('\n');
    expect(periodic[0]).toBe(
      'STT,Lĩnh vực giải quyết,Số lượng hồ sơ tiếp nhận,,,,Số lượng hồ sơ đã giải quyết,,,,Số lượng hồ sơ đang giải quyết,,',
    );
    const sum = document.periodic.rows.at(-1)!.slice(2).map(numberOf);
    expect(periodic.at(-1)).toBe(`,Tổng cộng,${sum.join(',')}`);
    const days = sheets.get('Mỗi ngày')!;
    // Asked for values, not for what is shown: month first tells that it is a date, not a text.
    expect(days).toContain('07/13/2026,3,0');
    expect(sheets.get(tableOf(document, 'Lĩnh vực').name)).toMatch(
      /Thành lập và hoạt động của hộ kinh doanh,3,2,1,/u,
    );
    expect(sheets.get('Đang giải quyết, quá hạn')).toContain(FORMULA_NAME);
  },
);

it('LibreOffice reads the CSV file as text and numbers', { timeout: TIMEOUT }, async (context) => {
  if (!office) context.skip(NOT_RUN);
  const { document } = await sampleReport();
  const [text = ''] = readByOffice('bao-cao.csv', csvOf(document)).values();
  expect(text).toContain('Thành lập và hoạt động của hộ kinh doanh,3,2,1,');
  expect(text).toContain('Hồ Thị Lệ');
  expect(text).not.toMatch(/#NAME\?|Err:/u);
});
