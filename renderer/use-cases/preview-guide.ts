import { dayOf } from '../../shared/clock.ts';
import { computeDeadline } from '../../shared/domain/deadline.ts';
import type { AssistanceEntry } from '../../shared/domain/dossier/command.ts';
import { decide } from '../../shared/domain/dossier/decide.ts';
import { computeFee, feeCountsSchema } from '../../shared/domain/fee.ts';
import { doubtOf } from '../../shared/domain/party.ts';
import { procedureOn, type Catalogue, type Office } from '../../shared/domain/procedure.ts';
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
import type { ReceptionPreview } from './preview-reception.ts';

/** A citizen being guided, as far as it is typed. */
export interface GuideDraft {
  readonly procedureCode: string;
  readonly entry: AssistanceEntry;
  readonly keptWard: string;
}

/**
 * What guiding would come to if it were saved now, and what stands in the way, by the rules of saving. The applicant counts
 * only once something of theirs is typed. Pure: `now` is a UTC instant.
 */
export function previewGuide(
  draft: GuideDraft,
  catalogue: Catalogue,
  office: Office | null,
  now: string,
): Omit<ReceptionPreview, 'receipt'> {
  const { entry } = draft;
  const procedure =
    draft.procedureCode === '' ? null : procedureOn(catalogue, draft.procedureCode, dayOf(now));
  const { applicant } = entry;
  const people = applicant
    ? peopleErrors({ applicant, representative: null, cardSex: entry.cardSex ?? null }, dayOf(now))
    : [];
  const decided = decide(
    null,
    {
      type: 'assist',
      entry,
      procedure: procedure ?? NO_PROCEDURE,
      sample: catalogue.sample,
      office: office ?? NO_OFFICE,
      capabilities: procedure && office ? catalogue.capabilities : undefined,
    },
    now,
  );
  const problems = firstOfEachField(
    [
      ...procedureErrors(draft.procedureCode, procedure),
      ...(decided.ok ? [] : decided.error),
      ...people.filter((error) => entry.identityConfirmed !== true || doubtOf(error) === null),
      ...addressErrors(draft, catalogue),
      ...documentErrors(entry),
    ].map(asFormError),
  );
  const counts = feeCountsSchema.safeParse(entry.feeCounts);
  return {
    procedure,
    fee: procedure && counts.success ? computeFee(procedure.fees, counts.data) : null,
    deadline:
      procedure && office
        ? computeDeadline(procedure.deadline, now, catalogue.calendar, office.closesAt)
        : null,
    doubts: people.filter((error) => doubtOf(error) !== null),
    errors: problems.filter((error) => !isMissing(error)),
    missing: problems.filter(isMissing),
  };
}
