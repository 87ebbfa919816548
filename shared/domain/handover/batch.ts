import { z } from 'zod';
import type { Stamp } from '../dossier/state.ts';
import { line, LINE_LIMIT, optionalLine } from '../party.ts';
import type { StreamHead } from '../stream-head.ts';

const count = z
  .number('count-invalid')
  .int('count-invalid')
  .min(0, 'count-invalid')
  .max(999, 'count-invalid');

const counts = { originals: count, certifiedCopies: count, photocopies: count };
const countsSchema = z.strictObject(counts);
export type PaperCounts = z.infer<typeof countsSchema>;

/** A dossier on a handover list, with the papers that go with it. */
export const batchLineSchema = z.strictObject({
  dossierId: z.uuid(),
  code: z.string().min(1).max(60),
  applicantName: line(200),
  procedureNameVi: line(1000),
  ...counts,
  /** What the dossier's checked documents came to, where the clerk counted something else. */
  computed: countsSchema.optional(),
});
export type BatchLine = z.infer<typeof batchLineSchema>;

/** What differs from the list on the other side. */
export const batchDifferenceSchema = z.strictObject({
  dossierId: z.uuid(),
  what: z.enum(['missing', 'papers']),
  /** What was counted there, where the papers differ. */
  counts: countsSchema.optional(),
  note: line(LINE_LIMIT),
});
export type BatchDifference = z.infer<typeof batchDifferenceSchema>;

/** What happens to a batch (đợt bàn giao): dossiers on their way between an office and the one-stop centre. */
export const BATCH_DATA = {
  batchSent: z.strictObject({
    /** Office or centre it goes to. */
    to: z.strictObject({
      id: z.string().min(1).max(40),
      nameVi: line(200),
      /** The other side has no app: it signs on paper, and the sender records that. */
      onPaper: z.literal(true).optional(),
    }),
    /** The name of the sending side; older events do not say. */
    from: line(200).optional(),
    /** Set for results on their way back; else dossiers go to be decided. */
    results: z.literal(true).optional(),
    lines: z.array(batchLineSchema).min(1, 'batch-empty').max(500),
    note: optionalLine(LINE_LIMIT),
  }),
  batchReceived: z.strictObject({
    /** Whoever signed for it on the other side. */
    receiver: line(200),
    differences: z.array(batchDifferenceSchema).max(500),
  }),
  /** What became of a difference; the sending side says so. */
  batchSettled: z.strictObject({
    dossierId: z.uuid(),
    outcome: z.enum(['found', 'sent-again', 'lost']),
    /** The batch it was sent again in. */
    batch: z.uuid().optional(),
    explanation: line(LINE_LIMIT),
  }),
} as const;

export type BatchEventType = keyof typeof BATCH_DATA;
export type BatchBody = {
  readonly [T in BatchEventType]: { readonly type: T; readonly data: z.infer<(typeof BATCH_DATA)[T]> };
}[BatchEventType];
type DataOf<T extends BatchEventType> = Extract<BatchBody, { type: T }>['data'];

export type Settlement = Stamp & DataOf<'batchSettled'>;

/** A batch as its own events tell it. */
export interface Batch extends StreamHead {
  readonly kind: 'batch';
  /** `position` is its place in the log of the counter that began it: with the counter's name, the list's number. */
  readonly sent: (Stamp & DataOf<'batchSent'> & { readonly position: number }) | null;
  readonly received: (Stamp & DataOf<'batchReceived'>) | null;
  /** Left out until a difference was settled. */
  readonly settled?: readonly Settlement[];
}

/** A batch that was sent, as every batch is that a counter made. */
export type SentBatch = Batch & { readonly sent: NonNullable<Batch['sent']> };

export function isSent(batch: Batch): batch is SentBatch {
  return batch.sent !== null;
}

/** What stands on the list and what scanners read, e.g. `BG-HT-2-1042`. */
export function batchNumber(batch: SentBatch): string {
  return `BG-${batch.sent.counter}-${String(batch.sent.position)}`;
}

/** The batch after one more event; the first of a kind stands, and the first settlement of a difference. */
export function evolveBatch(batch: Batch, body: BatchBody, stamp: Stamp, position: number): Batch {
  switch (body.type) {
    case 'batchSent':
      return batch.sent ? batch : { ...batch, sent: { ...stamp, ...body.data, position } };
    case 'batchReceived':
      return batch.received ? batch : { ...batch, received: { ...stamp, ...body.data } };
    case 'batchSettled': {
      const before = batch.settled ?? [];
      return before.some(({ dossierId }) => dossierId === body.data.dossierId)
        ? batch
        : { ...batch, settled: [...before, { ...stamp, ...body.data }] };
    }
  }
}
