import type { ReactElement } from 'react';
import { Closing, Head, Heading, Lines, Notes, Sheet, Table, Title, type Paper } from '../paper-parts.tsx';
import type { PrintJob } from '../print-layer.tsx';
import type { ChecklistContent } from './checklist-content.ts';
import css from './checklist.module.css';

interface ChecklistProps {
  readonly content: ChecklistContent;
  readonly paper: Paper;
  /** As a sheet that fills the width it is given, instead of for the printer. */
  readonly screen?: boolean;
}

/** What a guided citizen takes home; the QR leads to where they file. */
export function Checklist({ content, paper, screen = false }: ChecklistProps): ReactElement {
  return (
    <Sheet paper={paper} screen={screen} label={content.title} sampleNotice={content.sampleNotice}>
      <Head head={content.head} />
      <Title title={content.title} code={content.portal} marks={[content.notReceipt]} />
      {content.lines.map((line) => (
        <Lines key={line.label} lines={[line]} />
      ))}
      <Heading>{content.missing}</Heading>
      {content.table.rows.length > 0 && <Table {...content.table} />}
      <Closing>
        <Heading>{content.stepsHeading}</Heading>
        <ol className={css.steps}>
          {content.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        {content.comeBack.map((line) => (
          <Lines key={line.label} lines={[line]} />
        ))}
        <Notes notes={content.notes} check={null} code={content.reference} />
      </Closing>
    </Sheet>
  );
}

/** The checklist as a paper to print. */
export function checklistJob(content: ChecklistContent, paper: Paper): PrintJob {
  const { reference } = content;
  return {
    element: <Checklist content={content} paper={paper} />,
    foot: reference === null ? null : `Phiếu hướng dẫn: ${reference}`,
    text: content,
  };
}
