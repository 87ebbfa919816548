import type { Cell, ReportDocument, ReportTable } from './report-document.ts';

/** What spreadsheets take for a formula at the beginning of a text. */
const FORMULA = /^[\s]*[=+\-@\t\r]/u;

/** A text as one field: never a formula, whatever a citizen's name begins with; quoted where it must be. */
export function csvField(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function fieldOf(cell: Cell): string {
  switch (cell.kind) {
    case 'text':
      return csvField(cell.text);
    case 'count':
      return String(cell.value);
    case 'percent':
    case 'days':
      return cell.value === null ? '–' : cell.value.toFixed(2);
    case 'day':
      return cell.day;
  }
}

/** The header on one line: every column with the headings above it. */
function headOf({ head, widths }: ReportTable): readonly string[] {
  const texts = widths.map((): string[] => []);
  const taken = head.map(() => widths.map(() => false));
  for (const [row, cells] of head.entries()) {
    let at = 0;
    for (const { text, columns, rows } of cells) {
      while (taken[row]?.[at]) at += 1;
      for (let column = at; column < at + columns; column++) {
        texts[column]?.push(text);
        for (let below = row; below < row + rows; below++) taken[below]?.splice(column, 1, true);
      }
      at += columns;
    }
  }
  return texts.map((words) => words.join(' – '));
}

/** The report as CSV: UTF-8 with its mark (so that Excel reads Vietnamese), a section after another, commas, CRLF. */
export function csvOf(report: ReportDocument): Uint8Array<ArrayBuffer> {
  const lines = [
    [report.title, report.office, report.period].map(csvField).join(','),
    ...report.notes.map(csvField),
    ...report.tables.flatMap((table) => [
      '',
      csvField(table.name),
      headOf(table).map(csvField).join(','),
      ...table.rows.map((row) => row.map(fieldOf).join(',')),
    ]),
  ];
  return new TextEncoder().encode(`\uFEFF${lines.join('\r\n')}\r\n`);
}
