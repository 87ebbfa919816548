import type { ReactElement } from 'react';
import { Closing, Head, Sheet, Signatures, Table, Title } from '../paper-parts.tsx';
import type { PostingListContent } from './post-content.ts';

/** One copy of a posting list, on an A4 on its side. */
export function PostingList({ content }: { readonly content: PostingListContent }): ReactElement {
  return (
    <Sheet paper="A4-landscape" label={content.title} sampleNotice={content.sampleNotice}>
      <Head head={content.head} />
      <Title title={content.title} code={content.number} marks={[content.copy]} />
      {content.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <Table {...content.table} />
      <Closing>
        <p>{content.total}</p>
        <Signatures signatures={content.signatures} />
      </Closing>
    </Sheet>
  );
}
