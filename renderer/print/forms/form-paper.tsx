import { Fragment, type ReactElement } from 'react';
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
import type { PaperBlock } from './form-content.ts';
import type { FormModel } from './form-model.ts';

/** Forms 02–07 of both sets: what each says is its content's, how it looks is the same for all. */
export function FormPaper({ model }: { readonly model: FormModel }): ReactElement {
  const { content, mark, check } = model;
  // What ends the body stays with the signatures: they never stand alone on a page.
  const last = content.blocks.at(-1);
  const closing = (
    <Closing>
      {last && last.kind !== 'table' && <Block block={last} />}
      <Signatures signatures={content.signatures} />
      <Notes notes={content.notes} check={check} code={content.code} />
    </Closing>
  );
  return (
    <Sheet
      paper={content.kind === 'register' ? 'A4-landscape' : 'A4'}
      label={content.title}
      sampleNotice={content.sampleNotice}
    >
      <Head head={content.head} />
      <Title title={content.title} code={content.code} marks={[content.subtitle, mark, content.codeNotice]} />
      {content.blocks.slice(0, -1).map((block, i) => (
        <Block key={i} block={block} />
      ))}
      {last?.kind === 'table' ? <Table {...last} ending={closing} /> : closing}
    </Sheet>
  );
}

/** Several papers of one print job, each from the head of a page. */
export function FormPapers({ models }: { readonly models: readonly FormModel[] }): ReactElement {
  return (
    <>
      {models.map((model, i) => (
        <Fragment key={i}>
          <FormPaper model={model} />
        </Fragment>
      ))}
    </>
  );
}

function Block({ block }: { readonly block: PaperBlock }): ReactElement {
  switch (block.kind) {
    case 'lines':
      return <Lines lines={block.lines} />;
    case 'text':
      return <Paragraph>{block.text}</Paragraph>;
    case 'heading':
      return <Heading>{block.text}</Heading>;
    case 'table':
      return <Table {...block} />;
  }
}
