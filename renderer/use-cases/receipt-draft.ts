import type { Deadline } from '../../shared/domain/deadline.ts';
import type { ReceptionEntry } from '../../shared/domain/dossier/decide.ts';
import type { Fee } from '../../shared/domain/fee.ts';
import type { Office, Procedure } from '../../shared/domain/procedure.ts';
import type { ReceiptDraft } from '../print/receipt-source.ts';

interface WorkedOut {
  readonly procedure: Procedure | null;
  readonly fee: Fee | null;
  readonly deadline: Deadline | null;
  readonly office: Office | null;
  readonly sample: boolean;
  readonly at: string;
}

/** What the receipt can show of a reception while it is typed. */
export function receiptDraft(
  entry: ReceptionEntry,
  { procedure, fee, deadline, office, sample, at }: WorkedOut,
): ReceiptDraft {
  const seen = (count: number) => Math.max(0, count);
  return {
    procedure: procedure && {
      code: procedure.code,
      nameVi: procedure.nameVi,
      authority: procedure.authority,
      sample,
    },
    officeName: office?.nameVi,
    officePlace: office?.place,
    at,
    applicant: entry.applicant,
    representative: entry.representative,
    delivery: entry.delivery,
    sets: entry.sets > 0 ? entry.sets : undefined,
    documents: entry.documents.map((each) => ({
      ...each,
      originals: seen(each.originals),
      certifiedCopies: seen(each.certifiedCopies),
      photocopies: seen(each.photocopies),
    })),
    fee,
    paid: entry.paid,
    deadline,
  };
}
