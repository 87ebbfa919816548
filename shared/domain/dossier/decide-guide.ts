import { dayOf } from '../../clock.ts';
import { appError, type AppError } from '../../errors.ts';
import { fail, ok } from '../../result.ts';
import { whyNotAllowed } from '../capability.ts';
import { computeFee, feeCountsSchema } from '../fee.ts';
import { checkPeople, doubtOf, issuesOf } from '../party.ts';
import { isInForce } from '../procedure.ts';
import { assistedSchema } from './assistance.ts';
import type { CommandOf } from './command.ts';
import type { Decision } from './decide-life.ts';
import { filedOnlineSchema } from './filing.ts';
import { doubtKept } from './identity-doubt.ts';
import { acceptedSchema } from './event.ts';
import { whoIs } from './memory.ts';
import type { Party } from '../party.ts';
import type { Dossier, Filing } from './state.ts';

/** A citizen guided through a procedure, or every reason why not; errors carry the field of the entry they belong to. */
export function decideAssist(dossier: Dossier | null, command: CommandOf<'assist'>, now: string): Decision {
  if (dossier?.reception || dossier?.filing) return fail([appError('dossier-transition-forbidden')]);
  const { entry, procedure, office } = command;
  const today = dayOf(now);
  const counts = feeCountsSchema.safeParse(entry.feeCounts);
  const parsed = assistedSchema.safeParse({
    procedure: {
      code: procedure.code,
      version: procedure.version,
      nameVi: procedure.nameVi,
      fieldCode: procedure.fieldCode,
      authority: procedure.authority,
      sample: command.sample,
    },
    officeName: office.nameVi,
    officePlace: office.place,
    applicant: entry.applicant,
    consent: entry.consent,
    explained: entry.explained,
    documents: entry.documents,
    fee: computeFee(procedure.fees, counts.data ?? { pages: 1, copies: 1 }),
    delivery: entry.delivery,
    note: entry.note,
  });
  const { applicant } = entry;
  const people =
    parsed.success && parsed.data.applicant
      ? checkPeople({ applicant: parsed.data.applicant, representative: null }, today, {
          sex: entry.cardSex ?? null,
        })
      : [];
  const kept = entry.identityConfirmed === true ? people.filter((error) => doubtOf(error) !== null) : [];
  const errors: AppError[] = [
    ...(isInForce(procedure, today)
      ? []
      : [appError('procedure-withdrawn', { code: procedure.code }, 'procedure')]),
    ...whyNotAllowed(command, office, procedure.code, today, 'guide', 'procedure'),
    ...issuesOf(parsed),
    ...issuesOf(counts, 'feeCounts'),
    ...people.filter((error) => !kept.includes(error)),
  ];
  if (applicant && !entry.consent) errors.push(appError('consent-required', {}, 'guide.consent'));
  const filed = entry.number === null ? null : filedBy(entry.number);
  if (filed && !filed.success)
    errors.push(...issuesOf(filed).map((error) => ({ ...error, field: 'guide.number' })));
  if (!applicant && (entry.delivery.kind === 'home' || entry.number !== null))
    errors.push(appError('citizen-required', {}, 'applicant.name'));
  if (errors.length > 0 || !parsed.success) return fail(errors);
  return ok([
    { type: 'assisted', data: { ...parsed.data, ...doubtKept(kept) } },
    ...(filed?.success ? [{ type: 'filedOnline', data: filed.data } as const] : []),
  ]);
}

const filedBy = (number: string) =>
  filedOnlineSchema.safeParse({ number, channel: 'online', filer: 'citizen' });

/** The portal's number of what a guided citizen filed in their own name. The portal has the last word on it. */
export function decideFiling(dossier: Dossier | null, { number }: CommandOf<'recordFiling'>): Decision {
  if (dossier?.filing) return fail([appError('filing-there', { number: dossier.filing.number }, 'number')]);
  if (!dossier?.assistance || dossier.reception) return fail([appError('dossier-transition-forbidden')]);
  // Without knowing whose it is, a mistyped number would bring another citizen's dossier here.
  if (!dossier.assistance.applicant) return fail([appError('citizen-required', {}, 'applicant.name')]);
  const parsed = filedBy(number);
  return parsed.success ? ok([{ type: 'filedOnline', data: parsed.data }]) : fail(issuesOf(parsed));
}

/**
 * The portal confirms a filing: to a dossier a counter began for it, or as the beginning of one that no counter knew. A
 * provisional code given meanwhile gets the portal's number linked.
 */
export function decideConfirm(dossier: Dossier | null, command: CommandOf<'confirmFiling'>): Decision {
  const filing = dossier?.filing;
  if (dossier?.acceptance || filing?.details || (filing && filing.number !== command.number))
    return fail([appError('dossier-transition-forbidden')]);
  const parsed = filedOnlineSchema.safeParse({
    number: command.number,
    channel: 'online',
    filer: 'citizen',
    details: command.details,
  });
  const accepted = acceptedSchema.safeParse({
    portalNumber: command.number,
    linkedCode: dossier?.reception?.provisional === true ? command.number : null,
  });
  if (!parsed.success || !accepted.success) return fail([...issuesOf(parsed), ...issuesOf(accepted)]);
  return ok([
    { type: 'filedOnline', data: parsed.data },
    { type: 'accepted', data: accepted.data },
  ]);
}

/** Whether a reception is of what was filed: the same applicant and procedure. */
export function agreesWithFiling(
  filing: Filing | undefined,
  applicant: Party,
  procedureCode: string,
): boolean {
  const details = filing?.details;
  return (
    !details ||
    (details.procedure.code === procedureCode && whoIs(details.applicant)?.key === whoIs(applicant)?.key)
  );
}
