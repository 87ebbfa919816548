import type { ReactElement } from 'react';
import type { PaperModel } from '../paper-model.ts';
import {
  Closing,
  Head,
  Heading,
  Lines,
  Notes,
  Paragraph,
  Sheet,
  Signatures,
  Table,
  Title,
} from '../paper-parts.tsx';
import type { PrintJob } from '../print-layer.tsx';
import type { ClosingSheetContent } from './closing-sheet-content.ts';
import type { TillBookContent } from './till-book-content.ts';

function TillBook({ content }: { readonly content: TillBookContent }): ReactElement {
  const ending = (
    <Closing>
      <p>{content.after}</p>
      <Signatures signatures={content.signatures} />
      <Notes notes={[content.printed]} check={null} code={null} />
    </Closing>
  );
  return (
    <Sheet paper="A4-landscape" label={content.title} sampleNotice={content.sampleNotice}>
      <Head head={content.head} />
      <Title title={content.title} code={null} marks={[content.range]} />
      <Paragraph>{content.before}</Paragraph>
      <Table {...content.table} ending={ending} />
    </Sheet>
  );
}

/** The till book of a range as a paper to print. */
export function tillBookJob(content: TillBookContent): PrintJob {
  return {
    element: <TillBook content={content} />,
    foot: `Sổ quỹ. ${content.range.replaceAll('\u00A0', ' ')}`,
    text: content,
  };
}

export type ClosingSheetModel = PaperModel<ClosingSheetContent>;

function ClosingSheet({ model }: { readonly model: ClosingSheetModel }): ReactElement {
  const { content, mark, check } = model;
  return (
    <Sheet paper="A4" dense label={content.title} sampleNotice={content.sampleNotice}>
      <Head head={content.head} />
      <Title title={content.title} code={content.code} marks={[mark]} />
      {content.lines.map((line) => (
        <Lines key={line.label} lines={[line]} />
      ))}
      <Heading>1. Tiền trong ca</Heading>
      <Table {...content.money} />
      <Heading>2. Đếm tiền</Heading>
      <Table {...content.counts} />
      <Closing>
        {content.result.map((line) => (
          <Lines key={line.label} lines={[line]} />
        ))}
        {content.standing !== null && (
          <p>
            <b>{content.standing}</b>
          </p>
        )}
        <Signatures signatures={content.signatures} />
        <Notes notes={content.notes} check={check} code={null} />
      </Closing>
    </Sheet>
  );
}

/** The closing sheet of a shift as a paper to print. */
export function closingSheetJob(model: ClosingSheetModel): PrintJob {
  return {
    element: <ClosingSheet model={model} />,
    foot: `Phiếu giao ca ${model.content.code}`,
    text: model,
  };
}
