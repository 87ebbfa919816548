import { dayOf } from '../../shared/clock.ts';
import { computeDeadline, type Deadline } from '../../shared/domain/deadline.ts';
import { decide, type ReceptionEntry } from '../../shared/domain/dossier/decide.ts';
import { computeFee, feeCountsSchema, type Fee } from '../../shared/domain/fee.ts';
import { doubtOf } from '../../shared/domain/party.ts';
import { procedureOn, type Catalogue, type Office, type Procedure } from '../../shared/domain/procedure.ts';
import type { AppError } from '../../shared/errors.ts';
import type { ReceiptDraft } from '../print/receipt-source.ts';
import {
  addressErrors,
  asFormError,
  documentErrors,
  firstOfEachField,
  isMissing,
  NO_OFFICE,
  NO_PROCEDURE,
  peopleErrors,
  procedureErrors,
} from './preview-checks.ts';
import { receiptDraft } from './receipt-draft.ts';

/** A reception as it stands while it is typed. */
export interface ReceptionDraft {
  /** Empty until a procedure is chosen. */
  readonly procedureCode: string;
  readonly entry: ReceptionEntry;
  /** The ward the clerk keeps as typed though the list does not know it. */
  readonly keptWard: string;
  /** Đồng of the fee paid while filing online. */
  readonly paidOnline: number;
}

/** What a reception would come to if it were saved now. */
export interface ReceptionPreview {
  readonly procedure: Procedure | null;
  readonly fee: Fee | null;
  readonly deadline: Deadline | null;
  /** What was typed wrong, the first error of each field, with the path of the form's field. */
  readonly errors: readonly AppError[];
  /** What the identity number contradicts, kept by the clerk or not yet (then it is among the errors too). */
  readonly doubts: readonly AppError[];
  /** What must be there and is still empty. */
  readonly missing: readonly AppError[];
  /** What the receipt can show already; the clerk's name is the caller's to add. */
  readonly receipt: ReceiptDraft;
}

/**
 * Works out procedure, fee and appointment of a reception, and what stands in the way of saving it, by the same rules as
 * saving: `decide` itself is asked. Pure: `now` is a UTC instant. Nothing is saved by an entry with errors or missing
 * fields left.
 */
export function previewReception(
  draft: ReceptionDraft,
  catalogue: Catalogue,
  office: Office | null,
  now: string,
): ReceptionPreview {
  const { entry } = draft;
  const procedure =
    draft.procedureCode === '' ? null : procedureOn(catalogue, draft.procedureCode, dayOf(now));
  const people = peopleErrors(entry, dayOf(now));
  const doubts = people.filter((error) => doubtOf(error) !== null);
  const found = [
    ...procedureErrors(draft.procedureCode, procedure),
    ...decided(entry, procedure, catalogue, office, now),
    ...people.filter((error) => entry.identityConfirmed !== true || doubtOf(error) === null),
    ...addressErrors(draft, catalogue),
    ...documentErrors(entry),
  ].map(asFormError);
  const problems = firstOfEachField(found);
  const counts = feeCountsSchema.safeParse(entry.feeCounts);
  const fee = procedure && counts.success ? computeFee(procedure.fees, counts.data) : null;
  const deadline =
    procedure && office
      ? computeDeadline(procedure.deadline, now, catalogue.calendar, office.closesAt)
      : null;
  return {
    procedure,
    fee,
    deadline,
    receipt: {
      ...receiptDraft(entry, { procedure, fee, deadline, office, sample: catalogue.sample, at: now }),
      paidOnline: draft.paidOnline,
    },
    doubts,
    errors: problems.filter((error) => !isMissing(error)),
    missing: problems.filter(isMissing),
  };
}

function decided(
  entry: ReceptionEntry,
  procedure: Procedure | null,
  catalogue: Catalogue,
  office: Office | null,
  now: string,
): readonly AppError[] {
  const decision = decide(
    null,
    {
      type: 'receive',
      entry,
      startedAt: now,
      procedure: procedure ?? NO_PROCEDURE,
      sample: catalogue.sample,
      office: office ?? NO_OFFICE,
      // Nothing is said about what stands in.
      capabilities: procedure && office ? catalogue.capabilities : undefined,
      calendar: catalogue.calendar,
      code: { code: '-', provisional: false },
    },
    now,
  );
  return decision.ok ? [] : decision.error;
}
