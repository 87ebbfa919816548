import { dayOf } from '../../clock.ts';
import { appError, type AppError } from '../../errors.ts';
import { fail, ok } from '../../result.ts';
import { whyNotAllowed } from '../capability.ts';
import { computeDeadline } from '../deadline.ts';
import { computeFee, feeCountsSchema } from '../fee.ts';
import { checkPeople, doubtOf, issuesOf } from '../party.ts';
import { isInForce } from '../procedure.ts';
import type { CommandOf } from './command.ts';
import { agreesWithFiling } from './decide-guide.ts';
import type { Decision } from './decide-life.ts';
import { isPresent } from './documents.ts';
import { documentCheckedSchema, receivedSchema } from './event.ts';
import { doubtKept } from './identity-doubt.ts';
import { paidOnline } from './payments.ts';
import type { Dossier } from './state.ts';

/**
 * The reception of a dossier, or every reason why not; errors carry the field of the entry they belong to. What a citizen
 * filed online was officially received by the portal then: its papers join the same dossier, under the portal's number and
 * its appointment.
 */
export function decideReceive(dossier: Dossier | null, command: CommandOf<'receive'>, now: string): Decision {
  const { entry, procedure, office, code } = command;
  const today = dayOf(now);
  const filing = dossier?.filing;
  const filed = filing?.details ?? null;
  const counts = feeCountsSchema.safeParse(entry.feeCounts);
  const parsed = receivedSchema.safeParse({
    ...(filing && filed ? { code: filing.number, provisional: false } : code),
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
    representative: entry.representative,
    channel: filing ? 'online' : entry.channel,
    delivery: entry.delivery,
    sets: entry.sets,
    // Wrong counts are an error of their own below; the rest of the entry is checked all the same.
    fee: computeFee(procedure.fees, counts.data ?? { pages: 1, copies: 1 }),
    note: entry.note,
    deadline: filed?.deadline ?? computeDeadline(procedure.deadline, now, command.calendar, office.closesAt),
    ...(entry.prefill ? { prefill: entry.prefill } : {}),
  });
  const checked = documentCheckedSchema.safeParse({ documents: entry.documents });
  const people = parsed.success ? checkPeople(parsed.data, today, { sex: entry.cardSex ?? null }) : [];
  const kept = entry.identityConfirmed === true ? people.filter((error) => doubtOf(error) !== null) : [];
  const errors: AppError[] = [
    ...(isInForce(procedure, dayOf(filed?.filedAt ?? now))
      ? []
      : [appError('procedure-withdrawn', { code: procedure.code }, 'procedure')]),
    ...whyNotAllowed(command, office, procedure.code, today, 'receive', 'procedure'),
    ...issuesOf(parsed),
    ...issuesOf(checked),
    ...issuesOf(counts, 'feeCounts'),
    ...people.filter((error) => !kept.includes(error)),
  ];
  if (parsed.success && !agreesWithFiling(filing, parsed.data.applicant, procedure.code))
    errors.push(appError('filing-disagrees', {}, 'applicant.identity.number'));
  if (checked.success && procedure.documents.length > 0 && !checked.data.documents.some(isPresent))
    errors.push(appError('documents-none', {}, 'documents'));
  if (errors.length > 0 || !parsed.success || !checked.success) return fail(errors);
  const due = Math.max(0, parsed.data.fee.total - (dossier ? paidOnline(dossier) : 0));
  return ok([
    ...(dossier?.startedAt ? [] : [{ type: 'drafted', data: { startedAt: command.startedAt } } as const]),
    { type: 'documentChecked', data: checked.data },
    { type: 'received', data: { ...parsed.data, ...doubtKept(kept) } },
    ...(entry.paid && due > 0
      ? [
          {
            type: 'feeTaken',
            data: {
              amount: due,
              method: entry.paid,
              ...(command.receipt ? { receipt: command.receipt } : {}),
            },
          } as const,
        ]
      : []),
  ]);
}
