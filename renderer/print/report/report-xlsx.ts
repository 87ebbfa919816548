import writeExcelFile, { type Cell as FileCell, type Row } from 'write-excel-file/universal';
import type { Cell, ReportDocument, ReportTable } from './report-document.ts';

const HEAD = {
  fontWeight: 'bold',
  backgroundColor: '#E4EDF6',
  wrap: true,
  align: 'center',
  alignVertical: 'center',
  borderStyle: 'thin',
} as const;
/** The longest name a sheet may have. */
const NAME_LIMIT = 31;

function cellOf(cell: Cell, bold: boolean): FileCell {
  const style = bold ? { fontWeight: 'bold' as const } : {};
  switch (cell.kind) {
    // Typed as text: a name that looks like a formula stays a name.
    case 'text':
      return { type: String, value: cell.text, ...style };
    case 'count':
      return { type: Number, value: cell.value, format: '#,##0', ...style };
    case 'percent':
    case 'days':
      return cell.value === null
        ? { type: String, value: '–', align: 'right', ...style }
        : { type: Number, value: cell.value, format: '0.00', ...style };
    case 'day':
      return { type: Date, value: new Date(`${cell.day}T00:00:00Z`), format: 'dd/mm/yyyy', ...style };
  }
}

/** The rows of a header; a place that a cell above or before it covers holds nothing. */
function headOf({ head, widths }: ReportTable): Row[] {
  const rows: Row[] = head.map(() => widths.map(() => null));
  const taken = head.map(() => widths.map(() => false));
  for (const [row, cells] of head.entries()) {
    let at = 0;
    for (const { text, columns, rows: deep } of cells) {
      while (taken[row]?.[at]) at += 1;
      for (let below = row; below < row + deep; below++)
        for (let column = at; column < at + columns; column++) taken[below]?.splice(column, 1, true);
      const target = rows[row];
      if (target)
        target[at] = {
          type: String,
          value: text,
          ...HEAD,
          ...(columns > 1 ? { columnSpan: columns } : {}),
          ...(deep > 1 ? { rowSpan: deep } : {}),
        };
      at += columns;
    }
  }
  return rows;
}

/** A name that spreadsheets take: without their marks, not too long. */
function sheetName(name: string): string {
  return name.replace(/[[\]:*?/\\]/gu, ' ').slice(0, NAME_LIMIT);
}

/** The report as an XLSX file: a sheet a section under a frozen header, every cell with its type and format. */
export async function xlsxOf(report: ReportDocument): Promise<Uint8Array<ArrayBuffer>> {
  const about: Row[] = [
    [{ type: String, value: report.title, fontWeight: 'bold', fontSize: 14 }],
    [{ type: String, value: report.office }],
    [{ type: String, value: report.period }],
    ...report.notes.map((note): Row => [{ type: String, value: note, wrap: true }]),
  ];
  const file = writeExcelFile([
    { sheet: 'Báo cáo', data: about, columns: [{ width: 110 }] },
    ...report.tables.map((table) => ({
      sheet: sheetName(table.name),
      data: [
        ...headOf(table),
        ...table.rows.map((row, i) =>
          row.map((cell) => cellOf(cell, table.summed && i === table.rows.length - 1)),
        ),
      ],
      columns: table.widths.map((width) => ({ width })),
      stickyRowsCount: table.head.length,
      orientation: 'landscape' as const,
    })),
  ]);
  return new Uint8Array(await (await file.toBlob()).arrayBuffer());
}
