import { useMemo, type ReactElement, type ReactNode } from 'react';
import { CODE128_QUIET_ZONE, code128Symbol } from './code128.ts';
import type { PaperColumn, PaperHead, PaperLine, PaperSignature, PaperTable } from './paper-content.ts';
import './paper-fonts.css';
import css from './paper.module.css';
import { QrCode } from './qr-code.tsx';

export type Paper = 'A4' | 'A5';

interface SheetProps {
  readonly paper: Paper | 'A4-landscape';
  /** What the paper is, for those who cannot see it. */
  readonly label: string;
  /** As a sheet that fills the width it is given, instead of for the printer. */
  readonly screen?: boolean;
  /** Smaller letters, for a paper of one page with much in it. */
  readonly dense?: boolean;
  /** Set when the data is not official. */
  readonly sampleNotice: string | null;
  readonly children: ReactNode;
}

/** A paper of any size. Always in Vietnamese, whatever the screen speaks. */
export function Sheet({
  paper,
  label,
  screen = false,
  dense = false,
  sampleNotice,
  children,
}: SheetProps): ReactElement {
  const sheet = (
    <article
      className={css.sheet}
      data-paper={paper}
      data-screen={screen}
      data-dense={dense}
      lang="vi"
      translate="no"
      aria-label={label}
    >
      {sampleNotice !== null && <p className={css.sample}>{sampleNotice}</p>}
      {children}
    </article>
  );
  return screen ? <div className={css.stage}>{sheet}</div> : sheet;
}

/** The official head of a paper. */
export function Head({ head }: { readonly head: PaperHead }): ReactElement {
  return (
    <header className={css.head}>
      <div>
        <p>{head.body ?? <Dots />}</p>
        <p className={css.underlined}>
          <b>{head.unit}</b>
        </p>
        {head.codes.map(({ label, value, after = '' }, i) => (
          <p key={label} className={css.code}>
            {label}: {value === null ? <Dots /> : <b>{value}</b>}
            {after}
            {i < head.codes.length - 1 && after === '' && ';'}
          </p>
        ))}
      </div>
      <div>
        <p>
          <b>{head.nation}</b>
        </p>
        <p className={css.underlined}>
          <b>{head.motto}</b>
        </p>
        <p className={css.date}>{head.placeAndDate ?? <Dots />}</p>
      </div>
    </header>
  );
}

interface TitleProps {
  readonly title: string;
  /** What the QR holds; null for none. */
  readonly code: string | null;
  /** Marks under the title, e.g. that it is a copy. */
  readonly marks: readonly (string | null)[];
}

/** The title between the QR of the code and the room it takes. */
export function Title({ title, code, marks }: TitleProps): ReactElement {
  return (
    <div className={css.title}>
      <div className={css.qr}>{code !== null && <QrCode text={code} />}</div>
      <div>
        <h2>{title}</h2>
        {marks.map(
          (mark) =>
            mark !== null && (
              <p key={mark} className={css.mark}>
                {mark}
              </p>
            ),
        )}
      </div>
    </div>
  );
}

function Dots(): ReactElement {
  return <span className={css.dots} aria-label="để trống" role="img" />;
}

/** Labels with what stands after them; those that fit share a row. */
export function Lines({ lines }: { readonly lines: readonly PaperLine[] }): ReactElement {
  return (
    <div className={css.lines}>
      {lines.map(({ label, value, after = '' }) => (
        <p key={label} className={css.line} data-blank={value === null}>
          <span>{label}: </span>
          {value === null ? <Dots /> : <span className={css.value}>{value}</span>}
          {after}
        </p>
      ))}
    </div>
  );
}

/** Running text of the form. */
export function Paragraph({ children }: { readonly children: ReactNode }): ReactElement {
  return <p className={css.paragraph}>{children}</p>;
}

/** A line of its own above a table, never parted from it. */
export function Heading({ children }: { readonly children: ReactNode }): ReactElement {
  return <p className={css.heading}>{children}</p>;
}

interface HeaderCell {
  readonly label: string;
  readonly columns: readonly PaperColumn[];
}

/** Neighbours of one group become one cell of the upper row. */
function upperRow(columns: readonly PaperColumn[]): readonly HeaderCell[] {
  const cells: { label: string; columns: PaperColumn[] }[] = [];
  for (const column of columns) {
    const last = cells.at(-1);
    if (column.group !== undefined && last?.columns[0]?.group === column.group) last.columns.push(column);
    else cells.push({ label: column.group ?? column.label, columns: [column] });
  }
  return cells;
}

/** A ruled table; its head is repeated on every page it reaches. `ending` stays with its last rows. */
export function Table({
  columns,
  rows,
  tall = false,
  ending,
}: PaperTable & { readonly ending?: ReactNode }): ReactElement {
  const upper = upperRow(columns);
  const grouped = columns.filter(({ group }) => group !== undefined);
  return (
    <table className={css.table} data-tall={tall}>
      <thead>
        <tr>
          {upper.map(({ label, columns: [first, ...more] }) => (
            <th
              key={label}
              scope={first?.group === undefined ? 'col' : 'colgroup'}
              data-width={first?.group === undefined ? first?.width : undefined}
              rowSpan={grouped.length > 0 && first?.group === undefined ? 2 : 1}
              colSpan={1 + more.length}
            >
              {label}
            </th>
          ))}
        </tr>
        {grouped.length > 0 && (
          <tr>
            {grouped.map(({ group, label, width }) => (
              <th key={`${group ?? ''} ${label}`} scope="col" data-width={width}>
                {label}
              </th>
            ))}
          </tr>
        )}
      </thead>
      <tbody>
        {rows.map((row, i) => (
          <tr key={i}>
            {columns.map(({ label, group = '', align }, at) => (
              <td key={`${group} ${label}`} data-align={align}>
                {row[at]}
              </td>
            ))}
          </tr>
        ))}
        {ending !== undefined && (
          <tr className={css.ending}>
            <td colSpan={columns.length}>{ending}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

/** What ends a paper: never torn apart, nor alone at the head of a page. */
export function Closing({ children }: { readonly children: ReactNode }): ReactElement {
  return <div className={css.closing}>{children}</div>;
}

/** Those who sign, side by side; one alone stands on the right. */
export function Signatures({
  signatures,
}: {
  readonly signatures: readonly PaperSignature[];
}): ReactElement | null {
  if (signatures.length === 0) return null;
  return (
    <div className={css.signatures} data-alone={signatures.length === 1} data-three={signatures.length === 3}>
      {signatures.map(({ title, hint, name }) => (
        <div key={title}>
          <p>
            <b>{title}</b>
          </p>
          <p>
            <i>{hint}</i>
          </p>
          <p className={css.signer}>
            <b>{name ?? '\u00A0'}</b>
          </p>
        </div>
      ))}
    </div>
  );
}

interface NotesProps {
  readonly notes: readonly string[];
  readonly check: string | null;
  /** What the bar code holds; null for none. */
  readonly code: string | null;
}

/** Notes, the fingerprint and the code as bars, at the end of a paper. */
export function Notes({ notes, check, code }: NotesProps): ReactElement | null {
  if (notes.length === 0 && check === null && code === null) return null;
  return (
    <footer className={css.notes}>
      {notes.length > 0 && (
        <>
          <p>
            <b>Ghi chú:</b>
          </p>
          <ul>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </>
      )}
      <div className={css.foot}>
        {check !== null && <p className={css.check}>Mã kiểm nội dung: {check}</p>}
        {code !== null && <Code128 text={code} />}
      </div>
    </footer>
  );
}

/** The Code 128 of a text with the quiet zone readers need. */
export function Code128({ text }: { readonly text: string }): ReactElement {
  const { width, height, path } = useMemo(() => code128Symbol(text), [text]);
  const margin = CODE128_QUIET_ZONE;
  return (
    <svg
      className={css.bars}
      viewBox={`${String(-margin)} 0 ${String(width + 2 * margin)} ${String(height)}`}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
      role="img"
      aria-label={`Mã vạch ${text}`}
    >
      <path d={path} />
    </svg>
  );
}
