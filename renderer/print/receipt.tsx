import { useMemo, type ReactElement } from 'react';
import { CODE128_QUIET_ZONE, code128Symbol } from './code128.ts';
import { QrCode } from './qr-code.tsx';
import type { ReceiptContent, ReceiptLine, ReceiptRow } from './receipt-content.ts';
import './receipt-fonts.css';
import type { ReceiptModel } from './receipt-model.ts';
import css from './receipt.module.css';

export type Paper = 'A4' | 'A5';

interface ReceiptProps {
  readonly model: ReceiptModel;
  readonly paper: Paper;
  /** As a sheet that fills the width it is given, instead of for the printer. */
  readonly screen?: boolean;
}

/** Form 01. One template for the preview, the printer and the PDF; always in Vietnamese, whatever the screen speaks. */
export function Receipt({ model, paper, screen = false }: ReceiptProps): ReactElement {
  const { content, mark, check } = model;
  const sheet = (
    <article
      className={css.sheet}
      data-paper={paper}
      data-screen={screen}
      lang="vi"
      translate="no"
      aria-label={content.title}
    >
      {content.sampleNotice !== null && <p className={css.sample}>{content.sampleNotice}</p>}
      <Head head={content.head} />
      <Title content={content} mark={mark} />
      {content.subject.map((lines, i) => (
        <Lines key={i} lines={lines} />
      ))}
      <Documents documents={content.documents} />
      {content.items.map((line) => (
        <Lines key={line.label} lines={[line]} />
      ))}
      <div className={css.closing}>
        <Lines lines={content.register} />
        <Signatures signatures={content.signatures} />
        <Notes content={content} check={check} />
      </div>
    </article>
  );
  return screen ? <div className={css.stage}>{sheet}</div> : sheet;
}

function Head({ head }: { readonly head: ReceiptContent['head'] }): ReactElement {
  return (
    <header className={css.head}>
      <div>
        <p>{head.body ?? <Dots />}</p>
        <p className={css.underlined}>
          <b>{head.unit}</b>
        </p>
        {head.codes.map(({ label, value }, i) => (
          <p key={label} className={css.code}>
            {label}: {value === null ? <Dots /> : <b>{value}</b>}
            {i < head.codes.length - 1 && ';'}
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

function Title({
  content,
  mark,
}: {
  readonly content: ReceiptContent;
  readonly mark: string | null;
}): ReactElement {
  return (
    <div className={css.title}>
      <div className={css.qr}>{content.code !== null && <QrCode text={content.code} />}</div>
      <div>
        <h2>{content.title}</h2>
        {mark !== null && <p className={css.mark}>{mark}</p>}
        {content.codeNotice !== null && <p className={css.mark}>{content.codeNotice}</p>}
      </div>
    </div>
  );
}

function Dots(): ReactElement {
  return <span className={css.dots} aria-label="để trống" role="img" />;
}

function Lines({ lines }: { readonly lines: readonly ReceiptLine[] }): ReactElement {
  return (
    <div className={css.lines}>
      {lines.map(({ label, value }) => (
        <p key={label} className={css.line} data-blank={value === null}>
          <span>{label}: </span>
          {value === null ? <Dots /> : <span className={css.value}>{value}</span>}
        </p>
      ))}
    </div>
  );
}

const COUNTS = [
  'originals',
  'certifiedCopies',
  'photocopies',
  'shown',
] as const satisfies readonly (keyof ReceiptRow)[];

function Documents({ documents }: { readonly documents: ReceiptContent['documents'] }): ReactElement {
  const { heading, columns, rows } = documents;
  if (rows.length === 0) return <Lines lines={[heading]} />;
  return (
    <section>
      <p className={css.heading}>{heading.label}:</p>
      <table className={css.documents}>
        <thead>
          <tr>
            <th scope="col">{columns.number}</th>
            <th scope="col">{columns.name}</th>
            {COUNTS.map((column) => (
              <th key={column} scope="col">
                {columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.number}>
              <td>{row.number}</td>
              <td>{row.name}</td>
              {COUNTS.map((column) => (
                <td key={column}>{row[column]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Signatures({ signatures }: { readonly signatures: ReceiptContent['signatures'] }): ReactElement {
  return (
    <div className={css.signatures}>
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

function Notes({
  content,
  check,
}: {
  readonly content: ReceiptContent;
  readonly check: string | null;
}): ReactElement {
  return (
    <footer className={css.notes}>
      <p>
        <b>Ghi chú:</b>
      </p>
      <ul>
        {content.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      <div className={css.foot}>
        {check !== null && <p className={css.check}>Mã kiểm nội dung: {check}</p>}
        {content.code !== null && <Code128 text={content.code} />}
      </div>
    </footer>
  );
}

function Code128({ text }: { readonly text: string }): ReactElement {
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
