import type { ReactElement } from 'react';
import { Closing, Head, Lines, Notes, Sheet, Signatures, Table, Title } from '../paper-parts.tsx';
import type { PrintJob } from '../print-layer.tsx';
import type { IncidentContent } from './incident-content.ts';

function IncidentPaper({ content }: { readonly content: IncidentContent }): ReactElement {
  return (
    <Sheet paper="A4" label={content.title} sampleNotice={content.sampleNotice}>
      <Head head={content.head} />
      <Title title={content.title} code={null} marks={[]} />
      <Lines lines={content.lines} />
      {content.table.rows.length > 0 && <Table {...content.table} />}
      <Closing>
        <Signatures signatures={content.signatures} />
        <Notes notes={content.notes} check={null} code={null} />
      </Closing>
    </Sheet>
  );
}

/** An incident as a paper to print. */
export function incidentJob(content: IncidentContent): PrintJob {
  return { element: <IncidentPaper content={content} />, foot: 'Sự cố dữ liệu cá nhân', text: content };
}
