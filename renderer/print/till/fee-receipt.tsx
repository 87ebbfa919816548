import type { ReactElement } from 'react';
import type { PaperModel } from '../paper-model.ts';
import { Closing, Head, Lines, Notes, Sheet, Signatures, Table, Title } from '../paper-parts.tsx';
import type { PrintJob } from '../print-layer.tsx';
import type { FeeReceiptContent } from './fee-receipt-content.ts';

const SHEETS = ['Liên 1: lưu tại nơi thu', 'Liên 2: giao người nộp tiền'];

export interface FeeReceiptModel extends PaperModel<FeeReceiptContent> {
  /** Why it counts no more; null while it does. */
  readonly voided: string | null;
}

function FeeReceiptSheet({
  model,
  sheet,
}: {
  readonly model: FeeReceiptModel;
  readonly sheet: string;
}): ReactElement {
  const { content, mark, check, voided } = model;
  return (
    <Sheet paper="A5" label={content.title} sampleNotice={content.sampleNotice}>
      <Head head={content.head} />
      <Title title={content.title} code={content.code} marks={[sheet, mark, voided]} />
      {content.lines.map((line) => (
        <Lines key={line.label} lines={[line]} />
      ))}
      <Table {...content.table} />
      {content.total.map((line) => (
        <Lines key={line.label} lines={[line]} />
      ))}
      <Closing>
        <Signatures signatures={content.signatures} />
        <Notes notes={content.notes} check={check} code={null} />
      </Closing>
    </Sheet>
  );
}

/** Both sheets of a fee receipt as one paper to print. */
export function feeReceiptJob(model: FeeReceiptModel): PrintJob {
  return {
    element: (
      <>
        {SHEETS.map((sheet) => (
          <FeeReceiptSheet key={sheet} model={model} sheet={sheet} />
        ))}
      </>
    ),
    foot: `Số: ${model.content.number}`,
    text: [model, SHEETS],
  };
}
