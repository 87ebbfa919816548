import { z } from 'zod';
import type { Stamp } from '../dossier/state.ts';
import { line, LINE_LIMIT, optionalLine } from '../party.ts';
import type { StreamHead } from '../stream-head.ts';

const count = z
  .number('count-invalid')
  .int('count-invalid')
  .min(0, 'count-invalid')
  .max(999, 'count-invalid');

/** A dossier on a handover list, with the papers that go with it. */
export const batchLineSchema = z.strictObject({
  dossierId: z.uuid(),
  code: z.string().min(1).max(60),
  applicantName: line(200),
  procedureNameVi: line(1000),
  originals: count,
  certifiedCopies: count,
  photocopies: count,
});

/** What differs from the list on the other side. */
export const batchDifferenceSchema = z.strictObject({
  dossierId: z.uuid(),
  what: z.enum(['missing', 'papers']),
  note: line(LINE_LIMIT),
});

/** What happens to a batch (đợt bàn giao): dossiers on their way between an office and the one-stop centre. */
export const BATCH_DATA = {
  batchSent: z.strictObject({
    /** Office or centre it goes to. */
    to: z.strictObject({ id: z.string().min(1).max(40), nameVi: line(200) }),
    lines: z.array(batchLineSchema).min(1, 'batch-empty').max(500),
    note: optionalLine(LINE_LIMIT),
  }),
  batchReceived: z.strictObject({
    /** Whoever signed for it on the other side. */
    receiver: line(200),
    differences: z.array(batchDifferenceSchema).max(500),
  }),
} as const;

export type BatchEventType = keyof typeof BATCH_DATA;
export type BatchBody = {
  readonly [T in BatchEventType]: { readonly type: T; readonly data: z.infer<(typeof BATCH_DATA)[T]> };
}[BatchEventType];
type DataOf<T extends BatchEventType> = Extract<BatchBody, { type: T }>['data'];

/** A batch as its own events tell it. */
export interface Batch extends StreamHead {
  readonly kind: 'batch';
  readonly sent: (Stamp & DataOf<'batchSent'>) | null;
  readonly received: (Stamp & DataOf<'batchReceived'>) | null;
}

/** The batch after one more event; the first of a kind stands. */
export function evolveBatch(batch: Batch, body: BatchBody, stamp: Stamp): Batch {
  switch (body.type) {
    case 'batchSent':
      return batch.sent ? batch : { ...batch, sent: { ...stamp, ...body.data } };
    case 'batchReceived':
      return batch.received ? batch : { ...batch, received: { ...stamp, ...body.data } };
  }
}
