import type { Figures } from './figures.ts';
import type { Measure } from './measure.ts';
import type { Report } from './report.ts';
import columnData from './report-columns.json' with { type: 'json' };

/** A column of the periodic report: its number, key and words as the form has them. */
export interface PeriodicColumn {
  readonly no: string;
  readonly key: string;
  readonly labelVi: string;
  readonly labelEn: string;
  readonly labelFr: string;
  /** The headings above it, outermost first. */
  readonly groups: readonly { readonly vi: string; readonly en: string; readonly fr: string }[];
  /** What it counts; null for the two columns that name the row. */
  readonly measure: Measure | null;
}

/** The periodic report's form, as data: with where it was read and whether that was verified. */
export const PERIODIC_FORM = columnData as {
  readonly form: string;
  readonly verified: boolean;
  readonly source: string;
  readonly titleVi: string;
  readonly titleEn: string;
  readonly titleFr: string;
  readonly columns: readonly PeriodicColumn[];
};

/** A cell of the three-row header. */
export interface HeaderCell {
  readonly text: { readonly vi: string; readonly en: string; readonly fr: string };
  readonly columns: number;
  readonly rows: number;
}

const HEADER_ROWS = 3;

/** The three rows above the columns, each with the cells that begin in it. */
export function headerRows(): readonly (readonly HeaderCell[])[] {
  const { columns } = PERIODIC_FORM;
  return Array.from({ length: HEADER_ROWS }, (_, row) => {
    const cells: HeaderCell[] = [];
    for (let at = 0; at < columns.length;) {
      const column = columns[at];
      if (!column) break;
      const depth = column.groups.length;
      if (row < depth) {
        const group = column.groups[row];
        let width = 1;
        while (group && columns[at + width]?.groups[row]?.vi === group.vi) width += 1;
        if (group) cells.push({ text: group, columns: width, rows: 1 });
        at += width;
        continue;
      }
      if (row === depth)
        cells.push({
          text: { vi: column.labelVi, en: column.labelEn, fr: column.labelFr },
          columns: 1,
          rows: HEADER_ROWS - depth,
        });
      at += 1;
    }
    return cells;
  });
}

/** A line of the periodic report: one field, or all of them (`field` null). */
export interface PeriodicRow {
  readonly field: string | null;
  /** One number for each column that counts. */
  readonly numbers: readonly number[];
}

/** The lines of the periodic report, one a field, the sum last. Always: (3) = (7) + (11). */
export function periodicRows(report: Report): readonly PeriodicRow[] {
  return [
    ...report.by.field.map(({ key, figures }) => ({ field: key, numbers: numbersOf(figures) })),
    { field: null, numbers: numbersOf(report.total) },
  ];
}

function numbersOf({ counts }: Figures): readonly number[] {
  return PERIODIC_FORM.columns.flatMap(({ measure }) => (measure ? [counts[measure]] : []));
}
