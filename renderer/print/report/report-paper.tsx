import type { ReactElement } from 'react';
import { vietnameseReports } from '../../i18n/i18n.ts';
import { HAND, sampleNotice } from '../paper-content.ts';
import css from '../paper.module.css';
import { Closing, Heading, Sheet, Signatures } from '../paper-parts.tsx';
import type { PrintJob } from '../print-layer.tsx';
import type { Cell, ReportDocument, ReportTable } from './report-document.ts';

const decimals = (value: number | null) =>
  value === null
    ? '–'
    : value.toLocaleString('vi-VN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

function textOf(cell: Cell): string {
  switch (cell.kind) {
    case 'text':
      return cell.text;
    case 'count':
      return cell.value.toLocaleString('vi-VN');
    case 'percent':
    case 'days':
      return decimals(cell.value);
    case 'day':
      return cell.day.split('-').reverse().join('/');
  }
}

/** As many rows of a list as anybody reads on paper: about forty pages. The files for spreadsheets hold them all. */
const MOST_ROWS = 1000;

/** A section as a ruled table; its header is repeated on every page it reaches. */
function Part({ table }: { readonly table: ReportTable }): ReactElement {
  const shown = table.rows.slice(0, MOST_ROWS);
  const t = vietnameseReports();
  return (
    <>
      <Heading>
        <b>{table.name}</b>
      </Heading>
      <table className={css.table}>
        <thead>
          {table.head.map((row, i) => (
            <tr key={i}>
              {row.map(({ text, columns, rows }, at) => (
                <th key={at} colSpan={columns} rowSpan={rows}>
                  {text}
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {shown.map((row, i) => (
            <tr key={i}>
              {row.map((cell, at) => (
                <td key={at} data-align={cell.kind === 'text' ? 'start' : undefined}>
                  {table.summed && i === table.rows.length - 1 ? <b>{textOf(cell)}</b> : textOf(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < table.rows.length && (
        <p>{t('file.cut', { shown: shown.length, all: table.rows.length.toLocaleString('vi-VN') })}</p>
      )}
    </>
  );
}

/** The report on A4 landscape: who, which days, how complete; the periodic report first, then every other section. */
function ReportPaper({ report }: { readonly report: ReportDocument }): ReactElement {
  const others = report.tables.filter((table) => table !== report.periodic && table.rows.length > 0);
  return (
    <Sheet paper="A4-landscape" label={report.title} sampleNotice={sampleNotice(report.sample)}>
      <p>{report.office.toLocaleUpperCase('vi')}</p>
      <h2 style={{ textAlign: 'center' }}>{report.title}</h2>
      <p style={{ textAlign: 'center' }}>{report.period}</p>
      {report.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {[report.periodic, ...others].map((table) => (
        <Part key={table.name} table={table} />
      ))}
      <Closing>
        <Signatures
          signatures={[
            { title: 'NGƯỜI LẬP BÁO CÁO', hint: HAND, name: report.madeBy },
            { title: 'PHỤ TRÁCH ĐƠN VỊ', hint: '(Ký tên, đóng dấu)', name: null },
          ]}
        />
      </Closing>
    </Sheet>
  );
}

/** The report as a paper to print. */
export function reportJob(report: ReportDocument): PrintJob {
  return {
    element: <ReportPaper report={report} />,
    foot: `${report.title}, ${report.office}, ${report.period}`,
    text: report,
  };
}
