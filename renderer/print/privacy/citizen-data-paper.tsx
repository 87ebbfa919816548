import type { ReactElement } from 'react';
import {
  Closing,
  Head,
  Heading,
  Notes,
  Paragraph,
  Sheet,
  Signatures,
  Table,
  Title,
} from '../paper-parts.tsx';
import type { PrintJob } from '../print-layer.tsx';
import type { CitizenDataContent } from './citizen-data-content.ts';

function CitizenData({ content }: { readonly content: CitizenDataContent }): ReactElement {
  return (
    <Sheet paper="A4" label={content.title} sampleNotice={content.sampleNotice}>
      <Head head={content.head} />
      <Title title={content.title} code={null} marks={[]} />
      {content.about.map((text) => (
        <Paragraph key={text}>{text}</Paragraph>
      ))}
      {content.dossiers.map(({ heading, kept, written }) => (
        <div key={heading}>
          <Heading>{heading}</Heading>
          <Table {...kept} />
          <Table {...written} />
        </div>
      ))}
      <Closing>
        <Signatures signatures={content.signatures} />
        <Notes notes={content.notes} check={null} code={null} />
      </Closing>
    </Sheet>
  );
}

/** All that is kept of a person, as a paper to print. */
export function citizenDataJob(content: CitizenDataContent): PrintJob {
  return {
    element: <CitizenData content={content} />,
    foot: 'Dữ liệu cá nhân đang lưu tại bưu điện',
    text: content,
  };
}
