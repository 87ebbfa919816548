import type { ReactElement } from 'react';
import { Closing, Head, Notes, Paragraph, Sheet, Signatures, Table, Title } from '../paper-parts.tsx';
import type { PrintJob } from '../print-layer.tsx';
import type { ActsContent } from './acts-content.ts';

function Acts({ content }: { readonly content: ActsContent }): ReactElement {
  const ending = (
    <Closing>
      <Signatures signatures={content.signatures} />
      <Notes notes={[content.printed]} check={null} code={null} />
    </Closing>
  );
  return (
    <Sheet paper="A4-landscape" label={content.title} sampleNotice={content.sampleNotice}>
      <Head head={content.head} />
      <Title title={content.title} code={null} marks={[content.day]} />
      <Paragraph>{content.whose}</Paragraph>
      <Table {...content.table} ending={ending} />
    </Sheet>
  );
}

/** What was done under a name on a day, as a paper to print. */
export function actsJob(content: ActsContent): PrintJob {
  return {
    element: <Acts content={content} />,
    foot: `Các việc đã ghi. ${content.day.replaceAll('\u00A0', ' ')}`,
    text: content,
  };
}
