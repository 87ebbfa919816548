import { z } from 'zod';
import { line } from '../party.ts';

/** How many of a document: 0 to 99. */
export const copies = z
  .number('count-invalid')
  .int('count-invalid')
  .min(0, 'count-invalid')
  .max(99, 'count-invalid');

/** One line of the checklist: what was really handed in. */
export const checkedDocumentSchema = z.strictObject({
  documentId: z.string().min(1),
  nameVi: line(1000),
  originals: copies,
  certifiedCopies: copies,
  photocopies: copies,
  /** Seen at the counter and given back. */
  shown: z.boolean(),
});
export type CheckedDocument = z.infer<typeof checkedDocumentSchema>;

/** The kinds of a document that are counted, in the order of every table. */
export const COUNTS = ['originals', 'certifiedCopies', 'photocopies'] as const;

/** Whether anything of a document was handed in or shown. */
export function isPresent(document: CheckedDocument): boolean {
  return document.shown || document.originals + document.certifiedCopies + document.photocopies > 0;
}
