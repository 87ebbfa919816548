import type { ReactElement } from 'react';
import type { SentBatch } from '../../../shared/domain/handover/batch.ts';
import { Closing, Head, Lines, Notes, Sheet, Signatures, Table, Title } from '../paper-parts.tsx';
import type { PrintJob } from '../print-layer.tsx';
import { batchListContent, type BatchListContent, type ListPlace } from './batch-list-content.ts';

const COPIES = ['Bản 1/2 – bên giao giữ', 'Bản 2/2 – bên nhận giữ'];

interface BatchListProps {
  readonly content: BatchListContent;
  /** Which copy it is, and who keeps it. */
  readonly copy: string;
}

/** The handover list of a batch. */
export function BatchList({ content, copy }: BatchListProps): ReactElement {
  return (
    <Sheet paper="A4" label={content.title} sampleNotice={content.sampleNotice}>
      <Head head={content.head} />
      <Title title={content.title} code={content.number} marks={[copy]} />
      {content.lines.map((line) => (
        <Lines key={line.label} lines={[line]} />
      ))}
      <Table {...content.table} />
      <Closing>
        <Signatures signatures={content.signatures} />
        <Notes notes={content.notes} check={null} code={content.number} />
      </Closing>
    </Sheet>
  );
}

/** Both copies of a list as one paper to print. */
export function batchListJob(batch: SentBatch, place: ListPlace): PrintJob {
  const content = batchListContent(batch, place);
  return {
    element: (
      <>
        {COPIES.map((copy) => (
          <BatchList key={copy} content={content} copy={copy} />
        ))}
      </>
    ),
    foot: `Số đợt: ${content.number}`,
    text: [content, COPIES],
  };
}
