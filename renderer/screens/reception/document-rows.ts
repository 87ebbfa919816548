import type { DocumentRequirement, Procedure } from '../../../shared/domain/procedure.ts';
import type { DocumentValues } from './reception-values.ts';

const EXTRA = 'extra-';

/** Whether a checklist line was added by the clerk. */
export function isExtra(row: Pick<DocumentValues, 'documentId'>): boolean {
  return row.documentId.startsWith(EXTRA);
}

/** A further checklist line, to be named by the clerk. */
export function extraRow(rows: readonly DocumentValues[]): DocumentValues {
  const last = Math.max(
    0,
    ...rows.filter(isExtra).map((row) => Number(row.documentId.slice(EXTRA.length)) || 0),
  );
  return {
    documentId: `${EXTRA}${last + 1}`,
    nameVi: '',
    originals: '',
    certifiedCopies: '',
    photocopies: '',
    shown: false,
  };
}

/** The checklist of a procedure: its documents with whatever was counted of them already, then the clerk's own lines. */
export function rowsFor(
  procedure: Procedure | null,
  rows: readonly DocumentValues[],
): readonly DocumentValues[] {
  const required = (procedure?.documents ?? []).map(({ id, nameVi }) => {
    const counted = rows.find((row) => row.documentId === id);
    return counted ? { ...counted, nameVi } : { ...extraRow([]), documentId: id, nameVi };
  });
  return [...required, ...rows.filter(isExtra)];
}

/** A line with exactly what is required handed in, in the column it belongs to. */
export function ticked(row: DocumentValues, requirement: DocumentRequirement): DocumentValues {
  const count = String(requirement.count);
  if (requirement.kind === 'shown') return { ...row, shown: true };
  return requirement.kind === 'original' ? { ...row, originals: count } : { ...row, photocopies: count };
}

/** A line with nothing handed in. */
export function cleared(row: DocumentValues): DocumentValues {
  return { ...row, originals: '', certifiedCopies: '', photocopies: '', shown: false };
}

/** Whether a line has anything handed in or shown, as typed so far. */
export function isTicked(row: DocumentValues): boolean {
  return (
    row.shown || [row.originals, row.certifiedCopies, row.photocopies].some((count) => /[1-9]/u.test(count))
  );
}
