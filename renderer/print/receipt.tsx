import type { ReactElement } from 'react';
import type { PaperColumn } from './paper-content.ts';
import {
  Closing,
  Head,
  Heading,
  Lines,
  Notes,
  Sheet,
  Signatures,
  Table,
  Title,
  type Paper,
} from './paper-parts.tsx';
import type { ReceiptContent, ReceiptRow } from './receipt-content.ts';
import type { ReceiptModel } from './receipt-model.ts';

interface ReceiptProps {
  readonly model: ReceiptModel;
  readonly paper: Paper;
  /** As a sheet that fills the width it is given, instead of for the printer. */
  readonly screen?: boolean;
}

/** Form 01. One template for the preview, the printer and the PDF. */
export function Receipt({ model, paper, screen = false }: ReceiptProps): ReactElement {
  const { content, mark, check } = model;
  return (
    <Sheet paper={paper} screen={screen} label={content.title} sampleNotice={content.sampleNotice}>
      <Head head={content.head} />
      <Title title={content.title} code={content.code} marks={[mark, content.codeNotice]} />
      {content.subject.map((lines, i) => (
        <Lines key={i} lines={lines} />
      ))}
      <Documents documents={content.documents} />
      {content.items.map((line) => (
        <Lines key={line.label} lines={[line]} />
      ))}
      <Closing>
        <Lines lines={content.register} />
        <Signatures signatures={content.signatures} />
        <Notes notes={content.notes} check={check} code={content.code} />
      </Closing>
    </Sheet>
  );
}

const WIDTHS: Readonly<Record<keyof ReceiptRow, Omit<PaperColumn, 'label'>>> = {
  number: { width: 'xs' },
  name: { align: 'start' },
  originals: { width: 's' },
  certifiedCopies: { width: 'm' },
  photocopies: { width: 's' },
  shown: { width: 's' },
};
const COLUMNS = Object.keys(WIDTHS) as readonly (keyof ReceiptRow)[];

function Documents({ documents }: { readonly documents: ReceiptContent['documents'] }): ReactElement {
  const { heading, columns, rows } = documents;
  if (rows.length === 0) return <Lines lines={[heading]} />;
  return (
    <section>
      <Heading>{heading.label}:</Heading>
      <Table
        columns={COLUMNS.map((column) => ({ label: columns[column], ...WIDTHS[column] }))}
        rows={rows.map((row) => COLUMNS.map((column) => row[column]))}
      />
    </section>
  );
}
